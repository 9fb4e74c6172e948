namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The baseline without growth: <see cref="NeuronPursuitBuilder.WithFixedWidths"/>.</summary>
public class FixedWidthTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(90, 4, seed: 3, Problems.H1);

    [Fact]
    public void Fit_AnyOptimizer_KeepsTheWidthsAndHasOneEntryPerRun()
    {
        NeuronPursuitModel model = Plain([5, 3]).WithMaxIterations(4).WithTargetError(0).Fit(Data.X, Data.y);

        model.HiddenWidths.Should().Equal(5, 3);
        model.Depth.Should().Be(3);
        model.StopReason.Should().Be(PursuitStopReason.MaxIterations);
        model.History.Should().HaveCount(4).And.OnlyContain(entry =>
            entry.Kind == PursuitIterationKind.FixedWidth && entry.Evaluations == 101 && entry.HiddenWidths.SequenceEqual(new[] { 5, 3 }));
        model.History.Select(entry => entry.Number).Should().Equal(1, 2, 3, 4);
        model.History[0].AddedNeurons.Should().Equal(5, 3);
        model.History[1].AddedNeurons.Should().Equal(0, 0);
        model.History.Select(entry => entry.TrainingError).Should().BeInDescendingOrder();
        Problems.RelativeError(model.Predict(Data.X), Data.y).Should().BeApproximately(model.History[^1].TrainingError, 1e-12);
    }

    [Fact]
    public void Fit_GradientDescentInRuns_IsOneLongGradientDescent()
    {
        NeuronPursuitModel runs = Plain([5, 3], steps: 50).WithMaxIterations(6).WithTargetError(0).Fit(Data.X, Data.y);
        NeuronPursuitModel once = Plain([5, 3], steps: 300).WithMaxIterations(1).Fit(Data.X, Data.y);

        ModelAssertions.Bits(TestModels.Weights(runs)).Should().Equal(ModelAssertions.Bits(TestModels.Weights(once)));
    }

    [Theory]
    [InlineData(0.01)]
    [InlineData(0.1)]
    public void Fit_OneTinyStep_LeavesTheWeightsOnTheSphereOfTheRadius(double radius)
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper).WithFixedWidths([7, 6, 5], radius)
            .WithOptimizer(new GradientDescent(1e-9, 1)).WithMaxIterations(1).Fit(Data.X, Data.y);

        Math.Sqrt(TestModels.Weights(model).Sum(weight => weight * weight)).Should().BeApproximately(radius, 1e-7 * radius);
        TestModels.Weights(model).Average(Math.Sign).Should().BeInRange(-0.3, 0.3, "a uniform direction has both signs");
    }

    [Fact]
    public void Fit_TargetErrorReached_StopsThere()
    {
        NeuronPursuitModel model = Plain([20], steps: 20).WithFixedWidths([20], 0.1).WithMaxIterations(200).WithTargetError(0.3).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History[^1].TrainingError.Should().BeLessThanOrEqualTo(0.3);
        model.History.SkipLast(1).Should().OnlyContain(entry => entry.TrainingError > 0.3);
    }

    [Fact]
    public void Fit_OptimizerHasNothingLeftToGain_EndsAsStalled()
    {
        NeuronPursuitModel model = Plain([1]).WithActivation(HomogeneousActivation.Linear).WithOptimizer(new LimitedMemoryBfgs())
            .WithMaxIterations(40).WithTargetError(0).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.Stalled);
        model.History.Count.Should().BeLessThan(10);
    }

    [Fact]
    public void Fit_StepTooLarge_EndsAsDivergedWithTheLastGoodNetwork()
    {
        NeuronPursuitModel model = Plain([5, 3]).WithOptimizer(new GradientDescent(1e3, 2000)).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.Diverged);
        model.ShouldBeUsableOn(Data.X);
    }

    [Fact]
    public void Fit_InterruptedAndResumed_EqualsTheUninterruptedRun()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel once = Plain([5, 3]).WithMaxIterations(5).WithTargetError(0).Fit(Data.X, Data.y);
        Plain([5, 3]).WithMaxIterations(2).WithTargetError(0).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        NeuronPursuitModel resumed =
            Plain([5, 3]).WithMaxIterations(5).WithTargetError(0).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        resumed.ShouldEqualBitForBit(once);
    }

    [Fact]
    public void Fit_OtherSeed_StartsElsewhere_AndTheSameSeedDoesNot()
    {
        double[] first = TestModels.Weights(Plain([5, 3]).WithMaxIterations(1).Fit(Data.X, Data.y));

        TestModels.Weights(Plain([5, 3]).WithMaxIterations(1).WithMaxDegreeOfParallelism(2).Fit(Data.X, Data.y)).Should().Equal(first);
        TestModels.Weights(Plain([5, 3]).WithSeed(1).WithMaxIterations(1).Fit(Data.X, Data.y)).Should().NotEqual(first);
    }

    [Fact]
    public void Fit_WithValidation_StopsByTheHeldOutPart()
    {
        // Nothing but noise: what is learned can only hurt on the held-out part.
        (double[,] X, double[] y) = Problems.Gaussian(60, 8, seed: 4, x => x[0]);
        var random = new Random(5);
        double[] noise = [.. y.Select(_ => random.NextDouble() - 0.5)];
        NeuronPursuitModel model = Plain([20], steps: 200).WithFixedWidths([20], 1).WithValidation(0.4, 2)
            .WithMaxIterations(100).WithTargetError(0).Fit(X, noise);

        model.StopReason.Should().Be(PursuitStopReason.ValidationStopped);
        model.History.Should().OnlyContain(entry => entry.ValidationError != null);
    }

    [Fact]
    public void Fit_StopWhen_IsAskedAfterEveryRun()
    {
        NeuronPursuitModel model = Plain([5, 3]).WithTargetError(0).WithStopWhen((entry, _) => entry.Number == 3).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
        model.History.Should().HaveCount(3);
    }

    [Fact]
    public void WithDepth_BesideFixedWidths_GivesWayToThem() =>
        Plain([4]).WithDepth(5).WithMaxIterations(1).Fit(Data.X, Data.y).Depth.Should().Be(2);

    [Theory]
    [InlineData(new int[0], 0.01, "hiddenWidths is []*")]
    [InlineData(new[] { 5, 0 }, 0.01, "hiddenWidths is [5, 0]*")]
    [InlineData(new[] { 5 }, 0.0, "radius is 0*")]
    [InlineData(new[] { 5 }, double.NaN, "radius is NaN*")]
    public void Build_WrongWidthsOrRadius_SaysSo(int[] widths, double radius, string message) =>
        new NeuronPursuitBuilder().WithFixedWidths(widths, radius).Invoking(builder => builder.Build())
            .Should().Throw<ArgumentException>().WithMessage($"*{message}*");

    [Fact]
    public void Build_SparseRecipe_SaysThatItNeedsAPursuit() =>
        new NeuronPursuitBuilder().WithFixedWidths([5]).WithRecipe(PursuitRecipe.Sparse).Invoking(builder => builder.Build())
            .Should().Throw<ArgumentException>().WithMessage("*PursuitRecipe.Sparse*");

    private static NeuronPursuitBuilder Plain(int[] widths, int steps = 100) => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Paper).WithFixedWidths(widths, 0.1).WithOptimizer(new GradientDescent(0.02, steps));
}
