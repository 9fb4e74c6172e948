using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>
/// Neuron Pursuit as a trainer of an ML.NET pipeline. Made by <c>mlContext.Regression.Trainers.NeuronPursuit(...)</c> and
/// its siblings (<see cref="NeuronPursuitCatalog"/>). Immutable: one trainer may be fitted to several data sets.
/// </summary>
public sealed class NeuronPursuitTrainer : IEstimator<NeuronPursuitTransformer>
{
    private readonly LearningTask _task;
    private readonly TrainerColumns _columns;
    private readonly NeuronPursuitEstimator _estimator;
    private readonly MLContext _mlContext;
    private readonly CancellationToken _cancellationToken;

    internal NeuronPursuitTrainer(
        LearningTask task,
        TrainerColumns columns,
        Action<NeuronPursuitBuilder>? configure,
        MLContext? mlContext,
        CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(columns.Label, "labelColumnName");
        ArgumentException.ThrowIfNullOrEmpty(columns.Features, "featureColumnName");
        if (columns.Weight is not null)
        {
            ArgumentException.ThrowIfNullOrEmpty(columns.Weight, "exampleWeightColumnName");
        }

        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular);
        if (mlContext is not null)
        {
            builder.WithLogger(new ContextLogger(mlContext));
        }

        configure?.Invoke(builder);
        _task = task;
        _columns = columns;
        _estimator = builder.Build();
        _mlContext = mlContext ?? new MLContext();
        _cancellationToken = cancellationToken;
    }

    /// <summary>Reads all rows once, in the order of the data, and grows a model.</summary>
    /// <param name="input">Data with the columns of the trainer.</param>
    /// <returns>The transformer that adds the predictions.</returns>
    /// <exception cref="ArgumentException">
    /// A column is missing or of another type, there is no row, one class only, or a value is not usable. The message names
    /// the column, what came and what was expected.
    /// </exception>
    /// <exception cref="PursuitCanceledException">The fit was cancelled; carries the last finished model.</exception>
    /// <exception cref="OperationCanceledException">It was cancelled while it read the data.</exception>
    public NeuronPursuitTransformer Fit(IDataView input)
    {
        ArgumentNullException.ThrowIfNull(input);
        _columns.Check(input.Schema, _task, nameof(input));
        LearnedModel learned = _task.Learn(new LearningRun(_mlContext, _estimator, input, _columns, _cancellationToken));
        return new NeuronPursuitTransformer(learned.Steps.Fit(input), learned.Model, input.Schema[_columns.Features]);
    }

    /// <summary>The columns that data will have, so that a pipeline can be checked before it is fitted.</summary>
    /// <param name="inputSchema">The columns in front of the trainer.</param>
    /// <returns>These columns and those of the predictions.</returns>
    /// <exception cref="ArgumentException">A column is missing or of another type; the message names it.</exception>
    public SchemaShape GetOutputSchema(SchemaShape inputSchema)
    {
        ArgumentNullException.ThrowIfNull(inputSchema);
        _columns.Check(inputSchema, _task, nameof(inputSchema));
        SchemaShape.Column label = inputSchema.First(column => column.Name == _columns.Label);
        return _task.Shape(_mlContext, _columns.Features, label).GetOutputSchema(inputSchema);
    }
}
