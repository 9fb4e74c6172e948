using System.Reflection;

namespace NeuronPursuit;

/// <summary>A table made ready for a fit: inputs, targets, and what a model of it knows.</summary>
/// <param name="Estimator">The settings.</param>
/// <param name="Schema">Of the model.</param>
/// <param name="Encoder">Learned from these rows.</param>
/// <param name="X">Inputs. Means of the target in them are those of other rows.</param>
/// <param name="Values">Targets that are numbers; null for classes.</param>
/// <param name="Labels">Targets that are classes; null for numbers.</param>
/// <param name="Weights">One a row; null where rows count alike.</param>
/// <param name="Findings">What was odd about the table.</param>
internal sealed record TableTask(
    NeuronPursuitEstimator Estimator, TableSchema Schema, TableEncoder Encoder, double[,] X, double[]? Values, string[]? Labels, double[]? Weights,
    IReadOnlyList<TableFinding> Findings)
{
    public static TableTask Of(NeuronPursuitBuilder builder, TablePlan plan, string fingerprint, TableFitOptions options)
    {
        NeuronPursuitEstimator estimator = builder.Copy().WithMissingValues(MissingValues.MeanAndIndicator).Build();
        ColumnSchema[] inputs = [.. plan.Schema.Where(column => column.Role == ColumnRole.Input)];
        Column target = plan.Rows[plan.Target.Name];
        double[]? weights = options.Weight is { } weight ? ((NumberColumn)plan.Rows[weight]).Values : null;
        LevelColumn? classes = (target as LevelColumn)?.Compacted();
        string[] names = classes is null ? [] : [.. classes.Levels];
        var learned = new EncodingTarget(
            (target as NumberColumn)?.Values, classes?.Codes, names, target.Name, weights,
            options.Group is { } group ? NeuronPursuitTables.GroupsOf(plan.Rows[group]) : null);
        (TableEncoder encoder, double[,] X) = TableEncoder.Fit(inputs, Alignment.Align(inputs, plan.Rows), learned, estimator.Seed);
        var schema = new TableSchema
        {
            Columns = [.. plan.Schema.Select(column => encoder.Columns.FirstOrDefault(own => own.Name == column.Name) ?? column)],
            RowCount = plan.Rows.RowCount,
            Fingerprint = fingerprint,
            Recipe = builder.Recipe.Name,
            Seed = estimator.Seed,
            LibraryVersion = typeof(NeuronPursuitModel).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
            TrainedOn = options.TrainedOn,
        };
        string[]? labels = classes is null ? null : [.. classes.Codes.Select(code => names[code])];
        return new TableTask(estimator, schema, encoder, X, learned.Values, labels, weights, plan.Findings);
    }

    public TableModel Fit(CancellationToken cancellationToken)
    {
        if (Labels is not null)
        {
            return new TableModel(Schema, Encoder, Estimator.FitClassifier(X, Labels, Weights, cancellationToken), Findings);
        }

        NeuronPursuitModel model = Weights is null
            ? Estimator.Fit(X, Values!, cancellationToken)
            : Estimator.Fit(X, Values!, Weights, cancellationToken);
        return new TableModel(Schema, Encoder, model, Findings);
    }
}
