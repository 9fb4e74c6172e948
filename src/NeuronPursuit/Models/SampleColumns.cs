using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The columns of samples in memory as preparation sees them: with weights, and X beside its targets.</summary>
internal static class SampleColumns
{
    public static MatrixColumns<T> Targets<T>(ReadOnlySpan2D<T> Y, double[]? weights, CancellationToken cancellationToken)
        where T : unmanaged => new(Y, cancellationToken, weights, strayShare: StrayValues.ShareOfTargets);

    /// <summary>The columns of X. What a target of numbers follows is no stray, however far out it is.</summary>
    public static MatrixColumns<T> Inputs<T>(
        ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, double[]? weights, ILoss loss, CancellationToken cancellationToken)
        where T : unmanaged
    {
        MatrixColumns<T> targets = Targets(Y, weights, cancellationToken);
        return new MatrixColumns<T>(X, cancellationToken, weights, targets.RowsOutside(OrdinaryTargets(targets, loss)));
    }

    /// <summary>The columns of targets as numbers.</summary>
    public static double[][] Copy<T>(ReadOnlySpan2D<T> Y)
        where T : unmanaged
    {
        double[][] columns = new double[Y.Width][];
        for (int k = 0; k < columns.Length; k++)
        {
            columns[k] = new double[Y.Height];
            for (int row = 0; row < Y.Height; row++)
            {
                columns[k][row] = Simd.ToDouble(Y[row, k]);
            }
        }

        return columns;
    }

    /// <summary>Per output the targets that are not far from all others; null where all are ordinary, or no numbers.</summary>
    public static ValueRange[]? OrdinaryTargets<TColumns>(TColumns targets, ILoss loss)
        where TColumns : IColumnSource, allows ref struct
    {
        if (!loss.CanStandardizeTargets)
        {
            return null;
        }

        var ranges = new ValueRange[targets.ColumnCount];
        for (int output = 0; output < ranges.Length; output++)
        {
            ranges[output] = targets.StatisticsOf(output, ordinary: true).Ordinary;
        }

        return ValueRange.OfColumns(ranges);
    }
}
