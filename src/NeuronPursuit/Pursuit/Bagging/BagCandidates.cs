namespace NeuronPursuit;

/// <summary>The settings that compete in a bag.</summary>
internal static class BagCandidates
{
    // More would need more starts than find different neurons, and widths whose training costs more than they gain.
    private const int MostNeuronsPerGrowth = 32;

    /// <summary>How many members are worth running at once on so many threads.</summary>
    public static int ParallelMembers(PursuitOptions options, int threads) =>
        options.Members is { } members ? Math.Clamp(threads, 1, Math.Max(members, Of(options, 1).Length)) : 1;

    /// <summary>All combinations of kinds of networks and strengths of weight decay.</summary>
    /// <param name="options">What the options name stays where they leave no choice.</param>
    /// <param name="outputs">Outputs of the network.</param>
    public static PursuitOptions[] Of(PursuitOptions options, int outputs)
    {
        // The strengths stand beside half of the squared residual of one output; these losses are means over outputs.
        double unit = options.Loss switch
        {
            SquaredLoss or HuberLoss => 2.0 / outputs,
            PoissonLoss or QuantileLoss => 1.0 / outputs,
            _ => 1,
        };
        int neurons = Math.Max(options.NeuronsPerGrowth, Math.Min(MostNeuronsPerGrowth, (int)(options.NeuronsPerOutput * outputs)));
        IReadOnlyList<NetworkVariant> variants = options.Variants is [] ? [new(options.Depth, options.Activation)] : options.Variants;
        IReadOnlyList<double> decays = options.WeightDecays is []
            ? [options.WeightDecay]
            : [.. options.WeightDecays.Select(decay => decay * unit)];
        return [.. variants.SelectMany(variant => decays.Select(decay => options with
        {
            Depth = variant.Depth,
            Activation = variant.Activation,
            WeightDecay = decay,

            // Several neurons for several classes: one of them cannot tell more than a few apart.
            NeuronsPerGrowth = neurons,
            Restarts = neurons > options.NeuronsPerGrowth ? Math.Max(options.Restarts, 2 * neurons) : options.Restarts,
        }))];
    }
}
