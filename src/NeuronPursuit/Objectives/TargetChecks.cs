using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>What a loss must take or offer.</summary>
internal static class TargetChecks
{
    /// <summary>Whether the loss is one of the library's.</summary>
    public static bool IsBuiltIn(this ILoss loss) =>
        loss is SquaredLoss or HuberLoss or LogisticLoss or CrossEntropyLoss or PoissonLoss or QuantileLoss;

    /// <exception cref="NotSupportedException">The loss is not the square, whose Gauss-Newton matrix alone the library computes.</exception>
    public static void RequireSquare(this ILoss loss)
    {
        if (loss is not SquaredLoss)
        {
            throw new NotSupportedException(
                $"The loss is {loss}; a Gauss-Newton matrix exists for {nameof(SquaredLoss)} only. Use an optimiser of first order, such as LimitedMemoryBfgs.");
        }
    }

    /// <summary>Asks the loss about every row of targets, by the names of <see cref="SampleReader.Check"/>.</summary>
    public static void Check<T>(ILoss loss, ReadOnlySpan2D<T> Y, string targetName, CancellationToken cancellationToken, string owner = "")
        where T : unmanaged
    {
        // These take any finite target.
        if (loss is SquaredLoss or IScaledLoss)
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
                throw new ArgumentException($"Row {row} of {owner}{targetName} (counted from 0) {error}", owner.Length == 0 ? targetName : null);
            }
        }
    }
}
