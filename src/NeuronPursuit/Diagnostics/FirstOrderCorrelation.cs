namespace NeuronPursuit;

/// <summary>
/// The correlation of H_1 (eq. 21), a sum over the inactive neurons of every hidden layer (Section 3.3, parallel
/// computation): each is the correlation of one more neuron of the active network.
/// </summary>
internal sealed class FirstOrderCorrelation : SaddleCorrelation
{
    private readonly List<Part> _parts = [];

    public FirstOrderCorrelation(SaddlePoint saddle)
        : base(saddle, saddle.Landscape.Activation.Power + 1)
    {
        Network active = saddle.ActiveNetwork();
        NetworkShape shape = saddle.Landscape.Shape;
        ReadOnlySpan<int> widths = saddle.AllActiveWidths;
        for (int hiddenLayer = 0; hiddenLayer < shape.HiddenLayerCount; hiddenLayer++)
        {
            int first = widths[hiddenLayer + 1];
            int count = shape.Widths[hiddenLayer + 1] - first;
            if (count == 0)
            {
                continue;
            }

            var indices = new List<int>();
            for (int neuron = first; neuron < first + count; neuron++)
            {
                for (int below = 0; below < widths[hiddenLayer]; below++)
                {
                    indices.Add(shape.Layer(hiddenLayer).IndexOf(neuron, below));
                }

                for (int above = 0; above < widths[hiddenLayer + 2]; above++)
                {
                    indices.Add(shape.Layer(hiddenLayer + 1).IndexOf(above, neuron));
                }
            }

            _parts.Add(new Part(
                saddle.Landscape.Data.NeuronCorrelation(active, hiddenLayer, CancellationToken.None),
                [.. indices],
                new double[count],
                new double[indices.Count],
                new double[indices.Count]));
        }
    }

    internal override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        double sum = 0;
        foreach (Part part in _parts)
        {
            for (int i = 0; i < part.Indices.Length; i++)
            {
                part.Candidates[i] = weights[part.Indices[i]];
            }

            part.Correlation.Evaluate(part.Candidates, part.Values, part.Gradients);
            for (int i = 0; i < part.Indices.Length; i++)
            {
                gradient[part.Indices[i]] += part.Gradients[i];
            }

            sum += part.Values.Sum();
        }

        return sum;
    }

    /// <summary>The inactive neurons of one hidden layer, one candidate each.</summary>
    private sealed record Part(INcfObjective Correlation, int[] Indices, double[] Values, double[] Candidates, double[] Gradients);
}
