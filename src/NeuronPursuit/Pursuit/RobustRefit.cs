namespace NeuronPursuit;

/// <summary>
/// The end of a fit by a loss that bends (Huber's, a quantile's): the bend moves from the scale of the targets to that of the network's own
/// residuals, and the weights are trained on, until the residuals shrink no more (docs/adr/0050).
/// </summary>
internal static class RobustRefit
{
    // Of outliers in a share e of the rows, each round leaves about 1.3 e of the shift that the one before left.
    private const int Rounds = 8;

    // Scales are powers of 2^(1/4): a refit ends where its scale is that of its own residuals, which can be seen of a model.
    private const double Steps = 4;

    // Of the scale of the targets: below, a target is met, and a bend of no width would be no square at all.
    private const double Least = 1e-3;

    /// <summary>Trains a finished network on; the state as it is where the loss is another, or residuals are as large as targets.</summary>
    /// <param name="data">What the network was trained on.</param>
    /// <param name="state">The end of a pursuit.</param>
    /// <param name="options">Its options.</param>
    /// <param name="metrics">The units of the targets.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static PursuitState Run(
        IPursuitData data, PursuitState state, PursuitOptions options, PursuitMetrics metrics, CancellationToken cancellationToken)
    {
        if (data.Loss is not IScaledLoss loss || state.History.Count == 0 || state.Kept == 0)
        {
            return state;
        }

        double[] first = FirstScales(loss, data.OutputCount);
        PursuitState refitted = state;
        double[] scales = first;
        for (int round = 0; round < Rounds; round++)
        {
            double[] next = [.. ScalesOf(data, refitted.Network, first, cancellationToken).Zip(scales, Math.Min)];
            if (next.AsSpan().SequenceEqual(scales))
            {
                break;
            }

            scales = next;
            IPursuitData rescaled = data.WithLoss(loss.InUnitsOf(scales));
            refitted = FinalRefit.Run(rescaled, refitted.Network, refitted.History, options, metrics, cancellationToken);
        }

        if (ReferenceEquals(refitted, state))
        {
            return state;
        }

        // One iteration, in the loss of all others: losses of different units cannot be compared.
        PursuitIteration before = state.History[^1];
        PursuitIteration last = refitted.History[^1] with
        {
            Number = before.Number + 1,
            Evaluations = refitted.History.Skip(state.History.Count).Sum(iteration => iteration.Evaluations),
            TrainingError = metrics.ErrorOf(data, refitted.Network, cancellationToken),
            Loss = metrics.ReportedLoss(data.LossOf(refitted.Network, cancellationToken)
                + WeightDecayObjective.Penalty(options.WeightDecay, refitted.Network.Parameters)),
        };
        return new PursuitState(refitted.Network, refitted.Loss, 0, [.. state.History, last])
        {
            Place = new PursuitPlace(PursuitPhase.LastTraining, 1, 1, 1),
        };
    }

    /// <summary>The loss in the units of a network's residuals, as the refit of this network ended in.</summary>
    public static ILoss LossOf(IPursuitData data, IScaledLoss loss, Network network, CancellationToken cancellationToken) =>
        loss.InUnitsOf(ScalesOf(data, network, FirstScales(loss, data.OutputCount), cancellationToken));

    private static double[] FirstScales(IScaledLoss loss, int outputs)
    {
        double[] first = new double[outputs];
        for (int k = 0; k < outputs; k++)
        {
            first[k] = loss.Scales.IsEmpty ? 1 : loss.Scales[k];
        }

        return first;
    }

    private static double[] ScalesOf(IPursuitData data, Network network, double[] first, CancellationToken cancellationToken) =>
        [.. data.ResidualScales(network, cancellationToken).Select((scale, k) => Math.Min(first[k], Math.Max(Rounded(scale), Least * first[k])))];

    private static double Rounded(double scale) => scale > 0 ? PortableMath.Pow(2, Math.Round(Steps * PortableMath.Log2(scale)) / Steps) : 0;
}
