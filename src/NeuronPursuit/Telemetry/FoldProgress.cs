using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>Turns what a fold says of itself into what it means for the whole of a cross-validation whose folds run one after the other.</summary>
internal sealed class FoldProgress(IProgress<PursuitProgress> observer, int folds)
{
    private readonly long _start = Stopwatch.GetTimestamp();

    /// <summary>Takes the reports of one fold.</summary>
    /// <param name="fold">Which one, from 0.</param>
    public IProgress<PursuitProgress> Of(int fold) => new OneFold(this, fold);

    private void Report(int fold, PursuitProgress value)
    {
        if (value.Phase == PursuitPhase.Finished && fold < folds - 1)
        {
            // The end of a fold is not the end.
            return;
        }

        double share = (fold + value.ShareDone) / folds;
        TimeSpan elapsed = Stopwatch.GetElapsedTime(_start);
        observer.Report(value with
        {
            Fold = fold + 1,
            Folds = folds,
            ShareDone = share,
            Elapsed = elapsed,
            TimeLeft = ProgressReports.TimeLeft(elapsed, share, 1 - share),
        });
    }

    private sealed class OneFold(FoldProgress whole, int fold) : IProgress<PursuitProgress>
    {
        public void Report(PursuitProgress value) => whole.Report(fold, value);
    }
}
