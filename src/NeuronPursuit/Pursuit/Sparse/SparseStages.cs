namespace NeuronPursuit;

/// <summary>
/// The stages of a sparse pursuit in their order. Those that an earlier run has finished are taken from what is kept, with the
/// work and the time that they took, and everything between them happens again: so a resumed fit decides as an uninterrupted one.
/// </summary>
internal sealed class SparseStages(KeptInStore? store, WorkBudget budget)
{
    private readonly HashSet<PursuitIteration> _shown = new(ReferenceEqualityComparer.Instance);
    private KeptStage? _last;
    private int _stage;
    private bool _isNew;

    /// <summary>How many iterations an observer was told of that is told later, in this run or an earlier one.</summary>
    public int Told { get; private set; }

    /// <summary>Runs the next stage, or takes it from an earlier run.</summary>
    public SparseState? Run(Func<SparseState?> stage)
    {
        _stage++;
        if (store?.LoadStage(_stage) is { } kept)
        {
            budget.GoOn(kept.Spent, kept.Elapsed, kept.Trials);
            _shown.UnionWith(kept.State?.History.Take(kept.Shown) ?? []);
            (_last, Told) = (kept, Math.Max(Told, kept.Told));
            return kept.State;
        }

        _isNew = true;
        SparseState? result = stage();
        int shown = result?.History.Count(_shown.Contains) ?? 0;
        Save(new KeptStage(result, shown, budget.Spent, budget.Elapsed, budget.Trials, Told));
        return result;
    }

    /// <summary>A network is shown to an observer.</summary>
    /// <param name="state">The network.</param>
    /// <param name="isQuiet">Whether the observer is told later (<see cref="Tell"/>).</param>
    /// <returns>
    /// How many iterations at the end of its history were never shown, in this run or an earlier one; null where this run has
    /// shown them all.
    /// </returns>
    public int? Show(SparseState state, bool isQuiet)
    {
        int finished = state.History.Count(iteration => !_shown.Contains(iteration));
        _shown.UnionWith(state.History);
        bool isNew = _isNew || isQuiet;
        _isNew = false;
        return finished == 0 ? null : isNew ? finished : 0;
    }

    /// <summary>Keeps that an observer is told of so many iterations.</summary>
    public void Tell(int iterations)
    {
        Told = iterations;
        if (_last is not null)
        {
            Save(_last with { Told = Told });
        }
    }

    private void Save(KeptStage kept)
    {
        _last = kept;
        store?.SaveStage(_stage, kept);
    }
}
