using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// How the caller's units become the network's: either standardisation, which stays in the model, or powers of two,
/// which are folded into the weights of the finished network and leave no trace.
/// </summary>
internal sealed class ModelScaling(ColumnScaling inputs, ColumnScaling targets)
{
    public ColumnScaling Inputs => inputs;

    public ColumnScaling Targets => targets;

    public static ModelScaling Fit<T>(
        PursuitOptions options, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        if (options.Standardization)
        {
            return new ModelScaling(ColumnScaling.Standardize(X, cancellationToken), FitTargets(options, Y, cancellationToken));
        }

        return options.Rescaling
            ? new ModelScaling(ColumnScaling.PowerOfTwo(X, cancellationToken), FitTargets(options, Y, cancellationToken))
            : new ModelScaling(ColumnScaling.Uniform(X.Width, 1), FitTargets(options, Y, cancellationToken));
    }

    /// <summary>Only a loss that is homogeneous, the square, commutes with powers of two; some take targets as they are.</summary>
    private static ColumnScaling FitTargets<T>(PursuitOptions options, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        if (options.Standardization && options.Loss.CanStandardizeTargets)
        {
            return ColumnScaling.Standardize(Y, cancellationToken);
        }

        return options.Rescaling && !options.Standardization && options.Loss is SquaredLoss
            ? ColumnScaling.PowerOfTwo(Y, cancellationToken)
            : ColumnScaling.Uniform(Y.Width, 1);
    }

    /// <summary>The network as the model holds it.</summary>
    public FittedNetwork Apply(Network network, PursuitOptions options) => options.Standardization
        ? new FittedNetwork(network.Clone(), options.Intercept, inputs, targets)
        : new FittedNetwork(Fold(network), options.Intercept, null, null);

    /// <summary>W_1 / input scale and W_L * target scale; the column of an intercept sees the constant 1 as it is.</summary>
    private Network Fold(Network network)
    {
        Network folded = network.Clone();
        GrowableLayer first = folded.Shape.Layer(0);
        for (int row = 0; row < first.Width; row++)
        {
            for (int column = 0; column < inputs.Scales.Length; column++)
            {
                folded.Parameters[first.IndexOf(row, column)] /= inputs.Scales[column];
            }
        }

        GrowableLayer last = folded.Shape.Layer(folded.Shape.Depth - 1);
        for (int row = 0; row < last.Width; row++)
        {
            for (int column = 0; column < last.InputWidth; column++)
            {
                folded.Parameters[last.IndexOf(row, column)] *= targets.Scales[row];
            }
        }

        return folded;
    }
}
