namespace NeuronPursuit;

/// <summary>
/// The escape of D.3's squared ReLU (Fig. 14): a new first-layer neuron into a neuron of the second layer that is silent
/// on some samples, that is, whose pre-activation is exactly 0 there.
/// </summary>
/// <remarks>
/// <para>Where p &gt;= 2, sigma'(0) = 0 hides those samples from the correlation of line 21: to first order a new neuron
/// below changes nothing. But <c>sigma(b sigma(a . x))</c> itself is what they then put out, a homogeneous function of
/// one direction a, and its sum with the derivative of the output by the silent neuron is the term that comes next in
/// Lemma 8's expansion. For p = 1 the term is of first order, and a chain serves.</para>
/// </remarks>
internal sealed class SilentNeuronEscape(IPursuitData data, PursuitOptions options, CancellationToken cancellationToken)
{
    // The loss along the direction falls until about delta^(p (p + 1)) = 1 / b; from 0.25 that is a few dozen steps.
    private const int Raises = 40;

    private static readonly double[] Weights = [1, -1];

    /// <summary>The neuron of the largest correlation, untrained; null where no neuron is silent or none is positive.</summary>
    public UntrainedGrowth? Candidate(PursuitState state, int iteration)
    {
        Network network = state.Network;
        if (options.Activation.Power < 2 || network.Shape.HiddenLayerCount < 2)
        {
            return null;
        }

        ulong seed = RandomStream.Derive(options.Seed, (ulong)iteration);
        IReadOnlyList<Func<HomogeneousActivation, INcfObjective>?> correlations = data.SilentNeuronCorrelations(network, cancellationToken);
        (KktPoint Point, int Neuron, double Weight)? best = null;
        var searched = new List<LayerCorrelations>();
        for (int neuron = 0; neuron < correlations.Count; neuron++)
        {
            if (correlations[neuron] is not { } correlationOf)
            {
                continue;
            }

            foreach (double weight in Weights)
            {
                HomogeneousActivation activation = options.Activation.After(weight);
                if (activation is { PositiveCoefficient: 0, NegativeCoefficient: 0 })
                {
                    continue;
                }

                ulong own = RandomStream.Derive(seed, SeedCoordinates.SilentNeurons + (ulong)(2 * neuron + (weight < 0 ? 1 : 0)));
                IReadOnlyList<KktPoint> points = options.MaximizerOf(0).Maximize(
                    correlationOf(activation), new NcfSearch(options.Restarts, own), cancellationToken);

                searched.Add(LayerCorrelations.Of(0, points));

                // The weight above the silent neuron is there already, so only what it does not turn around counts.
                if (points.FirstOrDefault(point => point.Value > 0 && point.Outgoing[0] > 0) is { } found
                    && (best is null || found.Value > best.Value.Point.Value))
                {
                    best = (found, neuron, weight);
                }
            }
        }

        return best is var (point, silent, sign) ? Grown(state, point, silent, sign, searched) : null;
    }

    private UntrainedGrowth Grown(
        PursuitState state, KktPoint point, int neuron, double sign, IReadOnlyList<LayerCorrelations> searched)
    {
        double[] outgoing = new double[state.Network.Shape.Widths[2]];
        double[] incoming = new double[point.IncomingCount];
        ISumObjective objective = data.TrainingObjective(WithScale(0).Shape, options.WeightDecay, cancellationToken);
        double[] gradient = new double[objective.ParameterCount];
        GrowthScale scale = options.EffectiveGrowthScale;
        (double delta, double loss, long evaluations) = scale.Choose(scale.First, scale.FirstReductions, state.Loss, LossAt);

        // The loss falls with a high power of delta: a start too near the saddle passes for a minimum.
        for (int raise = 0; raise < Raises; raise++)
        {
            double raised = LossAt(delta / scale.Factor);
            evaluations++;
            if (!(raised < loss))
            {
                break;
            }

            (delta, loss) = (delta / scale.Factor, raised);
        }

        return new UntrainedGrowth(WithScale(delta), PursuitIterationKind.Neuron, point.Value, searched, evaluations);

        double LossAt(double delta) => objective.Evaluate(WithScale(delta).Parameters, gradient);

        // Lemma 9 for a neuron with one outgoing weight: |a|^2 = p b^2.
        Network WithScale(double delta)
        {
            point.Incoming.CopyTo(incoming);
            SphereMath.Rescale(incoming, delta * Math.Sqrt(options.Activation.Power));
            outgoing[neuron] = delta * sign;
            return state.Network.AddNeuron(0, incoming, outgoing);
        }
    }
}
