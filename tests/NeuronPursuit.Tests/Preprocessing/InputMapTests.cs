namespace NeuronPursuit.Tests.Preprocessing;

/// <summary>From the caller's columns to the inputs of the network.</summary>
public class InputMapTests
{
    private static readonly InputMapSettings All = new(true, 1, 5, true, MissingValues.MeanAndIndicator);

    /// <summary>Symmetric, skewed, skewed with gaps, constant, all missing, two values, symmetric with gaps.</summary>
    private static readonly double[,] Table = MakeTable(250);

    [Fact]
    public void Fit_EveryKindOfColumn_TakesValuesThenRanksThenMarks()
    {
        InputMap map = Fit(All, Table);

        map.SourceCount.Should().Be(7);
        map.Columns.ToArray().Select(column => (column.Kind, column.Source)).Should().Equal(
            [.. Enumerable.Range(0, 7).Select(column => (NetworkInputKind.Value, column)),
                (NetworkInputKind.Rank, 1), (NetworkInputKind.Rank, 2),
                (NetworkInputKind.Missing, 2), (NetworkInputKind.Missing, 6)]);
    }

    [Fact]
    public void Apply_TrainingData_HasZeroMeanUnitVarianceAndTheLimit()
    {
        double[,] z = Apply(Fit(All with { Clip = double.PositiveInfinity }, Table), Table);
        double[,] clipped = Apply(Fit(All with { Clip = 1.5 }, Table), Table);

        for (int column = 0; column < z.GetLength(1); column++)
        {
            double[] own = Column(z, column);
            bool saysNothing = column is 3 or 4;

            // What is missing counts as the mean, so the variance of values with gaps is that of the present ones.
            double share = column is 2 or 6 or 8 ? Table.GetLength(0) - Column(Table, column == 8 ? 2 : column).Count(double.IsNaN) : own.Length;
            own.Average().Should().BeApproximately(0, 1e-12);
            own.Sum(value => value * value).Should().BeApproximately(saysNothing ? 0 : share, 1e-9);
            double limit = column is 7 or 8 ? double.PositiveInfinity : 1.5;
            Column(clipped, column).Should().Equal(own.Select(value => Math.Clamp(value, -limit, limit)));
        }
    }

    [Fact]
    public void Apply_MissingAtPredict_FollowsTheRules()
    {
        InputMap map = Fit(All, Table);
        double[] z = new double[map.Count];

        map.Apply(Enumerable.Repeat(double.NaN, 7).ToArray(), z);

        z[..9].Should().OnlyContain(value => value == 0, "values and ranks are at their means");
        z[9..].Should().OnlyContain(value => value > 1, "the marks of columns 2 and 6 are set");
    }

    [Fact]
    public void Apply_ColumnsThatSaidNothing_StayZeroWhateverComes()
    {
        InputMap map = Fit(All, Table);
        double[] z = new double[map.Count];

        map.Apply([0, 1, 1, 1e9, -3, 1, 0], z);

        (Math.Abs(z[3]), Math.Abs(z[4])).Should().Be((0, 0));
    }

    [Fact]
    public void Apply_NaNWithoutARule_StaysNaN()
    {
        InputMap map = Fit(new InputMapSettings(true, 1, 5, true, MissingValues.Fail), Clean());
        double[] z = new double[map.Count];

        map.Apply([double.NaN, double.NaN], z);

        z.Should().HaveCount(3).And.OnlyContain(value => double.IsNaN(value));
        map.AllowsMissing.Should().BeFalse();
    }

    [Fact]
    public void Fit_PermutedColumns_PermutesTheInputs()
    {
        int[] order = [6, 2, 0, 5, 1, 4, 3];
        double[,] z = Apply(Fit(All, Table), Table);
        double[,] permuted = Select(Table, order);

        InputMap map = Fit(All, permuted);
        double[,] own = Apply(map, permuted);

        InputMap original = Fit(All, Table);
        for (int input = 0; input < map.Count; input++)
        {
            InputColumn column = map.Columns[input];
            int same = Array.FindIndex(
                original.Columns.ToArray(), other => other.Kind == column.Kind && other.Source == order[column.Source]);
            Column(own, input).Should().Equal(Column(z, same));
        }
    }

    [Fact]
    public void Fit_PermutedRows_GivesTheSameMapUpToRounding()
    {
        double[,] reversed = new double[Table.GetLength(0), 7];
        for (int row = 0; row < Table.GetLength(0); row++)
        {
            for (int column = 0; column < 7; column++)
            {
                reversed[row, column] = Table[Table.GetLength(0) - 1 - row, column];
            }
        }

        Apply(Fit(All, reversed), Table).Cast<double>().Zip(Apply(Fit(All, Table), Table).Cast<double>())
            .Should().OnlyContain(pair => Math.Abs(pair.First - pair.Second) < 1e-12);
    }

