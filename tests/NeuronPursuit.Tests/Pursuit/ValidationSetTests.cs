namespace NeuronPursuit.Tests.Pursuit;

public class ValidationSetTests
{
    private static readonly (double[,] X, double[] y) Training = Noisy(160, 311);
    private static readonly (double[,] X, double[] y) Validation = Noisy(80, 312);

    [Fact]
    public void WithValidation_OwnSet_KeepsTheIterationThatIsBestOnIt()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithTargetError(0)
            .WithValidation(Validation.X, Validation.y, patience: 3).Fit(Training.X, Training.y);

        double least = model.History.Min(iteration => iteration.ValidationError!.Value);
        Problems.RelativeError(model.Predict(Validation.X), Validation.y).Should().BeApproximately(least, 1e-9);
        model.StopReason.Should().Be(PursuitStopReason.ValidationStopped);
        int best = model.History.Single(iteration => iteration.ValidationError == least).Number;
        model.History.Should().HaveCount(best + 3);
    }

    [Fact]
    public void WithValidation_OwnSetOfABag_JudgesEveryMember()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(2)
            .WithMaxIterations(4).WithValidation(Validation.X, Validation.y).Fit(Training.X, Training.y);

        model.Networks.Count.Should().BeGreaterThanOrEqualTo(2);
        model.History.Should().OnlyContain(iteration => iteration.ValidationError > 0);
    }

    [Fact]
    public void WithValidation_WrongColumns_SaysWhatCame() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithValidation(new double[3, 2], new double[3]).Fit(Training.X, Training.y))
            .Should().Throw<ArgumentException>().WithMessage("*2 inputs and 1 outputs*4 and 1*");

    [Fact]
    public void WithValidation_NotFinite_IsRefused()
    {
        double[,] X = (double[,])Validation.X.Clone();
        X[4, 1] = double.NaN;

        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithValidation(X, Validation.y).Fit(Training.X, Training.y))
            .Should().Throw<ArgumentException>().WithMessage("The validation set's X?4, 1? is NaN*WithMissingValues.");
    }

    [Fact]
    public void WithValidation_TargetsThatTheLossRefuses_SaysWhichRow() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithLoss(new LogisticLoss()).WithValidation(new double[2, 4], [1.0, 2.0])
                .Fit(Training.X, [.. Training.y.Select(value => value > 1 ? 1.0 : 0)]))
            .Should().Throw<ArgumentException>().WithMessage("Row 1 of the validation set's Y*");

    [Fact]
    public void WithValidation_CountsDiffer_SaysWhatCame() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithValidation(new double[3, 2], new double[2]))
            .Should().Throw<ArgumentException>().WithMessage("*3 rows of X and 2 targets*").WithParameterName("y");

    private static (double[,] X, double[] y) Noisy(int count, int seed)
    {
        (double[,] X, double[] y) = Problems.Gaussian(count, 4, seed, x => Math.Abs(x[0]) + x[1]);
        var random = new Random(seed);
        return (X, [.. y.Select(value => value + random.NextDouble() - 0.5)]);
    }
}
