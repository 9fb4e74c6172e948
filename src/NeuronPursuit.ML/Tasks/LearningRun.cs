using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.ML;

namespace NeuronPursuit;

/// <summary>What a fit learns from.</summary>
/// <param name="MLContext">Makes the scoring steps.</param>
/// <param name="Estimator">Fits.</param>
/// <param name="Data">The data, whose columns have been checked.</param>
/// <param name="Columns">Their names.</param>
/// <param name="CancellationToken">Ends the fit.</param>
internal sealed partial record LearningRun(
    MLContext MLContext,
    NeuronPursuitEstimator Estimator,
    IDataView Data,
    TrainerColumns Columns,
    CancellationToken CancellationToken)
{
    /// <summary>The label column.</summary>
    public DataViewSchema.Column Label => Data.Schema[Columns.Label];

    /// <summary>Reads the data and fits, telling the columns of the data where the core tells parameters of its own.</summary>
    /// <param name="labelReader">Makes the reader of labels.</param>
    /// <param name="fit">Fits.</param>
    /// <param name="classOf">What a class is called in the data that the core calls by a number; null where it is called alike.</param>
    public TModel Fit<TLabel, TModel>(
        Func<DataViewRow, DataViewSchema.Column, LabelReader<TLabel>> labelReader,
        Func<TrainingRows<TLabel>, TModel> fit,
        Func<int, string>? classOf = null)
    {
        TrainingRows<TLabel> rows = TrainingRows<TLabel>.Read(Data, Columns, labelReader, CancellationToken);
        try
        {
            return fit(rows);
        }
        catch (ArgumentException error) when (
            error.ParamName == "X" && rows.FirstMissing is not null && error.Message.Contains(" is NaN ", StringComparison.Ordinal))
        {
            (int row, int slot) = rows.FirstMissing.Value;
            string name = SlotNames.Of(Data.Schema[Columns.Features])[slot];
            throw BadInput.Of(
                FormattableString.Invariant($"Column '{Columns.Features}' (features) is NaN in row {row} (counted from 0) at slot {slot}, '{name}'. Fill it in (ReplaceMissingValues), or let the trainer do so: WithMissingValues(MissingValues.MeanAndIndicator)."), error);
        }
        catch (ArgumentException error) when (RoleOf(error.ParamName) is not null)
        {
            throw BadInput.Of($"{RoleOf(error.ParamName)}: {InWordsOfTheData(error, classOf)}", error);
        }
    }

    private string? RoleOf(string? parameter) => parameter switch
    {
        "X" => $"Column '{Columns.Features}' (features)",
        "y" or "Y" or "labels" => $"Column '{Columns.Label}' (label)",
        "sampleWeights" => $"Column '{Columns.Weight}' (weights)",
        _ => null,
    };

    private static string InWordsOfTheData(ArgumentException error, Func<int, string>? classOf)
    {
        // The runtime puts the name of the core's parameter behind the core's words.
        string words = error.Message.Replace($" (Parameter '{error.ParamName}')", "", StringComparison.Ordinal);
        return classOf is null
            ? words
            : ClassByNumber().Replace(words, match => $"the class '{classOf(int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))}' (number {match.Groups[1].Value} to the trainer, which counts the keys from 0)");
    }

    [GeneratedRegex("the class '([0-9]+)'")]
    private static partial Regex ClassByNumber();
}

/// <summary>What a fit learned.</summary>
/// <param name="Model">The model.</param>
/// <param name="Steps">The steps that score rows by it.</param>
internal sealed record LearnedModel(NeuronPursuitModel Model, IEstimator<ITransformer> Steps);
