using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>
/// A fitted <see cref="NeuronPursuitTrainer"/>: adds predictions to data, and knows the model. Saved with its pipeline by
/// <c>mlContext.Model.Save</c>. Safe from several threads at once, if the data are.
/// </summary>
/// <remarks>
/// A loaded pipeline does the same with steps of ML.NET's own, not with this type:
/// <see cref="NeuronPursuitPipelines.GetNeuronPursuitModel"/> gives its model.
/// </remarks>
public sealed class NeuronPursuitTransformer : ISingleFeaturePredictionTransformer<NeuronPursuitModel>
{
    private readonly ITransformer _steps;

    internal NeuronPursuitTransformer(ITransformer steps, NeuronPursuitModel model, DataViewSchema.Column features)
    {
        _steps = steps;
        Model = model;
        FeatureColumnName = features.Name;
        FeatureColumnType = features.Type;
        FeatureNames = SlotNames.Of(features);
    }

    /// <summary>
    /// The model: its formula, summary, importances and history. Its inputs are the slots of the features. Its outputs are
    /// the label of a regression, the probabilities of false and true, or those of the classes that occurred in training,
    /// in the order of their keys.
    /// </summary>
    public NeuronPursuitModel Model { get; }

    /// <summary>The column of the features.</summary>
    public string FeatureColumnName { get; }

    /// <summary>The type of that column: a vector of Single.</summary>
    public DataViewType FeatureColumnType { get; }

    /// <summary>
    /// The names of the inputs, for formulas and importances: those of the slots of the features, "Features[2]" for a slot
    /// without.
    /// </summary>
    public IReadOnlyList<string> FeatureNames { get; }

    /// <summary>Always true: a row's prediction depends on that row alone.</summary>
    public bool IsRowToRowMapper => _steps.IsRowToRowMapper;

    /// <inheritdoc/>
    public DataViewSchema GetOutputSchema(DataViewSchema inputSchema) => _steps.GetOutputSchema(inputSchema);

    /// <inheritdoc/>
    public IRowToRowMapper GetRowToRowMapper(DataViewSchema inputSchema) => _steps.GetRowToRowMapper(inputSchema);

    /// <summary>Adds the predictions to data. They are computed when rows are read.</summary>
    /// <param name="input">Data with the column of the features.</param>
    /// <returns>The data with the predictions.</returns>
    public IDataView Transform(IDataView input) => _steps.Transform(input);

    void ICanSaveModel.Save(ModelSaveContext ctx) => _steps.Save(ctx);
}
