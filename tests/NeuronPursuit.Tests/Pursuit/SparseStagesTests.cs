namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A sparse pursuit that is interrupted after any stage and meets its bound on work where it would have met it.</summary>
public class SparseStagesTests
{
    private const double Bound = 3e8;

    [Fact]
    public void Run_InterruptedAfterEveryStage_SpendsAndFindsTheSame()
    {
        (ILocalPursuitData data, PursuitMetrics metrics) = Noisy();
        var budget = new WorkBudget(Bound);
        var all = new MemoryStore(int.MaxValue);
        (PursuitState whole, PursuitStopReason reason) = Run(data, metrics, budget, all);
        reason.Should().Be(PursuitStopReason.WorkLimit);
        all.Stages.Count.Should().BeGreaterThan(3);

        for (int stage = 1; stage <= all.Stages.Count; stage++)
        {
            var store = new MemoryStore(stage);
            Action interrupted = () => Run(data, metrics, new WorkBudget(Bound), store);
            interrupted.Should().Throw<OperationCanceledException>();
            var left = new WorkBudget(Bound);

            (PursuitState resumed, PursuitStopReason again) = Run(data, metrics, left, store);

            again.Should().Be(reason);
            left.Spent.Should().Be(budget.Spent);
            ModelAssertions.Bits(resumed.Network.Parameters).Should().Equal(ModelAssertions.Bits(whole.Network.Parameters));
            resumed.History.Should().HaveSameCount(whole.History);
        }
    }

    private static (PursuitState State, PursuitStopReason Reason) Run(
        ILocalPursuitData data, PursuitMetrics metrics, WorkBudget budget, MemoryStore store) =>
        new SparsePursuit(data, PursuitRecipe.Sparse.Defaults, metrics, default, budget, new KeptInStore(store, 0)).Run(_ => false);

    private static (ILocalPursuitData Data, PursuitMetrics Metrics) Noisy()
    {
        var random = new Random(7);
        (double[,] X, double[] y) = Problems.Gaussian(90, 6, 12, x => Math.Max(0, x[0] - x[1]) + 0.4 * (random.NextDouble() - 0.5));
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));
        return (data, new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data));
    }

    /// <summary>Keeps stages, and ends the first run after one of them.</summary>
    private sealed class MemoryStore(int interruptAfter) : IFitStore
    {
        private bool _isInterrupted;

        public Dictionary<int, KeptStage> Stages { get; } = [];

        public KeptStage? LoadStage(int pursuit, int stage) => Stages.GetValueOrDefault(stage);

        public void SaveStage(int pursuit, int stage, KeptStage kept)
        {
            Stages[stage] = kept;
            if (stage == interruptAfter && !_isInterrupted)
            {
                _isInterrupted = true;
                throw new OperationCanceledException();
            }
        }

        public void RemoveStages(int pursuit) => throw new InvalidOperationException();

        public KeptPursuit? LoadPursuit(int pursuit) => throw new InvalidOperationException();

        public void SavePursuit(int pursuit, KeptPursuit kept) => throw new InvalidOperationException();

        public ValidatedResult? Load(string name) => throw new InvalidOperationException();

        public void Save(string name, ValidatedResult result) => throw new InvalidOperationException();
    }
}
