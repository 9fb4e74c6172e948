namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The bounds on the work of a bag, with numbers small enough to reach.</summary>
public class BagWorkTests
{
    private static readonly (double[,] X, double[] y) Samples =
        Problems.Gaussian(120, 3, 701, x => Math.Abs(x[0]) + Math.Sin(3 * x[1]) * x[2]);

    private static readonly PursuitOptions Options = new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Tabular).WithEnsemble(4).WithDepth(2).WithActivation(HomogeneousActivation.ReLU).WithMaxIterations(6)
        .Build().Options;

    [Fact]
    public void Run_MembersOutOfWork_EndWithWorkLimitAndKeepTheirNetworks()
    {
        PursuitOutcome outcome = Run(new BagSettings { SelectionOperations = 1, MemberOperations = 1 });

        outcome.Reason.Should().Be(PursuitStopReason.WorkLimit);
        outcome.Networks.Should().HaveCount(4);
        outcome.State.History.Should().ContainSingle("one iteration spends it all");
    }

    [Fact]
    public void Run_TrialsOutOfWork_AreRunAgainAsMembers()
    {
        PursuitOutcome cut = Run(new BagSettings { SelectionOperations = 1 });

        cut.Reason.Should().NotBe(PursuitStopReason.WorkLimit);
        cut.Networks.Should().HaveCount(4);
        cut.State.History.Should().HaveCountGreaterThan(1);
    }

    [Fact]
    public void Run_CanceledBeforeTheFirstMemberOnAllSamples_KeepsTheTrials()
    {
        using var source = new CancellationTokenSource();
        var settings = new BagSettings { SelectionSamples = 60 };
        int trials = Trials(settings);
        int seen = 0;

        PursuitOutcome outcome = Run(
            settings,
            _ =>
            {
                if (++seen == trials + 1)
                {
                    source.Cancel();
                }

                return false;
            },
            cancellationToken: source.Token);

        outcome.Reason.Should().Be(PursuitStopReason.Canceled);
        outcome.Networks.Should().HaveCountGreaterThan(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Of_HuberLoss_HasTheDecayOfTheSquareThatItIs(int outputs)
    {
        double[] square = [.. BagCandidates.Of(Options, outputs).Select(candidate => candidate.WeightDecay)];

        BagCandidates.Of(Options with { Loss = new HuberLoss(1e6) }, outputs)
            .Select(candidate => candidate.WeightDecay).Should().Equal(square);
    }

    /// <summary>Iterations of the competing pursuits: what a store of members has seen as trials.</summary>
    private static int Trials(BagSettings settings)
    {
        var store = new CountingStore();
        Run(settings, _ => false, store);
        return store.TrialIterations;
    }

    private static PursuitOutcome Run(
        BagSettings settings, Func<PursuitState, bool>? onIteration = null, IMemberStore? store = null, CancellationToken cancellationToken = default)
    {
        double[] targets = [.. Samples.y.Select(value => value - Samples.y.Average())];
        var data = (ILocalPursuitData)TestObjects.Data(Samples.X, Matrices.Column(targets));
        var metrics = new PursuitMetrics(data.LossAtOrigin(default), [1], [0], Math.Sqrt(targets.Sum(value => value * value)), 1);
        return new PursuitBag(data, null, Options, metrics, 1, store, cancellationToken, settings).Run(onIteration ?? (_ => false));
    }

    private sealed class CountingStore : IMemberStore
    {
        public int TrialIterations { get; private set; }

        public ValidatedResult? Load(string name) => null;

        public void Save(string name, ValidatedResult result) =>
            TrialIterations += name.StartsWith("trial", StringComparison.Ordinal) ? result.State.History.Count : 0;
    }
}
