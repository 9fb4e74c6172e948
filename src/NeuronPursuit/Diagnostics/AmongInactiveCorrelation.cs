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

    internal override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient) =>
        _network.AddTo(weights, gradient);
}
