namespace NeuronPursuit;

/// <summary>Norms of the weights on both sides of a neuron.</summary>
internal static class NeuronNorms
{
    /// <summary>One pair per neuron of a hidden layer, in their order.</summary>
    public static (double Incoming, double Outgoing)[] Of(NetworkShape shape, ReadOnlySpan<double> weights, int hiddenLayer)
    {
        GrowableLayer own = shape.Layer(hiddenLayer);
        GrowableLayer next = shape.Layer(hiddenLayer + 1);
        var norms = new (double Incoming, double Outgoing)[own.Width];
        for (int neuron = 0; neuron < norms.Length; neuron++)
        {
            double outgoing = 0;
            for (int row = 0; row < next.Width; row++)
            {
                double weight = weights[next.IndexOf(row, neuron)];
                outgoing += weight * weight;
            }

            ReadOnlySpan<double> incoming = weights.Slice(own.IndexOf(neuron, 0), own.InputWidth);
            norms[neuron] = (Reductions.Norm(incoming), Math.Sqrt(outgoing));
        }

        return norms;
    }
}
