namespace NeuronPursuit;

/// <summary>
/// <c>sigma(B_(l+1) sigma(A_l g_(l-1)))</c> where the active neurons of layer l + 1 are silent, weighted by the sensitivities
/// of the network to their outputs.
/// </summary>
/// <remarks>
/// With <c>beyondSlope</c> less <c>sigma'(0) B_(l+1) sigma(A_l g_(l-1))</c>, which H_1 holds already where p = 1:
/// sigma'(0) is the coefficient of the negative side, 0 for ReLU only.
/// </remarks>
internal sealed class ThroughSilentCorrelation : SaddleCorrelation
{
    private readonly List<SubnetworkCorrelation> _layers = [];

    /// <param name="saddle">The saddle.</param>
    /// <param name="beyondSlope">Whether only what H_1 does not hold is wanted; for p = 1.</param>
    public ThroughSilentCorrelation(SaddlePoint saddle, bool beyondSlope = false)
        : base(saddle, (double)saddle.Landscape.Activation.Power * (saddle.Landscape.Activation.Power + 1))
    {
        NetworkShape shape = saddle.Landscape.Shape;
        if (shape.HiddenLayerCount < 2)
        {
            throw new InvalidOperationException(
                "The network has one hidden layer, so no new neuron leads to another hidden neuron. Only deeper networks have this term.");
        }

        int[] active = saddle.AllActiveWidths.ToArray();
        double slope = beyondSlope ? saddle.Landscape.Activation.NegativeCoefficient : 0;
        LayerSignals signals = LayerSignals.Of(saddle.ActiveNetwork(), saddle.Landscape.Data);
        for (int layer = 0; layer + 1 < shape.HiddenLayerCount; layer++)
        {
            int newNeurons = shape.Widths[layer + 1] - active[layer + 1];
            if (newNeurons == 0)
            {
                continue;
            }

            int above = active[layer + 2];
            double[][] inputs = signals.Inputs(layer);
            double[][] sensitivities = signals.SensitivitiesWhereSilent(layer + 1);
            var linear = new NetworkShape([active[layer], newNeurons, above], shape.Activation);
            int[] indices = new int[linear.ParameterCount];
            SubnetworkCorrelation.Map(linear.Layer(0), shape.Layer(layer), active[layer + 1], 0, indices);
            SubnetworkCorrelation.Map(linear.Layer(1), shape.Layer(layer + 1), 0, active[layer + 1], indices);

            // The last matrix is the identity: the outputs are the active neurons of the next layer themselves.
            var own = new NetworkShape([active[layer], newNeurons, above, above], shape.Activation);
            double[] identity = new double[own.Layer(2).Count];
            for (int neuron = 0; neuron < above; neuron++)
            {
                identity[neuron * above + neuron] = 1;
            }

            _layers.Add(new SubnetworkCorrelation(own, indices, identity, inputs, sensitivities, Degree));
            if (slope != 0)
            {
                double[][] counted = [.. sensitivities.Select(row => Array.ConvertAll(row, sensitivity => -slope * sensitivity))];
                _layers.Add(new SubnetworkCorrelation(linear, indices, [], inputs, counted, Degree));
            }
        }
    }

    internal override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        double sum = 0;
        foreach (SubnetworkCorrelation layer in _layers)
        {
            sum += layer.AddTo(weights, gradient);
        }

        return sum;
    }
}