    [Fact]
    public void Fit_FloatsAndTheSameDoubles_GiveTheSameBits()
    {
        float[,] single = new float[Table.GetLength(0), 7];
        double[,] same = new double[Table.GetLength(0), 7];
        for (int i = 0; i < Table.Length; i++)
        {
            single[i / 7, i % 7] = (float)Table[i / 7, i % 7];
            same[i / 7, i % 7] = single[i / 7, i % 7];
        }

        InputMap map = InputMapFitter.Fit<float>(All, single, CancellationToken.None);

        ModelAssertions.Bits(Apply(map, same)).Should().Equal(ModelAssertions.Bits(Apply(Fit(All, same), same)));
    }

    [Theory]
    [InlineData(1e150)]
    [InlineData(1e-150)]
    [InlineData(-4)]
    public void Fit_OtherUnits_GivesTheSameInputsUpToRounding(double unit)
    {
        double[,] scaled = new double[Table.GetLength(0), 7];
        for (int i = 0; i < Table.Length; i++)
        {
            scaled[i / 7, i % 7] = Table[i / 7, i % 7] * unit;
        }

        double[] expected = [.. Apply(Fit(All, Table), Table).Cast<double>()];
        double[] actual = [.. Apply(Fit(All, scaled), scaled).Cast<double>()];
        for (int i = 0; i < expected.Length; i++)
        {
            double sign = i % 11 < 9 ? Math.Sign(unit) : 1;
            actual[i].Should().BeApproximately(sign * expected[i], 1e-9);
        }
    }

    [Theory]
    [InlineData(7, false)]
    [InlineData(8, true)]
    public void Fit_SkewedColumn_IsRankedFromEightDistinctValuesOn(int distinct, bool ranked)
    {
        double[,] X = new double[100, 1];
        for (int row = 0; row < 100; row++)
        {
            X[row, 0] = Math.Pow(3, Math.Max(0, row % 20 - 20 + distinct));
        }

        Fit(All, X).Count.Should().Be(ranked ? 2 : 1);
    }

    [Fact]
    public void WithoutFoldedScales_OnlyScaledValues_BecomesTheIdentity()
    {
        InputMap map = Fit(new InputMapSettings(false, 8, double.PositiveInfinity, false, MissingValues.Fail), Clean());

        map.FoldedScale(0).Should().Be(8);
        map.WithoutFoldedScales().IsIdentity.Should().BeTrue();
    }

    [Fact]
    public void WithoutFoldedScales_RanksAndMissing_KeepWhatTheNetworkSees()
    {
        InputMap map = Fit(new InputMapSettings(false, 8, double.PositiveInfinity, true, MissingValues.MeanAndIndicator), Table);
        InputMap folded = map.WithoutFoldedScales();
        double[,] before = Apply(map, Table);
        double[,] after = Apply(folded, Table);

        for (int column = 0; column < map.Count; column++)
        {
            double scale = map.FoldedScale(column);
            scale.Should().Be(column < 7 ? 8 : 1);
            Column(after, column).Should().Equal(Column(before, column).Select(value => value * scale));
        }
    }

    private static InputMap Fit(InputMapSettings settings, double[,] X) =>
        InputMapFitter.Fit<double>(settings, X, CancellationToken.None);

    /// <summary>By the packed path, which must agree with that of one sample.</summary>
    private static double[,] Apply(InputMap map, double[,] X)
    {
        var packed = new PackedSamples<double>(X.GetLength(0), map.Count);
        packed.Pack<double>(X, map);
        double[,] z = TestObjects.Unpack(packed);
        double[] row = new double[map.Count];
        for (int i = 0; i < X.GetLength(0); i++)
        {
            double[] x = [.. Enumerable.Range(0, X.GetLength(1)).Select(column => X[i, column])];
            map.Apply(x, row);
            ModelAssertions.Bits(row).Should().Equal(
                ModelAssertions.Bits(Enumerable.Range(0, map.Count).Select(column => z[i, column])));
        }

        return z;
    }

    private static double[] Column(double[,] matrix, int column) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column])];

    private static double[,] Select(double[,] matrix, int[] columns)
    {
        double[,] selected = new double[matrix.GetLength(0), columns.Length];
        for (int i = 0; i < selected.Length; i++)
        {
            selected[i / columns.Length, i % columns.Length] = matrix[i / columns.Length, columns[i % columns.Length]];
        }

        return selected;
    }

    private static double[,] Clean() => Select(Table, [0, 1]);

    private static double[,] MakeTable(int rows)
    {
        (double[,] X, _) = Problems.Gaussian(rows, 7, 23, _ => 0);
        for (int row = 0; row < rows; row++)
        {
            X[row, 1] = Math.Exp(1.2 * X[row, 1]);
            X[row, 2] = row % 5 == 1 ? double.NaN : -Math.Exp(X[row, 2]);
            X[row, 3] = 7.1;
            X[row, 4] = double.NaN;
            X[row, 5] = row % 10 == 0 ? 1 : 0;
            X[row, 6] = row % 3 == 1 ? double.NaN : X[row, 6];
        }

        return X;
    }
}
