using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>What a fit learns from.</summary>
/// <param name="MLContext">Makes the scoring steps.</param>
/// <param name="Estimator">Fits.</param>
/// <param name="Data">The data, whose columns have been checked.</param>
/// <param name="Columns">Their names.</param>
/// <param name="CancellationToken">Ends the fit.</param>
internal sealed record LearningRun(
    MLContext MLContext,
    NeuronPursuitEstimator Estimator,
    IDataView Data,
    TrainerColumns Columns,
    CancellationToken CancellationToken)
{
    /// <summary>The label column.</summary>
    public DataViewSchema.Column Label => Data.Schema[Columns.Label];

    /// <summary>Reads the data and fits, telling the columns of the data where the core tells those of a matrix.</summary>
    public TModel Fit<TLabel, TModel>(
        Func<DataViewRow, DataViewSchema.Column, LabelReader<TLabel>> labelReader, Func<TrainingRows<TLabel>, TModel> fit)
    {
        TrainingRows<TLabel> rows = TrainingRows<TLabel>.Read(Data, Columns, labelReader, CancellationToken);
        try
        {
            return fit(rows);
        }
        catch (ArgumentException error) when (error.ParamName == "X" && rows.FirstMissing is not null)
        {
            (int row, int slot) = rows.FirstMissing.Value;
            string name = SlotNames.Of(Data.Schema[Columns.Features])[slot];
            throw BadInput.Of(
                FormattableString.Invariant($"Column '{Columns.Features}' (features) is NaN in row {row} (counted from 0) at slot {slot}, '{name}'. Fill it in (ReplaceMissingValues), or let the trainer do so: WithMissingValues(MissingValues.MeanAndIndicator)."), error);
        }
    }
}

/// <summary>What a fit learned.</summary>
/// <param name="Model">The model.</param>
/// <param name="Steps">The steps that score rows by it.</param>
internal sealed record LearnedModel(NeuronPursuitModel Model, IEstimator<ITransformer> Steps);
