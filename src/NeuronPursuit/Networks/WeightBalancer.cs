namespace NeuronPursuit;

/// <summary>
/// Rescales the weights of each hidden neuron so that its incoming and outgoing norms stand as they do at a KKT
/// point, <c>|a|^2 = p |b|^2</c> (Lemma 3), without changing what the network computes.
/// </summary>
/// <remarks>
/// Algorithm 1 of Saul (2023) with p = q = 2, which the paper uses after every growth on pointer value retrieval
/// (C.2.2, D.6), generalised to activations of degree p: <c>a -&gt; c a, b -&gt; c^(-p) b</c> with
/// <c>c = (p |b|^2 / |a|^2)^(1 / (2 (p + 1)))</c>. Sweeps over all neurons until every factor is 1 to
/// rounding, at most 1000 times.
/// </remarks>
internal static class WeightBalancer
{
    private const int MaxSweeps = 1000;
    private const double Tolerance = 1e-13;

    /// <summary>Balances the network in place.</summary>
    public static void Balance(Network network)
    {
        for (int sweep = 0; sweep < MaxSweeps; sweep++)
        {
            double largest = 0;
            for (int hiddenLayer = 0; hiddenLayer < network.Shape.HiddenLayerCount; hiddenLayer++)
            {
                for (int neuron = 0; neuron < network.Shape.Layer(hiddenLayer).Width; neuron++)
                {
                    largest = Math.Max(largest, Math.Abs(BalanceNeuron(network, hiddenLayer, neuron) - 1));
                }
            }

            if (largest <= Tolerance)
            {
                return;
            }
        }
    }

    private static double BalanceNeuron(Network network, int hiddenLayer, int neuron)
    {
        GrowableLayer own = network.Shape.Layer(hiddenLayer);
        GrowableLayer next = network.Shape.Layer(hiddenLayer + 1);
        Span<double> incoming = own.Row(network.Parameters, neuron);
        double incomingSquared = 0;
        foreach (double weight in incoming)
        {
            incomingSquared += weight * weight;
        }

        double outgoingSquared = 0;
        for (int row = 0; row < next.Width; row++)
        {
            double weight = network.Parameters[next.IndexOf(row, neuron)];
            outgoingSquared += weight * weight;
        }

        // A neuron with a zero side computes nothing; there is no finite factor that balances it.
        if (incomingSquared == 0 || outgoingSquared == 0)
        {
            return 1;
        }

        int power = network.Shape.Activation.Power;
        double factor = PortableMath.Pow(power * outgoingSquared / incomingSquared, 1.0 / (2 * (power + 1)));
        double inverse = PortableMath.Pow(factor, -power);
        if (!double.IsFinite(factor) || !double.IsFinite(inverse) || factor == 0 || inverse == 0)
        {
            return 1;
        }

        for (int i = 0; i < incoming.Length; i++)
        {
            incoming[i] *= factor;
        }

        for (int row = 0; row < next.Width; row++)
        {
            network.Parameters[next.IndexOf(row, neuron)] *= inverse;
        }

        return factor;
    }
}
