using CommunityToolkit.HighPerformance;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace NeuronPursuit;

/// <summary>Reads the label of the row at which a cursor stands.</summary>
/// <param name="row">The number of the row, for messages.</param>
internal delegate TLabel LabelReader<out TLabel>(int row);

/// <summary>The rows that a trainer learns from.</summary>
/// <param name="X">Features, rows x slots.</param>
/// <param name="Labels">One per row.</param>
/// <param name="Weights">One per row; null where all count alike.</param>
/// <param name="FirstMissing">Where the first NaN of the features is.</param>
internal sealed record TrainingRows<TLabel>(
    float[,] X, TLabel[] Labels, double[]? Weights, (int Row, int Slot)? FirstMissing)
{
    /// <summary>Reads all rows in the order of the data, once.</summary>
    /// <param name="data">Data whose columns have been checked.</param>
    /// <param name="columns">Their names.</param>
    /// <param name="labelReader">Makes the reader of labels, given a cursor and the label column.</param>
    /// <param name="cancellationToken">Ends the reading.</param>
    /// <exception cref="ArgumentException">
    /// There is no row, a feature is infinite, or a weight is negative or not finite, or all are 0.
    /// </exception>
    public static TrainingRows<TLabel> Read(
        IDataView data,
        TrainerColumns columns,
        Func<DataViewRow, DataViewSchema.Column, LabelReader<TLabel>> labelReader,
        CancellationToken cancellationToken)
    {
        DataViewSchema.Column features = data.Schema[columns.Features];
        DataViewSchema.Column label = data.Schema[columns.Label];
        DataViewSchema.Column? weight = columns.Weight is null ? null : data.Schema[columns.Weight];
        var rows = new List<float[]>();
        var labels = new List<TLabel>();
        var weights = new List<double>();
        (int, int)? firstMissing = null;

        using DataViewRowCursor cursor = data.GetRowCursor(
            weight is null ? [features, label] : [features, label, weight.Value]);
        ValueGetter<VBuffer<float>> getFeatures = cursor.GetGetter<VBuffer<float>>(features);
        ValueGetter<float>? getWeight = weight is null ? null : cursor.GetGetter<float>(weight.Value);
        LabelReader<TLabel> readLabel = labelReader(cursor, label);
        VBuffer<float> buffer = default;
        float weightOfRow = 1;
        while (cursor.MoveNext())
        {
            cancellationToken.ThrowIfCancellationRequested();
            getFeatures(ref buffer);
            float[] values = new float[buffer.Length];
            buffer.CopyTo(values);
            CheckFeatures(features, rows.Count, values, ref firstMissing);
            rows.Add(values);
            labels.Add(readLabel(labels.Count));
            if (getWeight is not null)
            {
                getWeight(ref weightOfRow);
                CheckWeight(columns.Weight!, weights.Count, weightOfRow);
                weights.Add(weightOfRow);
            }
        }

        if (rows.Count == 0)
        {
            throw BadInput.Of(
                $"The data have no rows, so there is nothing to learn column '{columns.Label}' from. Check the path of the loader and the filters in front of the trainer.");
        }

        if (weights.Count > 0 && weights.TrueForAll(value => value == 0))
        {
            throw BadInput.Of(
                $"Column '{columns.Weight}' (weights) is 0 in all {weights.Count} rows, which leaves none. Give at least one row a positive weight.");
        }

        return new TrainingRows<TLabel>(TrainingRows.ToMatrix(rows), [.. labels], weights.Count > 0 ? [.. weights] : null, firstMissing);
    }

    private static void CheckFeatures(
        DataViewSchema.Column features, int row, float[] values, ref (int Row, int Slot)? firstMissing)
    {
        for (int slot = 0; slot < values.Length; slot++)
        {
            if (float.IsInfinity(values[slot]))
            {
                throw BadInput.Of(
                    FormattableString.Invariant($"Column '{features.Name}' (features) is {values[slot]} in row {row} (counted from 0) at slot {slot}, '{SlotNames.Of(features)[slot]}'. Values must be finite: remove the row or replace the value."));
            }

            if (float.IsNaN(values[slot]))
            {
                firstMissing ??= (row, slot);
            }
        }
    }

    private static void CheckWeight(string name, int row, float weight)
    {
        if (!(weight >= 0 && float.IsFinite(weight)))
        {
            throw BadInput.Of(
                FormattableString.Invariant($"Column '{name}' (weights) is {weight} in row {row} (counted from 0). Weights must be finite and at least 0 (0 leaves the row out)."));
        }
    }
}

/// <summary>What concerns rows of any label.</summary>
internal static class TrainingRows
{
    /// <summary>Rows of equal length, at least one, as a matrix.</summary>
    public static float[,] ToMatrix(IReadOnlyList<float[]> rows)
    {
        float[,] matrix = new float[rows.Count, rows[0].Length];
        for (int row = 0; row < rows.Count; row++)
        {
            rows[row].CopyTo(new Span2D<float>(matrix).GetRowSpan(row));
        }

        return matrix;
    }

    /// <summary>Refuses rows of one class; a row without weight is none.</summary>
    public static void RequireTwoClasses<TLabel>(TrainingRows<TLabel> rows, TrainerColumns columns, Func<TLabel, string> name)
        where TLabel : notnull
    {
        TLabel[] present = rows.Weights is { } weights
            ? [.. rows.Labels.Where((_, row) => weights[row] > 0)]
            : rows.Labels;
        if (present.AsSpan().IndexOfAnyExcept(present[0]) < 0)
        {
            string where = present.Length == rows.Labels.Length
                ? $"all {present.Length} rows"
                : $"the {present.Length} of {rows.Labels.Length} rows to which column '{columns.Weight}' (weights) gives a positive weight";
            throw BadInput.Of(
                $"Column '{columns.Label}' (label) holds one class only, '{name(present[0])}', in {where}; at least two are expected. Check the split and the filters in front of the trainer{(columns.Weight is null ? "" : ", and the weights")}.");
        }
    }
}
