using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>Weights of samples: only their ratios matter, and none at all where they are equal.</summary>
internal static class SampleWeights
{
    /// <summary>Weights of mean 1; null for weights that are all equal, which change nothing.</summary>
    /// <param name="weights">Positive and finite.</param>
    public static double[]? Normalize(ReadOnlySpan<double> weights)
    {
        double largest = TensorPrimitives.Max(weights);
        if (TensorPrimitives.Min(weights) == largest)
        {
            return null;
        }

        // Dividing by the largest first keeps the sum finite.
        double[] normalized = new double[weights.Length];
        TensorPrimitives.Divide(weights, largest, normalized);
        TensorPrimitives.Multiply(normalized, weights.Length / Reductions.Sum(normalized), normalized);
        return normalized;
    }

    /// <summary>Refuses weights that are negative, not finite, all zero, or not one per row.</summary>
    /// <param name="sampleWeights">The weights.</param>
    /// <param name="rows">How many there have to be.</param>
    /// <param name="data">What has these rows, by its name at the caller.</param>
    public static void Check(ReadOnlySpan<double> sampleWeights, int rows, string data = "X")
    {
        if (sampleWeights.Length != rows)
        {
            throw new ArgumentException(
                $"sampleWeights has {sampleWeights.Length} values but {data} has {rows} rows. Pass one weight per row of {data}.", nameof(sampleWeights));
        }

        for (int row = 0; row < sampleWeights.Length; row++)
        {
            if (!(sampleWeights[row] >= 0 && double.IsFinite(sampleWeights[row])))
            {
                throw new ArgumentException(
                    FormattableString.Invariant($"sampleWeights[{row}] is {sampleWeights[row]} (row {row}, counted from 0). Weights must be finite and at least 0 (0 leaves the row out)."),
                    nameof(sampleWeights));
            }
        }

        if (rows > 0 && !sampleWeights.ContainsAnyExcept(0))
        {
            throw new ArgumentException("sampleWeights are all 0, which leaves no row. Give at least one row a positive weight.", nameof(sampleWeights));
        }
    }

    /// <summary>The rows that count, ascending; null where all of them do, or none has a weight.</summary>
    /// <remarks>What lies below 2^-60 of the largest weight is lost in the rounding of every sum, and no row.</remarks>
    public static int[]? Counting(ReadOnlySpan<double> weights)
    {
        if (weights.IsEmpty)
        {
            return null;
        }

        double least = Math.ScaleB(TensorPrimitives.Max(weights), -60);
        var rows = new List<int>(weights.Length);
        for (int row = 0; row < weights.Length; row++)
        {
            if (weights[row] > 0 && weights[row] >= least)
            {
                rows.Add(row);
            }
        }

        return rows.Count == weights.Length ? null : [.. rows];
    }

    /// <summary>Divided by the largest, so that products and sums of them are finite; null stays null.</summary>
    public static double[]? InUnitsOfLargest(double[]? weights)
    {
        if (weights is null || weights.Length == 0)
        {
            return weights;
        }

        double[] scaled = new double[weights.Length];
        TensorPrimitives.Divide(weights, TensorPrimitives.Max<double>(weights), scaled);
        return scaled;
    }

    /// <summary>The weights of some rows.</summary>
    public static double[] Select(ReadOnlySpan<double> weights, int[] rows)
    {
        double[] selected = new double[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            selected[i] = weights[rows[i]];
        }

        return selected;
    }

    /// <summary>The weighted mean; the plain one without weights.</summary>
    public static double Mean(double[] values, double[]? weights) =>
        weights is null ? values.Average() : Reductions.Dot(values, weights) / Reductions.Sum(weights);
}
