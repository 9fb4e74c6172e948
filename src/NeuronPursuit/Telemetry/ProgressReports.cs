using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Tells one observer how far a fit is; one call at a time.</summary>
internal sealed class ProgressReports(IProgress<PursuitProgress>? observer)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _share;
    private PursuitPlace _last = new(PursuitPhase.Pursuit, 1, 1, 0);

    /// <summary>An iteration has finished.</summary>
    public void Report(PursuitPlace place, PursuitIteration iteration)
    {
        if (observer is null)
        {
            return;
        }

        // Another estimate of the whole must not take anything back.
        _share = Math.Max(_share, place.Share);
        _last = place;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        observer.Report(new PursuitProgress
        {
            Phase = place.Phase,
            Member = place.Member,
            Members = place.Members,
            Fold = place.Fold,
            Folds = place.Folds,
            ShareDone = _share,
            Elapsed = elapsed,
            TimeLeft = TimeLeft(elapsed, _share - place.Before, 1 - _share),
            Iteration = iteration,
        });
    }

    /// <summary>The fit has ended.</summary>
    public void Finish() => observer?.Report(new PursuitProgress
    {
        Phase = PursuitPhase.Finished,
        Member = _last.Members,
        Members = _last.Members,
        Fold = _last.Folds,
        Folds = _last.Folds,
        ShareDone = 1,
        Elapsed = Stopwatch.GetElapsedTime(_start),
        TimeLeft = TimeSpan.Zero,
    });

    /// <summary>The time of the rest at the pace so far; null where there is no pace yet, or no end in sight.</summary>
    public static TimeSpan? TimeLeft(TimeSpan elapsed, double done, double left)
    {
        double seconds = elapsed.TotalSeconds * left / done;
        return done > 0 && seconds < TimeSpan.MaxValue.TotalSeconds ? TimeSpan.FromSeconds(seconds) : null;
    }
}
