using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Pursuit;

public class SampleWeightTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(
        120, 3, 95, x => Math.Max(x[0] - x[1], 0) + 0.4 * Math.Sin(4 * x[2]));

    [Theory]
    [InlineData(1)]
    [InlineData(0.3)]
    [InlineData(1e300)]
    public void Fit_EqualWeights_GivesTheBitsOfNone(double weight)
    {
        double[] weights = [.. Data.y.Select(_ => weight)];

        Builder().Fit(Data.X, Data.y, weights).ShouldEqualBitForBit(Builder().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_ScaledWeights_GivesTheBitsOfTheUnscaled() =>
        Builder().Fit(Data.X, Data.y, [.. Weights.Select(weight => 1024 * weight)])
            .ShouldEqualBitForBit(Builder().Fit(Data.X, Data.y, Weights));

    [Theory]
    [InlineData("Fast")]
    [InlineData("Sparse")]
    [InlineData("validated")]
    public void Fit_ZeroWeights_GivesTheBitsOfTheRowsLeftOut(string name)
    {
        NeuronPursuitBuilder builder = Builder().WithStandardization().WithIntercept();
        builder = name switch
        {
            "Sparse" => builder.WithRecipe(PursuitRecipe.Sparse),
            "validated" => builder.WithValidation(0.3, 2),
            _ => builder,
        };
        int[] kept = [.. Enumerable.Range(0, 120).Where(i => i % 4 != 1)];
        double[] weights = [.. Enumerable.Range(0, 120).Select(i => i % 4 == 1 ? 0 : Weights[i])];

        NeuronPursuitModel zeros = builder.Fit(Data.X, Data.y, weights);

        NeuronPursuitModel without = builder.Fit(
            MatrixParts.Rows<double>(Data.X, kept), [.. kept.Select(i => Data.y[i])], [.. kept.Select(i => weights[i])]);
        zeros.ShouldEqualBitForBit(without);
    }

    public static TheoryData<string, int> Losses => [.. LossCases.All()];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Objectives_WholeWeights_EqualRepeatedRows(string name, int outputs)
    {
        ILoss loss = LossCases.Create(name);
        RandomProblem problem = RandomProblem.Create(0.1, 1, outputs, 3, samples: 40);
        double[,] targets = LossCases.Targets(loss, new Random(2), 40, outputs);
        int[] counts = [.. Enumerable.Range(0, 40).Select(i => 1 + i % 3)];
        int[] rows = [.. counts.SelectMany((count, i) => Enumerable.Repeat(i, count))];
        LocalPursuitData<double> weighted = TestObjects.Data<double>(problem.Inputs, targets, loss, [.. counts.Select(count => (double)count)]);
        LocalPursuitData<double> repeated = TestObjects.Data<double>(
            MatrixParts.Rows<double>(problem.Inputs, rows), MatrixParts.Rows<double>(targets, rows), loss);

        weighted.LossAtOrigin(default).ShouldAgreeWith(repeated.LossAtOrigin(default), 1e-12);
        Slopes(weighted).ShouldAgreeWith(Slopes(repeated), 1e-12);
        Share(weighted).ShouldAgreeWith(Share(repeated), 1e-12, "only shares of squares are the same: their sums count rows");
        for (int layer = 0; layer < 2; layer++)
        {
            Correlations(weighted.NeuronCorrelation(problem.Network, layer, default))
                .ShouldAgreeWith(Correlations(repeated.NeuronCorrelation(problem.Network, layer, default)), 1e-12);
        }

        Correlations(weighted.NetworkCorrelation(3, problem.Activation, default))
            .ShouldAgreeWith(Correlations(repeated.NetworkCorrelation(3, problem.Activation, default)), 1e-12);

        double[] Slopes(IPursuitData data)
        {
            double[] gradient = new double[problem.Weights.Length];
            double value = data.TrainingObjective(problem.Network.Shape, default).Evaluate(problem.Weights, gradient);
            return [value, .. gradient];
        }

        double[] Share(IPursuitData data)
        {
            double[] sums = data.SquaredResiduals(problem.Network, default);
            return [.. sums.Select(sum => sum / data.SampleCount)];
        }

        static double[] Correlations(INcfObjective objective)
        {
            double[] candidates = new NcfSearch(5, 3).AllStarts(objective.IncomingCount + objective.OutgoingCount);
            double[] values = new double[5];
            double[] gradients = new double[candidates.Length];
            objective.Complete(candidates, values, gradients);
            return [.. values, .. gradients];
        }
    }

    [Fact]
    public void NormalMatrix_WholeWeights_EqualsThatOfRepeatedRows()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 1, 2, 3, samples: 40);
        int[] counts = [.. Enumerable.Range(0, 40).Select(i => 1 + i % 3)];
        int[] rows = [.. counts.SelectMany((count, i) => Enumerable.Repeat(i, count))];
        int size = problem.Weights.Length;

        Matrix(TestObjects.Data<double>(problem.Inputs, problem.Targets, new SquaredLoss(), [.. counts.Select(count => (double)count)]))
            .ShouldAgreeWith(
                Matrix(TestObjects.Data<double>(
                    MatrixParts.Rows<double>(problem.Inputs, rows), MatrixParts.Rows<double>(problem.Targets, rows), new SquaredLoss())),
                1e-12);

        double[,] Matrix(IPursuitData data)
        {
            double[,] matrix = new double[size, size];
            ((ILeastSquaresObjective)data.TrainingObjective(problem.Network.Shape, default))
                .AccumulateNormalMatrix(problem.Weights, matrix.AsSpan2D(), new double[size]);
            for (int row = 0; row < size; row++)
            {
                for (int column = row + 1; column < size; column++)
                {
                    matrix[row, column] = 0;
                }
            }

            return matrix;
        }
    }

    [Fact]
    public void EscapeIntoASilentNeuron_WholeWeights_EqualsThatOfRepeatedRows()
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 2, 96, x => x[0] * x[0] * x[1] * x[1]);
        int[] counts = [.. Enumerable.Range(0, 60).Select(i => 1 + i % 3)];
        int[] rows = [.. counts.SelectMany((count, i) => Enumerable.Repeat(i, count))];

        // The only neuron of the second layer has no incoming weights: it is silent, and every sample counts.
        Network network = TestObjects.Network([2, 1, 1, 1], HomogeneousActivation.Create(0, 2), [0.3, 0.2, 0, 0.8]);
        PursuitOptions options = PursuitRecipe.Fast.Defaults with { Depth = 3, Activation = HomogeneousActivation.Create(0, 2), WeightDecay = 1e-3 };
        (double value, double loss) = Grown(TestObjects.Data<double>(X, Matrices.Column(y), new SquaredLoss(), [.. counts.Select(count => (double)count)]));
        (double expectedValue, double expectedLoss) = Grown(TestObjects.Data<double>(
            MatrixParts.Rows<double>(X, rows), MatrixParts.Rows<double>(Matrices.Column(y), rows), new SquaredLoss()));

        value.ShouldAgreeWith(expectedValue, 1e-6);
        loss.ShouldAgreeWith(expectedLoss, 1e-6);

        (double Value, double Loss) Grown(IPursuitData data)
        {
            var state = new PursuitState(network, Objective(network), 0, []);
            UntrainedGrowth growth = new SilentNeuronEscape(data, options, default).Candidate(state, 2)!;
            Objective(growth.Network).Should().BeLessThan(state.Loss, "decay included");
            growth.Evaluations.Should().BeInRange(2, 100, "the choice of its scale is counted");
            return (growth.CorrelationValue, Objective(growth.Network));

            double Objective(Network at) => data.TrainingObjective(at.Shape, options.WeightDecay, default)
                .Evaluate(at.Parameters, new double[at.Parameters.Length]);
        }
    }

    [Theory]
    [InlineData("lbfgs")]
    [InlineData("levenberg")]
    public void Fit_WholeWeights_EqualsTheFitOfRepeatedRows(string optimizer)
    {
        double[] weights = [.. Data.y.Select((_, i) => 1.0 + i % 3)];
        int[] rows = [.. weights.SelectMany((weight, i) => Enumerable.Repeat(i, (int)weight))];
        NeuronPursuitBuilder builder = Builder().WithMaxIterations(2)
            .WithOptimizer(optimizer == "lbfgs" ? new LimitedMemoryBfgs(30) : new LevenbergMarquardt(20));

        NeuronPursuitModel weighted = builder.Fit(Data.X, Data.y, weights);
        NeuronPursuitModel repeated = builder.Fit(MatrixParts.Rows<double>(Data.X, rows), [.. rows.Select(i => Data.y[i])]);

        weighted.Predict(Data.X).ShouldAgreeWith(repeated.Predict(Data.X), 1e-4);
        weighted.History[^1].TrainingError.Should().BeApproximately(repeated.History[^1].TrainingError, 1e-5);
        weighted.History[0].CorrelationValue.Should().BeApproximately(repeated.History[0].CorrelationValue, 1e-9);
    }

    [Fact]
    public void Fit_HeavyRows_FitsThemBetter()
    {
        double[] weights = [.. Data.y.Select((_, i) => i < 60 ? 100.0 : 1)];
        NeuronPursuitBuilder builder = Builder().WithMaxIterations(2);

        Heavy(builder.Fit(Data.X, Data.y, weights)).Should().BeLessThan(Heavy(builder.Fit(Data.X, Data.y)));

        static double Heavy(NeuronPursuitModel model) =>
            model.Predict(Data.X).Zip(Data.y, (p, e) => (p - e) * (p - e)).Take(60).Sum();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void History_WithWeights_ReportsWeightedErrorAndLoss(bool standardized)
    {
        NeuronPursuitModel model = Builder().WithStandardization(standardized).WithMaxIterations(2).Fit(Data.X, Data.y, Weights);

        double squares = model.Predict(Data.X).Select((p, i) => Weights[i] * (p - Data.y[i]) * (p - Data.y[i])).Sum();
        double mean = standardized ? Data.y.Select((value, i) => Weights[i] * value).Sum() / Weights.Sum() : 0;
        double norm = Data.y.Select((value, i) => Weights[i] * (value - mean) * (value - mean)).Sum();
        model.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(squares / norm), 1e-9);
        if (!standardized)
        {
            model.History[^1].Loss.Should().BeApproximately(squares / Weights.Sum(), 1e-9);
        }
    }

    [Fact]
    public void SelectSamples_WithWeights_TakesThemAlong()
    {
        LocalPursuitData<double> all = TestObjects.Data<double>(Data.X, Matrices.Column(Data.y), new SquaredLoss(), Weights);
        int[] rows = [3, 4, 50, 51, 99];

        double[] part = all.SelectSamples(rows).CopyWeights()!;

        double mean = rows.Average(row => Weights[row]);
        part.ShouldAgreeWith([.. rows.Select(row => Weights[row] / mean)], 1e-12);
        all.SelectSamples([0, 3, 6]).CopyWeights().Should().BeNull("rows of one weight need none");
    }

    [Fact]
    public void Fit_SeveralOutputsFloatsAndSpans_TakeTheSameWeights()
    {
        double[,] Y = Matrices.Column(Data.y);
        float[,] X32 = new float[120, 3];
        float[,] Y32 = new float[120, 1];
        for (int i = 0; i < 120; i++)
        {
            Y32[i, 0] = (float)Y[i, 0];
            for (int k = 0; k < 3; k++)
            {
                X32[i, k] = (float)Data.X[i, k];
            }
        }

        NeuronPursuitModel expected = Builder().Fit(Data.X, Data.y, Weights);
        NeuronPursuitModel expected32 = Builder().Fit(X32, Y32, Weights);

        Builder().Fit(Data.X, Y, Weights).ShouldEqualBitForBit(expected);
        Builder().Fit(new ReadOnlySpan2D<double>(Data.X), new ReadOnlySpan2D<double>(Y), (ReadOnlySpan<double>)Weights).ShouldEqualBitForBit(expected);
        Builder().Fit(new ReadOnlySpan2D<float>(X32), new ReadOnlySpan2D<float>(Y32), (ReadOnlySpan<double>)Weights).ShouldEqualBitForBit(expected32);
        Builder().Fit(X32, [.. Y32.Cast<float>()], Weights).ShouldEqualBitForBit(expected32);
        expected32.Predict(Data.X).ShouldAgreeWith(expected.Predict(Data.X), 1e-2);
    }

    public static TheoryData<double[], string> WrongWeights => new()
    {
        { [1, 1], "sampleWeights has 2 values but X has 3 rows. Pass one weight per row of X.*" },
        { [1, -0.5, 1], "sampleWeights[[]1] is -0.5 (row 1, counted from 0). Weights must be finite and at least 0*" },
        { [1, 1, double.NaN], "sampleWeights[[]2] is NaN*" },
        { [double.PositiveInfinity, 1, 1], "sampleWeights[[]0] is *Infinity*" },
        { [0, 0, 0], "sampleWeights are all 0*" },
    };

    [Theory]
    [MemberData(nameof(WrongWeights))]
    public void Fit_WrongWeights_SaysWhichAndWhatWasExpected(double[] weights, string message) =>
        FluentActions.Invoking(() => Builder().Fit(new double[3, 1], [1, 2, 3], weights))
            .Should().Throw<ArgumentException>().WithParameterName("sampleWeights").Which.Message.Should().Match(message.Replace("[[]", "["));

    [Fact]
    public void Fit_CheckpointOfOtherWeightsOrAnotherLoss_IsRefused()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitBuilder builder = Builder().WithCheckpoints(folder.Path);
        builder.Fit(Data.X, Data.y, Weights);

        builder.Invoking(b => b.Fit(Data.X, Data.y, Weights)).Should().NotThrow();
        builder.Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>();
        builder.WithLoss(new HuberLoss()).Invoking(b => b.Fit(Data.X, Data.y, Weights)).Should().Throw<InvalidDataException>();
    }

    private static double[] Weights => [.. Enumerable.Range(0, 120).Select(i => 0.25 + i % 3)];

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(3).WithTargetError(0);
}
