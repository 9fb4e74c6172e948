namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The bound on the work of a sparse fit.</summary>
public class WorkBudgetTests
{
    [Fact]
    public void Run_BudgetSpent_StopsSoonWithTheBestNetworkSoFar()
    {
        const double Bound = 2e6;
        var random = new Random(4);
        (double[,] X, double[] y) = Problems.Gaussian(100, 12, 5, x => Math.Max(0, x[0] - x[3]) + random.NextDouble());
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));
        PursuitMetrics metrics = new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data);
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
}
