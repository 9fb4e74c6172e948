using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// How the caller's units become the network's: either standardisation, which stays in the model, or powers of two,
/// which are folded into the weights of the finished network and leave no trace.
/// </summary>
internal sealed class ModelScaling(InputMap inputs, ColumnScaling targets, bool stays)
{
    public InputMap Inputs => inputs;

    public ColumnScaling Targets => targets;

    public static ModelScaling Fit<TX, TY>(PursuitOptions options, TX X, TY Y)
        where TX : IColumnSource, allows ref struct
        where TY : IColumnSource, allows ref struct
    {
        bool rescaled = options.Rescaling && !options.Standardization;
        var settings = new InputMapSettings(
            options.Standardization,
            rescaled ? ColumnScaling.PowerOfTwo(X).Scales[0] : 1,
            options.InputClip,
            options.RankView,
            options.MissingValues);
        return new ModelScaling(
            InputMapFitter.Fit(settings, X), FitTargets(options, Y), options.Standardization);
    }

    /// <summary>
    /// The units in which a finished model is trained further: its own standardisation, or powers of two of the new data,
    /// which <see cref="Unfold"/> takes out of the weights again.
    /// </summary>
    public static ModelScaling ToContinue<T>(
        NeuronPursuitModel model, PursuitOptions options, ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, CancellationToken cancellationToken)
        where T : unmanaged
    {
        ModelPreprocessing preprocessing = model.Fitted.Preprocessing;
        if (preprocessing.IsStandardized || !options.Rescaling)
        {
            return new ModelScaling(
                preprocessing.Inputs, preprocessing.Targets ?? ColumnScaling.Uniform(model.OutputCount, 1), stays: true);
        }

        double scale = ColumnScaling.PowerOfTwo(new MatrixColumns<T>(X, cancellationToken)).Scales[0];
        return new ModelScaling(preprocessing.Inputs.WithFoldedScale(scale), FitTargets(options, new MatrixColumns<T>(Y, cancellationToken)), stays: false);
    }

    /// <summary>A model's network in the units that these scalings train in: the opposite of what <see cref="Apply"/> does.</summary>
    public Network Unfold(Network network) => stays ? network.Clone() : Fold(network, unfold: true);

    /// <summary>Only a loss that is homogeneous, the square, commutes with powers of two; some take targets as they are.</summary>
    private static ColumnScaling FitTargets<TColumns>(PursuitOptions options, TColumns Y)
        where TColumns : IColumnSource, allows ref struct
    {
        if (options.Standardization && options.Loss.CanStandardizeTargets)
        {
            return ColumnScaling.Standardize(Y);
        }

        return options.Rescaling && !options.Standardization && options.Loss is SquaredLoss
            ? ColumnScaling.PowerOfTwo(Y)
            : ColumnScaling.Uniform(Y.ColumnCount, 1);
    }

    /// <summary>Networks trained on scaled data as a model holds them.</summary>
    /// <param name="networks">At least one; they stay as they are.</param>
    /// <param name="intercept">Whether their last input is the constant 1.</param>
    /// <param name="link">What an output means.</param>
    public FittedNetworks Apply(
        IReadOnlyList<Network> networks, bool intercept, OutputLink link = OutputLink.Identity)
    {
        InputMap kept = stays ? inputs : inputs.WithoutFoldedScales();
        ColumnScaling? undone = stays && !targets.IsIdentity ? targets : null;
        return new FittedNetworks(
            [.. networks.Select(network => stays ? network.Clone() : Fold(network, unfold: false))],
            new ModelPreprocessing(kept, intercept, undone),
            link);
    }

    /// <summary>No network, but the mean of each output as the offset of the targets, with or without an intercept.</summary>
    /// <param name="zero">A network of zero weights.</param>
    /// <param name="intercept">Whether its last input is the constant 1.</param>
    /// <param name="means">The mean of each output.</param>
    public FittedNetworks ApplyMeans(Network zero, bool intercept, double[] means)
    {
        double[] ones = new double[means.Length];
        Array.Fill(ones, 1);
        return new FittedNetworks(
            zero, new ModelPreprocessing(inputs.WithoutFoldedScales(), intercept, new ColumnScaling(means, ones)));
    }

    /// <summary>W_1 / input scale and W_L * target scale; the column of an intercept sees the constant 1 as it is.</summary>
    private Network Fold(Network network, bool unfold)
    {
        Network folded = network.Clone();
        GrowableLayer first = folded.Shape.Layer(0);
        for (int row = 0; row < first.Width; row++)
        {
            for (int column = 0; column < inputs.Count; column++)
            {
                // Powers of two: exact in both directions.
                double scale = unfold ? 1 / inputs.FoldedScale(column) : inputs.FoldedScale(column);
                folded.Parameters[first.IndexOf(row, column)] /= scale;
            }
        }

        GrowableLayer last = folded.Shape.Layer(folded.Shape.Depth - 1);
        for (int row = 0; row < last.Width; row++)
        {
            for (int column = 0; column < last.InputWidth; column++)
            {
                folded.Parameters[last.IndexOf(row, column)] *= unfold ? 1 / targets.Scales[row] : targets.Scales[row];
            }
        }

        return folded;
    }
}
