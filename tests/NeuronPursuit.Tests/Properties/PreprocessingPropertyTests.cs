using CommunityToolkit.HighPerformance;
using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>What happens to numbers before and after the network.</summary>
public class PreprocessingPropertyTests
{
    [Fact]
    public void Standardize_AnyColumn_HasMeanZeroAndUnitVarianceAndIsUndone() =>
        Generators.Columns.Sample(column =>
        {
            ColumnScaling scaling = ColumnScaling.Standardize(new MatrixColumns<double>(Column(column), default));
            double[] scaled = [.. column];

            scaling.Apply(0, scaled);

            if (column.Distinct().Count() > 1 && Spread(column) > 1e-9 * column.Max(Math.Abs))
            {
                scaled.Average().Should().BeApproximately(0, 1e-6);
                scaled.Average(value => value * value).Should().BeApproximately(1, 1e-6);
            }

            scaled.Select(value => scaling.Undo(value, 0)).ToArray().ShouldAgreeWith(column, 1e-12);
        });

    [Fact]
    public void PowerOfTwo_AnyColumn_ComesWithinAFactorOfTheSizeAndIsExact() =>
        Gen.Select(Generators.Columns, Gen.Int[-900, 900]).Sample((column, exponent) =>
        {
            double[] values = [.. column.Select(value => Math.ScaleB(value, exponent))];
            double scale = ColumnScaling.PowerOfTwo(new MatrixColumns<double>(Column(values), default)).Scales[0];

            BitConverter.DoubleToInt64Bits(scale).Should().Match(bits => (bits & 0xFFFFFFFFFFFFF) == 0, "a power of two has no digits");
            double size = Math.Sqrt(values.Average(value => value / scale * (value / scale)));
            if (values.Any(value => value != 0))
            {
                size.Should().BeInRange(0.7, 1.4143);
            }
        });

    [Fact]
    public void RankCurve_AnyColumn_KeepsTheOrderOfAnyTwoValues() =>
        Gen.Select(Gen.Double[-50, 50].Array[8, 600], Gen.Double[-70, 70], Gen.Double[-70, 70]).Sample((column, one, other) =>
        {
            RankCurve curve = RankCurve.Of(column.Order().ToArray(), 2)!;
            (double low, double high) = (Math.Min(one, other), Math.Max(one, other));

            curve.RankOf(low).Should().BeLessThanOrEqualTo(curve.RankOf(high));
            curve.RankOf(low).Should().BeInRange(0, 1);
            curve.Values.Length.Should().BeLessThanOrEqualTo(RankCurve.MaxKnots);
        });

    [Fact]
    public void RankCurve_UnitsTimesAPowerOfTwo_GivesTheSameRanksOfTheColumn() =>
        Gen.Select(Gen.Double[-5, 5].Array[8, 200], Gen.Int[-60, 60]).Sample((column, exponent) =>
        {
            // Ranks know the order and nothing else; with at most 256 values no knot is left out.
            RankCurve curve = RankCurve.Of(column.Order().ToArray(), 2)!;
            RankCurve scaled = RankCurve.Of(column.Select(Change).Order().ToArray(), 2)!;

            column.Select(value => scaled.RankOf(Change(value))).Should().Equal(column.Select(curve.RankOf));

            double Change(double value) => Math.ScaleB(value, exponent);
        });

    [Fact]
    public void InputMap_AnySettings_IsMonotonicWithinItsLimits() =>
        Gen.Select(Generators.Columns, Gen.Double[0.5, 5], Gen.Double[-1e10, 1e10], Gen.Double[-1e10, 1e10]).Sample((column, clip, one, other) =>
        {
            var settings = new InputMapSettings(Standardize: true, 1, clip, Ranks: true, MissingValues.MeanAndIndicator);
            InputMap map = InputMapFitter.Fit(settings, Column(column), default);
            double[] low = Apply(map, Math.Min(one, other));
            double[] high = Apply(map, Math.Max(one, other));

            for (int place = 0; place < map.Count; place++)
            {
                low[place].Should().BeLessThanOrEqualTo(high[place]);
            }

            Math.Abs(low[0]).Should().BeLessThanOrEqualTo(clip);
            Apply(map, double.NaN).Should().OnlyContain(value => double.IsFinite(value));
        });

    [Fact]
    public void InputMap_FoldedScales_ComeBack() =>
        Gen.Select(Generators.Columns, Gen.Int[-60, 60]).Sample((column, exponent) =>
        {
            var settings = new InputMapSettings(Standardize: false, Math.ScaleB(1, exponent), double.PositiveInfinity, Ranks: false, MissingValues.Fail);
            InputMap map = InputMapFitter.Fit(settings, Column(column), default);

            InputMap again = map.WithoutFoldedScales().WithFoldedScale(Math.ScaleB(1, exponent));

            foreach (double value in column)
            {
                Apply(again, value).ShouldHaveTheBitsOf(Apply(map, value));
            }
        });

    [Fact]
    public void Softmax_AnyOutputs_IsADistributionInTheirOrderWhateverTheirLevel() =>
        Gen.Select(Gen.Double[-700, 700].Array[2, 20], Gen.Double[-100, 100]).Sample((outputs, level) =>
        {
            double[] probabilities = Apply(OutputLink.Softmax, outputs);

            probabilities.Sum().Should().BeApproximately(1, 1e-12);
            probabilities.Should().OnlyContain(p => p >= 0 && p <= 1);
            probabilities.Zip(outputs).OrderBy(pair => pair.Second).Select(pair => pair.First).Should().BeInAscendingOrder();
            Apply(OutputLink.Softmax, [.. outputs.Select(output => output + level)]).ShouldAgreeWith(probabilities, 1e-10);
        });

    [Fact]
    public void OneHotEncoder_AnyTable_MarksEveryColumnOnceAndTellsCategoriesApart() =>
        Gen.Select(Gen.String[0, 2].Array[3].Array[1, 30], Gen.String[3, 4]).Sample((rows, unknown) =>
        {
            string[,] table = Generators.TableOf(rows);
            OneHotEncoder encoder = OneHotEncoder.Fit(table);

            double[,] encoded = encoder.Transform(table);

            encoded.GetLength(1).Should().Be(encoder.EncodedCount);
            for (int row = 0; row < rows.Length; row++)
            {
                int start = 0;
                for (int column = 0; column < 3; column++)
                {
                    int count = encoder.Categories[column].Count;
                    double[] marks = encoded.GetRowSpan(row).Slice(start, count).ToArray();
                    marks.Sum().Should().Be(1);
                    encoder.Categories[column][Array.IndexOf(marks, 1)].Should().Be(rows[row][column]);
                    start += count;
                }
            }

            encoder.Transform(new[,] { { unknown, unknown, unknown } }).Cast<double>().Should().OnlyContain(value => value == 0);
        });

    private static ReadOnlySpan2D<double> Column(double[] values) => new(values, values.Length, 1);

    private static double Spread(double[] column) => column.Max() - column.Min();

    private static double[] Apply(InputMap map, double value)
    {
        double[] inputs = new double[map.Count];
        map.Apply([value], inputs);
        return inputs;
    }

    private static double[] Apply(OutputLink link, double[] outputs)
    {
        double[] applied = [.. outputs];
        OutputLinks.Apply(link, applied);
        return applied;
    }
}
