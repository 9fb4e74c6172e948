using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>How the candidates of a fit by <see cref="PursuitRecipe.Auto"/> run, and whom they tell: together they are one fit.</summary>
internal sealed class CandidateRun(RunSettings run)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly OnceLogger _logger = new(run.Logger);
    private double _share;
    private PursuitProgress? _last;

    /// <summary>The candidate that runs.</summary>
    public string Recipe { get; private set; } = PursuitRecipe.Fast.Name;

    /// <summary>The run of one candidate.</summary>
    /// <param name="recipe">Its name, in the iterations that it tells of.</param>
    /// <param name="folder">Its own folder of the checkpoints.</param>
    /// <param name="end">The share of the whole that is done when it ends.</param>
    public RunSettings Of(string recipe, string folder, double end)
    {
        double begin = _share;
        (_share, Recipe) = (end, recipe);
        return run with
        {
            Candidate = recipe,
            KeepsHeldOut = true,
            Logger = _logger,
            Progress = run.Progress is { } observer ? new Relay<PursuitIteration>(iteration => observer.Report(iteration with { Recipe = recipe })) : null,
            Shares = run.Shares is { } shares ? new Relay<PursuitProgress>(progress => Tell(shares, progress, recipe, begin, end)) : null,
            Checkpoints = run.Checkpoints is { } checkpoints
                ? checkpoints with { Directory = Path.Combine(checkpoints.Directory, folder) }
                : null,

            // Only the members of a bag are worth the way.
            Executor = recipe == PursuitRecipe.Tabular.Name ? run.Executor : null,
        };
    }

    /// <summary>The fit has ended.</summary>
    public void Finish(NeuronPursuitModel model)
    {
        PursuitLog.Finished(run.Logger, model);
        run.Shares?.Report(new PursuitProgress
        {
            Phase = PursuitPhase.Finished,
            Member = _last?.Members ?? 1,
            Members = _last?.Members ?? 1,
            Fold = _last?.Folds ?? 1,
            Folds = _last?.Folds ?? 1,
            ShareDone = 1,
            Elapsed = Stopwatch.GetElapsedTime(_start),
            TimeLeft = TimeSpan.Zero,
        });
    }

    private void Tell(IProgress<PursuitProgress> observer, PursuitProgress progress, string recipe, double begin, double end)
    {
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        double done = begin + ((end - begin) * progress.ShareDone);
        _last = progress with
        {
            ShareDone = done,
            Elapsed = elapsed,
            TimeLeft = ProgressReports.TimeLeft(elapsed, done, 1 - done),
            Iteration = progress.Iteration is { } iteration ? iteration with { Recipe = recipe } : null,
        };
        observer.Report(_last);
    }

    private sealed class Relay<TReport>(Action<TReport> tell) : IProgress<TReport>
    {
        public void Report(TReport value) => tell(value);
    }
}
