namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A condition of the caller's that ends the fit with an offset ends it as a fit that had no choice.</summary>
public class OffsetConditionTests
{
    private const int Rows = 300;

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0, 3)]
    [InlineData(0, 6)]
    [InlineData(0.2, 2)]
    [InlineData(0.2, 4)]
    [InlineData(0.2, 6)]
    [InlineData(0.2, 8)]
    public void Fit_StoppedWithAnOffset_EndsAsAFitToldDirectly(double fraction, int number)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            (double[,] X, double[] y) = Noisy(seed);
            PursuitOptions options = PursuitRecipe.Fast.Defaults with { Depth = 2, ValidationFraction = fraction, ValidationPatience = 4 };
            var asked = new List<int>();

            NeuronPursuitModel direct = new NeuronPursuitEstimator(
                options with { ChoosesOffset = false, Intercept = true, OutputOffset = true }, Until((last, _) => last.Number == number)).Fit(X, y);
            NeuronPursuitModel chosen = new NeuronPursuitEstimator(options, Until((last, model) =>
            {
                if (model.HasIntercept)
                {
                    asked.Add(last.Number);
                }

                return model.HasIntercept && last.Number == number;
            })).Fit(X, y);

            ShouldEndAlike(chosen, direct);
            asked.Should().Equal(Enumerable.Range(1, chosen.History.Count));
        }
    }

    [Theory]
    [Trait("Category", "Slow")]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void Fit_SparseStoppedWithAnOffset_EndsAsAFitToldDirectly(int stage)
    {
        (double[,] X, double[] y) = Noisy(1);
        PursuitOptions options = PursuitRecipe.Sparse.Defaults with { Depth = 2 };

        NeuronPursuitModel direct = new NeuronPursuitEstimator(
            options with { ChoosesOffset = false, Intercept = true, OutputOffset = true, SignalGate = false }, Until(AtStage(stage))).Fit(X, y);
        NeuronPursuitModel chosen = new NeuronPursuitEstimator(options, Until(AtStage(stage))).Fit(X, y);

        chosen.HasIntercept.Should().BeTrue();
        ShouldEndAlike(chosen, direct);
    }

    /// <summary>Interrupted while it is told of what the trial found: the rest is asked of by the run that resumes.</summary>
    [Theory]
    [InlineData(0)]
    [InlineData(0.2)]
    public void Fit_ResumedTrial_AsksOfEveryNetworkInItsOrder(double fraction)
    {
        (double[,] X, double[] y) = Noisy(1);
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var asked = new List<int>();
        NeuronPursuitBuilder Builder() => fraction > 0
            ? new NeuronPursuitBuilder().WithDepth(2).WithValidation(fraction, 4)
            : new NeuronPursuitBuilder().WithDepth(2);
        bool IsEnough(PursuitIteration last, NeuronPursuitModel model) => model.HasIntercept && last.Number == 4;

        Action interrupted = () => Builder().WithCheckpoints(folder.Path).WithStopWhen((_, model) =>
        {
            if (model.HasIntercept)
            {
                source.Cancel();
            }

            return false;
        }).Fit(X, y, source.Token);
        interrupted.Should().Throw<PursuitCanceledException>();
        NeuronPursuitModel resumed = Builder().WithCheckpoints(folder.Path).WithStopWhen((last, model) =>
        {
            if (model.HasIntercept)
            {
                asked.Add(last.Number);
            }

            return IsEnough(last, model);
        }).Fit(X, y);

        asked.Should().Equal(1, 2, 3, 4);
        resumed.ShouldEqualBitForBit(Builder().WithStopWhen(IsEnough).Fit(X, y));
    }

    private static Func<PursuitIteration, NeuronPursuitModel, bool> AtStage(int stage)
    {
        int seen = 0;
        return (_, model) => model.HasIntercept && ++seen == stage;
    }

    private static RunSettings Until(Func<PursuitIteration, NeuronPursuitModel, bool> condition) => RunSettings.Default with { StopWhen = condition };

    private static void ShouldEndAlike(NeuronPursuitModel chosen, NeuronPursuitModel direct)
    {
        chosen.StopReason.Should().Be(direct.StopReason);
        chosen.History.Should().HaveSameCount(direct.History);
        (chosen.KeptIteration?.Number).Should().Be(direct.KeptIteration?.Number);
        ModelAssertions.Bits(TestModels.Weights(chosen)).Should().Equal(ModelAssertions.Bits(TestModels.Weights(direct)));
    }

    private static (double[,] X, double[] y) Noisy(int seed)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, seed, 1);
        var random = new Random(seed);
        return (X, [.. y.Select(value => value + random.NextDouble() - 0.5)]);
    }
}
