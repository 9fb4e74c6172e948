using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// How the caller's units become the network's: either standardisation, which stays in the model, or powers of two,
/// which are folded into the weights of the finished network and leave no trace.
/// </summary>
internal sealed class ModelScaling(InputMap inputs, ColumnScaling targets, bool stays, double[]? outputOffsets = null)
{
    public InputMap Inputs => inputs;

    public ColumnScaling Targets => targets;

    /// <summary>
    /// Added to outputs where the loss is not one of differences, so that the targets cannot be moved instead; null for nothing.
    /// </summary>
    public double[]? OutputOffsets => outputOffsets;

    /// <summary>The same with offsets of the outputs; null for none.</summary>
    public ModelScaling WithOutputs(double[]? offsets) => new(inputs, targets, stays, offsets);

    /// <summary>The same inputs, and targets of which a constant is taken: out of them, or else added to the outputs.</summary>
    /// <param name="options">The loss, and whether there is rescaling; no standardisation.</param>
    /// <param name="constants">One an output.</param>
    /// <param name="moments">The targets' deviations.</param>
    public ModelScaling WithOffset(PursuitOptions options, double[] constants, TargetMoments moments) =>
        options.Loss.CanStandardizeTargets
            ? new ModelScaling(inputs, About(options, constants, moments), stays)
            : new ModelScaling(inputs, targets, stays, constants);

    /// <summary>Targets less constants, rescaled where the loss allows it.</summary>
    private static ColumnScaling About(PursuitOptions options, double[] constants, TargetMoments moments)
    {
        double[] scales = new double[constants.Length];
        Array.Fill(scales, options.Rescaling && options.Loss is SquaredLoss
            ? ColumnScaling.PowerOfTwo(moments.RootMeanSquareAbout(constants))
            : 1);
        return new ColumnScaling([.. constants], scales);
    }

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
        double[]? offsets = preprocessing.Targets is { HasScales: false } shifted ? shifted.Offsets.ToArray() : null;
        double[]? ofOutputs = options.Loss.CanStandardizeTargets ? null : offsets;
        if (preprocessing.IsStandardized || !options.Rescaling)
        {
            ColumnScaling own = ofOutputs is null && preprocessing.Targets is { } kept ? kept : ColumnScaling.Uniform(model.OutputCount, 1);
            return new ModelScaling(preprocessing.Inputs, own, stays: true, ofOutputs);
        }

        double scale = ColumnScaling.PowerOfTwo(new MatrixColumns<T>(X, cancellationToken)).Scales[0];
        var columns = new MatrixColumns<T>(Y, cancellationToken);
        ColumnScaling targets = offsets is null || ofOutputs is not null
            ? FitTargets(options, columns)
            : About(options, offsets, TargetMoments.Of(columns));
        return new ModelScaling(preprocessing.Inputs.WithFoldedScale(scale), targets, stays: false, ofOutputs);
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
        ColumnScaling? undone = outputOffsets is not null ? Shift(outputOffsets)
            : stays ? (targets.IsIdentity ? null : targets)
            : targets.Offsets.ContainsAnyExcept(0) ? Shift(targets.Offsets)
            : null;
        return new FittedNetworks(
            [.. networks.Select(network => stays ? network.Clone() : Fold(network, unfold: false))],
            new ModelPreprocessing(kept, intercept, undone),
            link);
    }

    /// <summary>No network, but a constant as the offset of each output, with or without an intercept.</summary>
    /// <param name="zero">A network of zero weights.</param>
    /// <param name="intercept">Whether its last input is the constant 1.</param>
    /// <param name="constants">The offset of each output, as the link takes it.</param>
    /// <param name="link">What an output means.</param>
    public FittedNetworks ApplyConstants(Network zero, bool intercept, double[] constants, OutputLink link) =>
        new([zero], new ModelPreprocessing(inputs.WithoutFoldedScales(), intercept, Shift(constants)), link);

    private static ColumnScaling Shift(ReadOnlySpan<double> offsets)
    {
        double[] ones = new double[offsets.Length];
        Array.Fill(ones, 1);
        return new ColumnScaling(offsets.ToArray(), ones);
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
