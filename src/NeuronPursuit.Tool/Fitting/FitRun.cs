namespace NeuronPursuit;

/// <summary>How a fit of a table ended.</summary>
/// <param name="Model">The model: where it was cancelled the best so far, null where there was none.</param>
/// <param name="Training">The rows that were learned from.</param>
/// <param name="Test">The rows that were held out; null for none.</param>
/// <param name="IsCancelled">Whether it was stopped before its end.</param>
/// <param name="Said">What the library says of a fit that was stopped; else null.</param>
internal sealed record FitRun(TableModel? Model, Table Training, Table? Test, bool IsCancelled, string? Said)
{
    /// <summary>Fits. Cancelling is no error: the run has what was best.</summary>
    public static FitRun Of(Table table, FitSettings settings, IProgress<PursuitProgress>? progress, CancellationToken cancellationToken)
    {
        table = settings.Shape(table);
        (Table training, Table? test) = settings.HoldOut is { } share ? HeldOutRows.Split(table, settings, share) : (table, null);
        var plan = TablePlan.Of(training, settings.Target, settings.Options);
        var task = TableTask.Of(settings.ToBuilder(progress), plan, training.Fingerprint, settings.Options);
        try
        {
            return new FitRun(task.Fit(cancellationToken), training, test, IsCancelled: false, null);
        }
        catch (PursuitCanceledException exception)
        {
            string said = exception.Message.Replace("Model holds", "The file holds", StringComparison.Ordinal);
            return new FitRun(exception.Model is { } best ? ModelOf(task, best) : null, training, test, IsCancelled: true, said);
        }
    }

    private static TableModel ModelOf(TableTask task, NeuronPursuitModel model) => task.Labels is null
        ? new TableModel(task.Schema, task.Encoder, model, task.Findings)
        : new TableModel(task.Schema, task.Encoder, new NeuronPursuitClassifier<string>(model, [.. task.Labels.Distinct().Order(StringComparer.Ordinal)]), task.Findings);
}
