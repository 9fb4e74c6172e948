using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The (weighted) mean of each output and what it leaves: what a constant explains of the targets.</summary>
/// <param name="Means">The mean of each output, of equal values exactly that value.</param>
/// <param name="Deviations">The standard deviation about it; 0 for equal values.</param>
/// <param name="Count">Samples.</param>
internal sealed record TargetMoments(double[] Means, double[] Deviations, int Count)
{
    /// <summary>So many samples of equal weight say as much (<see cref="IColumnSource.EffectiveRowCount"/>).</summary>
    public double EffectiveCount { get; init; } = Count;

    /// <summary>The Frobenius norm of the deviations from the means (of rows times the roots of their weights).</summary>
    public double DeviationNorm => Norm(Deviations) * Math.Sqrt(Count);

    /// <summary>The root mean square of the deviations over samples and outputs.</summary>
    public double RootMeanSquare => RootMeanSquareOf(Deviations);

    /// <summary>Whether the means are so far from zero beside the deviations that nothing without an offset could explain them.</summary>
    public bool AreFar(double ratio) => Norm(Means) > ratio * Norm(Deviations);

    /// <summary>The root mean square about other centres.</summary>
    public double RootMeanSquareAbout(ReadOnlySpan<double> centres)
    {
        double[] parts = new double[Means.Length];
        for (int k = 0; k < parts.Length; k++)
        {
            parts[k] = double.Hypot(Deviations[k], Means[k] - centres[k]);
        }

        return RootMeanSquareOf(parts);
    }

    /// <summary>The root mean square of numbers whose squares may be too large or too small.</summary>
    public static double RootMeanSquareOf(double[] parts) => Norm(parts) / Math.Sqrt(parts.Length);

    /// <summary>The moments of the same targets in other units.</summary>
    public TargetMoments In(ColumnScaling units) => this with
    {
        Means = [.. Means.Select((mean, k) => (mean - units.Offsets[k]) / units.Scales[k])],
        Deviations = [.. Deviations.Select((deviation, k) => deviation / units.Scales[k])],
    };

    /// <summary>The moments of columns.</summary>
    public static TargetMoments Of<TColumns>(TColumns targets)
        where TColumns : IColumnSource, allows ref struct
    {
        double[] means = new double[targets.ColumnCount];
        double[] deviations = new double[targets.ColumnCount];
        for (int k = 0; k < means.Length; k++)
        {
            ColumnStatistics statistics = targets.StatisticsOf(k, ordinary: false);
            (means[k], deviations[k]) = (statistics.Mean, statistics.IsConstant ? 0 : statistics.Scale);
        }

        return new TargetMoments(means, deviations, targets.RowCount) { EffectiveCount = targets.EffectiveRowCount };
    }

    private static double Norm(double[] parts)
    {
        double largest = TensorPrimitives.MaxMagnitude<double>(parts);
        if (largest == 0)
        {
            return 0;
        }

        double squares = 0;
        foreach (double part in parts)
        {
            squares += part / largest * (part / largest);
        }

        return Math.Abs(largest) * Math.Sqrt(squares);
    }
}
