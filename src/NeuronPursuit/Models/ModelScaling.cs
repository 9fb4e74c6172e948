namespace NeuronPursuit;

/// <summary>
/// How the caller's units become the network's: either standardisation, which stays in the model, or powers of two,
/// which are folded into the weights of the finished network and leave no trace.
/// </summary>
/// <param name="inputs">From the caller's columns to the inputs of the network.</param>
/// <param name="targets">The units of the targets.</param>
/// <param name="stays">Whether all of it stays in the model.</param>
/// <param name="found">What was found in the columns; empty where nobody had to look.</param>
/// <param name="change">For a model that is continued in other units than its own; null for none.</param>
/// <param name="outputOffsets">Added to the outputs; null for nothing.</param>
internal sealed class ModelScaling(
    InputMap inputs, TargetScaling targets, bool stays, ColumnStatistics[] found, UnitChange? change = null, double[]? outputOffsets = null)
{
    public InputMap Inputs => inputs;

    public ColumnScaling Targets => targets.Scaling;

    /// <summary>The loss in the units of the targets.</summary>
    public ILoss Loss => targets.Loss;

    /// <summary>What was found in the columns of X, one after the other; empty where nobody had to look.</summary>
    public IReadOnlyList<ColumnStatistics> Found => found;

    /// <summary>The parts of each output's targets that a robust loss leaves out; empty for none.</summary>
    public IReadOnlyList<double> LeftOut => targets.LeftOut;

    /// <summary>The columns of X whose first scale would have hidden what they are now.</summary>
    public IReadOnlyList<int> Rescaled => change?.Columns ?? [];

    /// <summary>
    /// Added to outputs where the loss is not one of differences, so that the targets cannot be moved instead; null for nothing.
    /// </summary>
    public double[]? OutputOffsets => outputOffsets;

    /// <summary>The same with offsets of the outputs; null for none.</summary>
    public ModelScaling WithOutputs(double[]? offsets) => new(inputs, targets, stays, found, change, offsets);

    /// <summary>The same inputs, and targets of which a constant is taken: out of them, or else added to the outputs.</summary>
    /// <param name="options">Whether there is rescaling; no standardisation.</param>
    /// <param name="constants">One an output.</param>
    /// <param name="moments">The targets' deviations.</param>
    public ModelScaling WithOffset(PursuitOptions options, double[] constants, TargetMoments moments) =>
        Loss.CanStandardizeTargets
            ? new ModelScaling(inputs, targets.About(options, constants, moments), stays, found, change)
            : WithOutputs(constants);

    public static ModelScaling Fit<TX, TY>(PursuitOptions options, TX X, TY Y)
        where TX : IColumnSource, allows ref struct
        where TY : IColumnSource, allows ref struct
    {
        bool rescaled = options.Rescaling && !options.Standardization;
        var settings = new InputMapSettings(
            options.Standardization,
            rescaled ? null : 1,
            options.InputClip,
            options.RankView,
            options.MissingValues);
        InputMap inputs = InputMapFitter.Fit(settings, X, out ColumnStatistics[] found);
        return new ModelScaling(inputs, TargetScaling.Fit(options, Y), options.Standardization, found);
    }

    /// <summary>A model's network in the units that these scalings train in: the opposite of what <see cref="Apply"/> does.</summary>
    public Network Unfold(Network network)
    {
        Network unfolded = stays ? network.Clone() : Fold(network, unfold: true);
        change?.Apply(unfolded);
        return unfolded;
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
            : stays ? (Targets.IsIdentity ? null : Targets)
            : Targets.Offsets.ContainsAnyExcept(0) ? Shift(Targets.Offsets)
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
                folded.Parameters[last.IndexOf(row, column)] *= unfold ? 1 / Targets.Scales[row] : Targets.Scales[row];
            }
        }

        return folded;
    }
}
