using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// The offset of a model that is trained further on targets far beside what it predicts. Its neurons could make up for the
/// shift on the rows that they see, and would be far off a little beside these.
/// </summary>
internal static class ContinuedOffset
{
    /// <summary>A few rows do not tell a shift from chance.</summary>
    public const int FewestRows = 8;

    // As where a new fit has an offset without a trial (ADR 47).
    private const double Far = 4;

    /// <summary>How far the offset of each output moves; zeros where the model has none, or where the loss knows no differences.</summary>
    public static double[] ShiftsOf<T>(
        NeuronPursuitModel model, ILoss loss, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        double[] shifts = new double[model.OutputCount];
        if (model.Fitted.Preprocessing.Targets is null || !loss.CanStandardizeTargets || X.Height < FewestRows)
        {
            return shifts;
        }

        double[] predictions = new double[X.Height * shifts.Length];
        model.PredictRows(X, predictions);
        double[,] residuals = new double[X.Height, shifts.Length];
        for (int row = 0; row < X.Height; row++)
        {
            for (int output = 0; output < shifts.Length; output++)
            {
                residuals[row, output] = Simd.ToDouble(Y[row, output]) - predictions[row * shifts.Length + output];
            }
        }

        TargetMoments left = MomentsOf<double>(residuals, cancellationToken);
        TargetMoments targets = MomentsOf(Y, cancellationToken);
        for (int output = 0; output < shifts.Length; output++)
        {
            double deviation = Math.Max(left.Deviations[output], targets.Deviations[output]);
            shifts[output] = Math.Abs(left.Means[output]) > Far * deviation ? left.Means[output] : 0;
        }

        return shifts;
    }

    private static TargetMoments MomentsOf<T>(ReadOnlySpan2D<T> columns, CancellationToken cancellationToken)
        where T : unmanaged => TargetMoments.Of(new MatrixColumns<T>(columns, cancellationToken));
}
