namespace NeuronPursuit.Tests.Pursuit;

/// <summary>What a sparse fit shows on the way, and the bound on its work.</summary>
public class SparseWorkTests
{
    [Fact]
    public void Run_NoisyTarget_ShowsEveryIterationOnce()
    {
        (ILocalPursuitData data, PursuitMetrics metrics) = Noisy();
        var shown = new List<PursuitState>();

        (PursuitState state, _) = new SparsePursuit(data, PursuitRecipe.Sparse.Defaults, metrics, default, new WorkBudget(2e9)).Run(found =>
        {
            shown.Add(found);
            return false;
        });

        // A round that finds no better network ends a split, and is not shown.
        shown.Should().HaveCountGreaterThan(1).And.OnlyContain(found => found.Finished > 0);
        shown[^1].Should().BeSameAs(state);
        PursuitIteration[] iterations = [.. shown.SelectMany(found => found.History.TakeLast(found.Finished))];
        iterations.Distinct(ReferenceEqualityComparer.Instance).Should().HaveSameCount(iterations);
        state.History.Should().OnlyContain(iteration => iterations.Any(one => ReferenceEquals(one, iteration)));
    }

    [Fact]
    public void Run_BudgetSpent_StopsSoonWithTheBestNetworkSoFar()
    {
        const double Bound = 2e6;
        (ILocalPursuitData data, PursuitMetrics metrics) = Noisy();
        var bounded = new WorkBudget(Bound);
        var larger = new WorkBudget(2e8);
        PursuitOptions options = PursuitRecipe.Sparse.Defaults;

        (PursuitState state, _) = new SparsePursuit(data, options, metrics, default, bounded).Run(_ => false);
        new SparsePursuit(data, options, metrics, default, larger).Run(_ => false);

        // One step is a search or a training of at most a thousand iterations.
        bounded.Spent.Should().BeLessThan(Bound + 2e7);
        larger.Spent.Should().BeGreaterThan(5 * bounded.Spent);
        state.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        state.History[^1].TrainingError.Should().BeLessThan(1);
    }

    private static (ILocalPursuitData Data, PursuitMetrics Metrics) Noisy()
    {
        var random = new Random(4);
        (double[,] X, double[] y) = Problems.Gaussian(100, 12, 5, x => Math.Max(0, x[0] - x[3]) + random.NextDouble());
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));
        return (data, new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data));
    }
}
