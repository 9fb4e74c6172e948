namespace NeuronPursuit;

/// <summary><c>B_L sigma(C_(L-1) ... sigma(A_1 x))</c>: the network that the inactive neurons form among themselves.</summary>
internal sealed class AmongInactiveCorrelation : SaddleCorrelation
{
    private readonly SubnetworkCorrelation _network;

    public AmongInactiveCorrelation(SaddlePoint saddle)
        : base(saddle, saddle.Landscape.Shape.Degree)
    {
        NetworkShape shape = saddle.Landscape.Shape;
        int[] first = [0, .. saddle.ActiveWidths, 0];
        int[] widths = [.. first.Select((start, layer) => shape.Widths[layer] - start)];
        if (widths.Contains(0))
        {
            throw new InvalidOperationException(
                $"The active widths are [{string.Join(", ", saddle.ActiveWidths)}] of [{string.Join(", ", shape.HiddenWidths)}]; a hidden layer without an inactive neuron leaves no network among them.");
        }

        double[][] residuals = saddle.Landscape.Data.CopySensitivities(saddle.ActiveNetwork(), CancellationToken.None);
        var own = new NetworkShape(widths, shape.Activation);
        int[] indices = new int[own.ParameterCount];
        for (int layer = 0; layer < own.Depth; layer++)
        {
            SubnetworkCorrelation.Map(own.Layer(layer), shape.Layer(layer), first[layer + 1], first[layer], indices);
        }

        _network = new SubnetworkCorrelation(own, indices, [], saddle.Landscape.Data.CopyInputs(), residuals, Degree);
    }

    private protected override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient) =>
        _network.AddTo(weights, gradient);
}

/// <summary>
/// <c>sigma(B_(l+1) sigma(A_l g_(l-1)))</c> where the active neurons of layer l + 1 are silent, weighted by the sensitivities
/// of the network to their outputs.
/// </summary>
internal sealed class ThroughSilentCorrelation : SaddleCorrelation
{
    private readonly List<SubnetworkCorrelation> _layers = [];

    public ThroughSilentCorrelation(SaddlePoint saddle)
        : base(saddle, (double)saddle.Landscape.Activation.Power * (saddle.Landscape.Activation.Power + 1))
    {
        NetworkShape shape = saddle.Landscape.Shape;
        if (shape.HiddenLayerCount < 2)
        {
            throw new InvalidOperationException(
                "The network has one hidden layer, so no new neuron leads to another hidden neuron. Only deeper networks have this term.");
        }

        int[] active = saddle.AllActiveWidths.ToArray();
        LayerSignals signals = LayerSignals.Of(saddle.ActiveNetwork(), saddle.Landscape.Data);
        for (int layer = 0; layer + 1 < shape.HiddenLayerCount; layer++)
        {
            int newNeurons = shape.Widths[layer + 1] - active[layer + 1];
            if (newNeurons == 0)
            {
                continue;
            }

            // The last matrix is the identity: the outputs are the active neurons of the next layer themselves.
            int above = active[layer + 2];
            var own = new NetworkShape([active[layer], newNeurons, above, above], shape.Activation);
            int[] indices = new int[own.ParameterCount];
            Array.Fill(indices, -1);
            SubnetworkCorrelation.Map(own.Layer(0), shape.Layer(layer), active[layer + 1], 0, indices);
            SubnetworkCorrelation.Map(own.Layer(1), shape.Layer(layer + 1), 0, active[layer + 1], indices);
            double[] identity = new double[own.Layer(2).Count];
            for (int neuron = 0; neuron < above; neuron++)
            {
                identity[neuron * above + neuron] = 1;
            }

            _layers.Add(new SubnetworkCorrelation(
                own, indices, identity, signals.Inputs(layer), signals.SensitivitiesWhereSilent(layer + 1), Degree));
        }
    }

    private protected override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        double sum = 0;
        foreach (SubnetworkCorrelation layer in _layers)
        {
            sum += layer.AddTo(weights, gradient);
        }

        return sum;
    }
}
