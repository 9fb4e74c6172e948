namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>Preparation sees a row by its weight.</summary>
public class WeightedPreparationTests
{
    private const int Rows = 200;

    private static readonly int[] Repeated = [.. Enumerable.Range(0, Rows), .. Enumerable.Range(0, Rows / 4)];
    private static readonly double[] Twice = [.. Enumerable.Range(0, Rows).Select(row => row < Rows / 4 ? 2.0 : 1)];
    private static readonly (double[,] X, double[] y) Data = MakeData();

    [Fact]
    public void NetworkInputs_WeightTwo_AreThoseOfTheRowTwice()
    {
        foreach (NeuronPursuitBuilder builder in new[]
        {
            new NeuronPursuitBuilder(),
            new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithTargetTransform(TargetTransform.None).WithEnsemble(1).WithDepth(2).WithWeightDecay(1e-3),
            new NeuronPursuitBuilder().WithStandardization().WithRankView().WithMissingValues(MissingValues.MeanAndIndicator),
        })
        {
            double[,] X = (double[,])Data.X.Clone();
            if (builder.Build().Options.MissingValues != MissingValues.Fail)
            {
                X[3, 1] = X[100, 1] = double.NaN;
            }

            NeuronPursuitModel weighted = builder.WithMaxIterations(1).Fit(X, Data.y, Twice);
            NeuronPursuitModel repeated = builder.WithMaxIterations(1).Fit(RowsOf(X, Repeated), [.. Repeated.Select(row => Data.y[row])]);

            weighted.NetworkInputs.Should().HaveSameCount(repeated.NetworkInputs);
            foreach ((NetworkInput own, NetworkInput expected) in weighted.NetworkInputs.Zip(repeated.NetworkInputs))
            {
                (own.Kind, own.Column).Should().Be((expected.Kind, expected.Column));
                own.Offset.ShouldAgreeWith(expected.Offset, 1e-9);
                own.Scale.ShouldAgreeWith(expected.Scale, 1e-9);
                own.RankKnots.Zip(expected.RankKnots, (one, other) => Math.Abs(one.Rank - other.Rank)).Append(0).Max().Should().BeLessThan(1e-9);
            }

            weighted.NetworkOutputs[0].Offset.ShouldAgreeWith(repeated.NetworkOutputs[0].Offset, 1e-9);
            weighted.NetworkOutputs[0].Scale.ShouldAgreeWith(repeated.NetworkOutputs[0].Scale, 1e-9);
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Fit_WeightTwo_IsTheFitOfTheRowTwice(bool huber)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(1).WithStandardization().WithIntercept()
            .WithLoss(huber ? new HuberLoss() : new SquaredLoss());

        double[] weighted = builder.Fit(Data.X, Data.y, Twice).Predict(Data.X);
        double[] repeated = builder.Fit(RowsOf(Data.X, Repeated), [.. Repeated.Select(row => Data.y[row])]).Predict(Data.X);

        PeoplesTables.RSquared(weighted, repeated).Should().BeGreaterThan(1 - 1e-6);
    }

    [Fact]
    public void PowerOfTwo_WeightTwo_IsThatOfTheRowTwice()
    {
        // One row of weight 64 decides the size of the column, and so do 64 rows.
        double[] few = [100, .. Enumerable.Repeat(1.0, 100)];
        double[] weights = SampleWeights.Normalize([64, .. Enumerable.Repeat(1.0, 100)])!;
        double[] many = [.. Enumerable.Repeat(100.0, 64), .. Enumerable.Repeat(1.0, 100)];

        double own = ColumnScaling.PowerOfTwo(new MatrixColumns<double>(Matrices.Column(few), default, weights)).Scales[0];

        own.Should().Be(ColumnScaling.PowerOfTwo(new MatrixColumns<double>(Matrices.Column(many), default)).Scales[0]);
        own.Should().NotBe(ColumnScaling.PowerOfTwo(new MatrixColumns<double>(Matrices.Column(few), default)).Scales[0]);
    }

    [Theory]
    [InlineData("defaults")]
    [InlineData("standardised")]
    [InlineData("Tabular")]
    public void Fit_NextToNoWeight_IsNoWeight(string name)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(1);
        builder = name switch
        {
            "standardised" => builder.WithStandardization().WithIntercept(),
            "Tabular" => builder.WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).WithDepth(2).WithWeightDecay(1e-3).WithPrecision(Precision.Double),
            _ => builder,
        };

        // A fifth of the rows in other units, which without weights would decide every scale.
        double[,] X = (double[,])Data.X.Clone();
        double[] y = [.. Data.y];
        for (int row = 0; row < Rows; row += 5)
        {
            (X[row, 0], X[row, 1], y[row]) = (1000 * X[row, 0], 1000 * X[row, 1], 50 * y[row]);
        }

        NeuronPursuitModel none = builder.Fit(X, y, Weights(0));

