namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Errors are relative to what a constant leaves where an offset is fitted, else to the target.</summary>
public class RelativeErrorTests
{
    private static readonly (double[,] X, double[] y) Far = MakeFar(400, 1);

    [Fact]
    public void Fit_TargetFarFromZero_GoesOnUntilItIsExplained()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithTargetError(0.05).Fit(Far.X, Far.y);

        (double[,] X, double[] y) = MakeFar(1000, 2);
        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History.Should().HaveCountGreaterThan(1);
        Problems.DeviationError(model.Predict(X), y).Should().BeLessThan(0.1);
        model.History[^1].TrainingError.Should().BeApproximately(Problems.DeviationError(model.Predict(Far.X), Far.y), 1e-6);
    }

    public static TheoryData<string> Kinds => ["intercept", "standardised", "chosen", "sparse", "paper", "none", "continued"];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void History_LastError_IsThatOfTheModelByTheDefinition(string kind)
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 5, x => 3 + Math.Abs(x[0]) - Math.Sin(x[1]));
        NeuronPursuitBuilder few = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(4).WithTargetError(1e-9);

        NeuronPursuitModel model = kind switch
        {
            "intercept" => few.WithIntercept().Fit(X, y),
            "standardised" => few.WithStandardization().Fit(X, y),
            "sparse" => few.WithRecipe(PursuitRecipe.Sparse).WithIntercept().Fit(X, y),
            "paper" => TinyPaper.Builder().WithIntercept().WithMaxIterations(2).Fit(X, y),
            "none" => few.WithIntercept(false).Fit(X, y),
            "continued" => few.Build().Continue(few.Fit(X, y), X, [.. y.Select(value => value + 1)]),
            _ => few.Fit(X, y),
        };

        double[] target = kind == "continued" ? [.. y.Select(value => value + 1)] : y;
        bool ofNorm = kind is "paper" or "none";
        double expected = ofNorm
            ? Problems.RelativeError(model.Predict(X), target)
            : Problems.DeviationError(model.Predict(X), target);
        model.History[^1].TrainingError.Should().BeApproximately(expected, 1e-7);
    }

    [Fact]
    public void History_HeldOutError_IsRelativeToTheMeanOfAllSamples()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 5, x => 30 + Math.Abs(x[0]));
        double[,] heldX = new double[1, 3];
        double[] held = [31];

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithIntercept().WithValidation(heldX, held).WithMaxIterations(3).Fit(X, y);

        PursuitIteration kept = model.KeptIteration!;
        kept.ValidationError.Should().BeApproximately(
            Math.Abs(model.Predict([0, 0, 0]) - 31) / Math.Abs(31 - y.Average()), 1e-6);
    }

    [Fact]
    public void History_OtherLosses_AreRelativeToThatOfTheBestConstant()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 5, x => 3 + Math.Abs(x[0]));
        double[] classes = [.. y.Select(value => value > 3.9 ? 1.0 : 0)];
        var huber = new HuberLoss(0.3);

        NeuronPursuitModel robust = new NeuronPursuitBuilder().WithDepth(2).WithLoss(huber).WithIntercept().WithMaxIterations(2).Fit(X, y);
        NeuronPursuitModel odds = new NeuronPursuitBuilder().WithDepth(2).WithLoss(new LogisticLoss()).WithMaxIterations(2).Fit(X, classes);

        double best = Enumerable.Range(0, 4000).Min(step => LossOf(huber, y, _ => 2 + step * 0.001));
        double[] predicted = robust.Predict(X);
        robust.History[^1].TrainingError.Should().BeApproximately(Math.Sqrt(LossOf(huber, y, row => predicted[row]) / best), 1e-4);
        double share = classes.Average();
        double entropy = -share * Math.Log(share) - (1 - share) * Math.Log(1 - share);
        double[] logits = odds.Predict(X);
        odds.History[^1].TrainingError.Should().BeApproximately(
            Math.Sqrt(LossOf(new LogisticLoss(), classes, row => logits[row]) / entropy), 1e-6);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_ConstantTarget_HasADefinedError(bool intercept)
    {
        (double[,] X, _) = Problems.Gaussian(60, 3, 5, _ => 0);
        double[] y = [.. Enumerable.Repeat(7.0, 60)];
        var builder = new NeuronPursuitBuilder().WithDepth(2);

        NeuronPursuitModel model = (intercept ? builder.WithIntercept() : builder).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.Predict(X).Should().OnlyContain(value => Math.Abs(value - 7) < 0.01);
        model.History.Should().NotContain(iteration => !double.IsFinite(iteration.TrainingError));
    }

    [Fact]
    public void Fit_Shards_HaveTheErrorsOfOnePiece()
    {
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(3);

        NeuronPursuitModel parts = Builder().Build().Fit(new Sharding.MatrixShards(Far.X, ColumnMatrix.Of(Far.y), 3));

        parts.History[^1].TrainingError.Should().BeApproximately(Problems.DeviationError(parts.Predict(Far.X), Far.y), 1e-6);
        parts.History[0].TrainingError.Should().BeApproximately(Builder().Fit(Far.X, Far.y).History[0].TrainingError, 1e-6);
    }

    private static double LossOf(ILoss loss, double[] y, Func<int, double> output) =>
        y.Select((value, row) => loss.Evaluate([output(row)], [value], new double[1])).Average();

    /// <summary>Inputs in [0, 10], and a target of deviation 2 around 19800.</summary>
    private static (double[,] X, double[] y) MakeFar(int rows, int seed)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, 3];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < 3; column++)
            {
                X[row, column] = 10 * random.NextDouble();
            }

            y[row] = 19800 + 3 * (Math.Sin(X[row, 0]) + Math.Max(0, X[row, 1] - 5) / 2 - X[row, 2] / 5);
        }

        return (X, y);
    }
}
