namespace NeuronPursuit;

// How folds are dealt out and run, whatever is fitted.
public sealed partial class NeuronPursuitEstimator
{
    private static void RequireTargets(double[,] X, int targets, string targetName)
    {
        ArgumentNullException.ThrowIfNull(X);
        int rows = X.GetLength(0);
        if (targets != rows)
        {
            throw new ArgumentException(
                $"{targetName} has {targets} {(targetName == "Y" ? "rows" : "values")} but X has {rows} rows. Pass one target per row of X.", targetName);
        }
    }

    private FoldPlan Plan(double[,] X, Folds folds, int[]? counting, int[]? classes, double[]? sampleWeights)
    {
        int rows = X.GetLength(0);
        ulong seed = RandomStream.Derive(_options.Seed, SeedCoordinates.Folds);
        var plan = new FoldPlan(folds, new FoldTable(rows, counting ?? [.. Enumerable.Range(0, rows)], classes, seed), sampleWeights);
        PackedSize.Require(
            plan.Folds.Max(fold => fold.Training.Length), X.GetLength(1), X.GetLength(1), 1, "Of all rows a fold is fitted to so many. Use fewer rows.");
        return plan;
    }

    private void RunFolds<TFitted>(
        FoldRows[] folds, FoldFits<TFitted> fits, Action<int, FoldRows, TFitted> judge, CancellationToken cancellationToken)
    {
        int count = folds.Length;
        bool watched = _run.StopWhen is not null || _run.Progress is not null || _run.Shares is not null;
        int parallel = watched ? 1 : Math.Min(count, _run.Threads);
        FoldProgress? progress = _run.Shares is { } observer ? new FoldProgress(observer, count) : null;
        try
        {
            fits.Check();
            if (_run.Executor is { } executor)
            {
                RunFoldsElsewhere(executor);
            }
            else
            {
                IndependentJobs.Run(count, parallel, RunFold, cancellationToken);
            }
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            throw new PursuitCanceledException(null, cancellationToken);
        }

        void RunFold(int fold)
        {
            RunSettings own = _run with
            {
                Threads = Math.Max(1, _run.Threads / parallel),
                Shares = progress?.Of(fold),
                Checkpoints = _run.Checkpoints is { } checkpoints
                    ? checkpoints with { Directory = Path.Combine(checkpoints.Directory, FormattableString.Invariant($"fold-{fold + 1}-of-{count}")) }
                    : null,
            };
            judge(fold, folds[fold], fits.Here(new NeuronPursuitEstimator(_options, own), folds[fold].Training));
        }

        void RunFoldsElsewhere(IPursuitExecutor executor)
        {
            RequireSupport(keepsCheckpoints: false);
            (PursuitPart Part, Func<NeuronPursuitModel, TFitted> Read)[] parts =
                [.. folds.Select(fold => fits.Elsewhere(fold.Training))];
            int finished = 0;
            var reports = new ProgressReports(_run.Shares);
            new ExecutedParts(executor, fits.Data()).Fit(
                [.. parts.Select(part => part.Part)],
                (fold, model) =>
                {
                    var place = new PursuitPlace(PursuitPhase.Pursuit, 1, 1, (double)++finished / count) { Fold = fold + 1, Folds = count };
                    Report(model.History, place, reports);
                    judge(fold, folds[fold], parts[fold].Read(model));
                },
                cancellationToken);
            reports.Finish();
        }
    }

    /// <summary>How the folds of a kind of cross-validation are fitted.</summary>
    /// <param name="Check">Refuses what a fold would, by the caller's names and rows, before anything runs.</param>
    /// <param name="Here">In this process: settings, and the places of the rows that are trained on.</param>
    /// <param name="Data">What folds that run elsewhere have in common: the rows that count.</param>
    /// <param name="Elsewhere">The part of a fold by the places of the rows that are trained on, and what becomes of its model.</param>
    private sealed record FoldFits<TFitted>(
        Action Check,
        Func<NeuronPursuitEstimator, int[], TFitted> Here,
        Func<byte[]> Data,
        Func<int[], (PursuitPart Part, Func<NeuronPursuitModel, TFitted> Read)> Elsewhere);
}
