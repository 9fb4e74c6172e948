using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Checks that a loss accepts its targets.</summary>
internal static class TargetChecks
{
    /// <summary>Asks the loss about every row of targets.</summary>
    public static void Check<T>(ILoss loss, ReadOnlySpan2D<T> Y, string targetName, CancellationToken cancellationToken)
        where T : unmanaged
    {
        // These take any finite target.
        if (loss is SquaredLoss or HuberLoss)
        {
            return;
        }

        double[] targets = new double[Y.Width];
        for (int row = 0; row < Y.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            ReadOnlySpan<T> values = Y.GetRowSpan(row);
            for (int column = 0; column < targets.Length; column++)
            {
                targets[column] = Simd.ToDouble(values[column]);
            }

            if (loss.ErrorOf(targets) is { } error)
            {
                throw new ArgumentException($"Row {row} of {targetName} (counted from 0) {error}", targetName);
            }
        }
    }
}