        foreach (double weight in new[] { 1e-300, 1e-25, 1e-15, 1e-13 })
        {
            NeuronPursuitModel next = builder.Fit(X, y, Weights(weight));

            foreach ((NetworkInput own, NetworkInput expected) in next.NetworkInputs.Zip(none.NetworkInputs))
            {
                own.Scale.ShouldAgreeWith(expected.Scale, 1e-5);
            }

            if (name != "Tabular" || weight < 1e-20)
            {
                PeoplesTables.RSquared(next.Predict(Data.X), none.Predict(Data.X)).Should().BeGreaterThan(0.999);
            }
        }

        static double[] Weights(double weight) => [.. Enumerable.Range(0, Rows).Select(row => row % 5 == 0 ? weight : 1)];
    }

    [Theory]
    [InlineData(1.7e308)]
    [InlineData(1e-310)]
    [InlineData(double.Epsilon)]
    public void FitClassifier_EqualWeightsOfAnySizeBalanced_AreNone(double weight)
    {
        bool[] labels = [.. Data.y.Select(value => value > 12)];
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithClassWeights(ClassWeights.Balanced).WithMaxIterations(2);

        double[,] with = builder.FitClassifier(Data.X, labels, [.. Enumerable.Repeat(weight, Rows)]).PredictProbabilities(Data.X);

        with.Cast<double>().Should().Equal(builder.FitClassifier(Data.X, labels).PredictProbabilities(Data.X).Cast<double>());
    }

    [Theory]
    [InlineData(1e300, 1e-300)]
    [InlineData(1e-320, 1e-310)]
    [InlineData(1.7e308, 1e-5)]
    public void FitClassifier_UnlikeWeightsOfClassesBalanced_CountAlike(double ofTrue, double ofFalse)
    {
        bool[] labels = [.. Data.y.Select(value => value > 12)];
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithClassWeights(ClassWeights.Balanced).WithMaxIterations(2);

        double[,] with = builder.FitClassifier(Data.X, labels, [.. labels.Select(label => label ? ofTrue : ofFalse)]).PredictProbabilities(Data.X);

        double[,] plain = builder.FitClassifier(Data.X, labels).PredictProbabilities(Data.X);
        with.Cast<double>().Zip(plain.Cast<double>(), (p, e) => Math.Abs(p - e)).Average().Should().BeLessThan(0.02);
    }

    [Theory]
    [InlineData(1.7e308)]
    [InlineData(1e-310)]
    public void FitClassifier_GivenClassWeightsOfAnySize_OnlyRatiosCount(double unit)
    {
        bool[] labels = [.. Data.y.Select(value => value > 12)];
        double[] weights = [.. Enumerable.Range(0, Rows).Select(row => unit / (1 + row % 2))];
        ClassWeights given = ClassWeights.Create(new Dictionary<bool, double> { [true] = unit, [false] = unit / 4 });
        ClassWeights small = ClassWeights.Create(new Dictionary<bool, double> { [true] = 4, [false] = 1 });

        double[,] large = new NeuronPursuitBuilder().WithClassWeights(given).WithMaxIterations(1).FitClassifier(Data.X, labels, weights).PredictProbabilities(Data.X);
        double[,] plain = new NeuronPursuitBuilder().WithClassWeights(small).WithMaxIterations(1)
            .FitClassifier(Data.X, labels, [.. Enumerable.Range(0, Rows).Select(row => 1.0 / (1 + row % 2))]).PredictProbabilities(Data.X);

        large.Cast<double>().Zip(plain.Cast<double>(), (p, e) => Math.Abs(p - e)).Max().Should().BeLessThan(1e-3);
    }

    [Fact]
    public void HoldOut_UnlikeWeights_HoldsOutAPartOfTheWeight()
    {
        // Half of the rows count next to nothing.
        double[] weights = [.. Enumerable.Range(0, Rows).Select(row => row % 2 == 0 ? 1.0 : 1e-9)];
        LocalPursuitData<double> data = TestObjects.Data<double>(Data.X, Matrices.Column(Data.y), new SquaredLoss(), SampleWeights.Normalize(weights));
        PursuitMetrics metrics = new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data);
        int[] order = HoldOut.Shuffled(Rows, 3);

        ILocalPursuitData held = new HoldOut(data, 0.2, metrics, seed: 3).Validation;
        ILocalPursuitData window = HoldOut.Window(data, order, HoldOut.CountOf(order, 0.5, data.CopyWeights()), 0.25, metrics).Validation;

        held.CopyWeights()!.Count(weight => weight > 0.1).Should().Be(20);
        window.CopyWeights()!.Count(weight => weight > 0.1).Should().Be(25);
    }

    private static double[,] RowsOf(double[,] X, int[] rows) => MatrixParts.Rows<double>(X, rows);

    /// <summary>A column with an offset and one that is skewed, so that all of it is prepared.</summary>
    private static (double[,] X, double[] y) MakeData()
    {
        (double[,] X, double[] y) = Problems.Gaussian(Rows, 3, 41, x => 10 + 3 * Math.Max(0, x[0] - x[1]) + x[2]);
        for (int row = 0; row < Rows; row++)
        {
            X[row, 0] = 5 + 2 * X[row, 0];
            X[row, 1] = Math.Exp(1.2 * X[row, 1]);
        }

        return (X, y);
    }
}
