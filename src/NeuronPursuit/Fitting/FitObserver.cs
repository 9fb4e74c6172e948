using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Tells everyone who asked for it of a fit: log, metrics and traces, progress, the caller's condition.</summary>
internal sealed class FitObserver(RunSettings run)
{
    private readonly ProgressReports _progress = new(run.Shares);
    private Activity? _activity;

    /// <summary>The state that was told of last, and how its data were prepared.</summary>
    public (FitWay Way, PursuitState State)? Latest { get; private set; }

    /// <summary>The trace that iterations belong to; null for none.</summary>
    public void Begin(Activity? activity) => _activity = activity;

    /// <summary>Hears of every state of a way; what an earlier run was told of is not told again.</summary>
    public Func<PursuitState, bool> Of(FitWay way) => state =>
    {
        Tell(way, state);
        return run.StopWhen?.Invoke(state.History[^1], way.ToModel(state, PursuitStopReason.ConditionMet)) ?? false;
    };

    /// <summary>Tells of what nobody was told of, and asks nothing.</summary>
    public void Tell(FitWay way, PursuitState state)
    {
        Latest = (way, state);
        foreach (PursuitIteration iteration in state.History.TakeLast(state.Finished))
        {
            PursuitLog.Iteration(run.Logger, iteration, state.Place!);
            NeuronPursuitTelemetry.Record(_activity, iteration);
            run.Progress?.Report(iteration);
            _progress.Report(state.Place!, iteration);
        }
    }

    /// <summary>The fit has ended by itself.</summary>
    public void Finish(NeuronPursuitModel model)
    {
        if (run.Candidate is null)
        {
            PursuitLog.Finished(run.Logger, model);
            _progress.Finish();
        }
    }
}
