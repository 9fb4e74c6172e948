namespace NeuronPursuit;

/// <summary>Networks and scalings to documents and back, checking everything a file claims before it is used.</summary>
internal static class NetworkDocuments
{
    public static NetworkDocument From(Network network)
    {
        int[] lengths = [.. Enumerable.Range(0, network.Shape.Depth).Select(layer => network.Shape.Layer(layer).Width * network.Shape.Layer(layer).InputWidth)];
        return new NetworkDocument(
            From(network.Shape.Activation),
            network.Shape.Widths.ToArray(),
            new LayerWeights(network.Parameters, lengths));
    }

    public static ActivationDocument From(HomogeneousActivation activation) => new(
        activation.PositiveCoefficient,
        activation.NegativeCoefficient,
        activation.Power,
        double.IsNaN(activation.NegativeSlope) ? null : activation.NegativeSlope);

    public static ScalingDocument? From(ColumnScaling? scaling) =>
        scaling is null ? null : new ScalingDocument(scaling.Offsets.ToArray(), scaling.Scales.ToArray());

    public static Network ToNetwork(NetworkDocument document)
    {
        int[] widths = document.Widths;
        DocumentChecks.Require(widths.Length >= 3, "network.widths needs at least three numbers (inputs, a hidden layer, outputs)");
        DocumentChecks.Require(widths.All(width => width >= 1), "network.widths must be positive");
        DocumentChecks.Require(
            widths.Length - 1 <= PursuitOptions.MaxDepth,
            $"network.widths describes {widths.Length - 1} layers; at most {PursuitOptions.MaxDepth} are supported");
        (double[] weights, int[] lengths) = document.Weights;
        DocumentChecks.Require(
            lengths.Length == widths.Length - 1,
            $"network.weights has {lengths.Length} layers but network.widths describes {widths.Length - 1}");
        int place = 0;
        for (int layer = 0; layer < lengths.Length; layer++)
        {
            long expected = (long)widths[layer] * widths[layer + 1];
            DocumentChecks.Require(
                lengths[layer] == expected,
                $"layer {layer} has {lengths[layer]} weights; {widths[layer + 1]} x {widths[layer]} = {expected} were expected");
            // NaN is in no range.
            DocumentChecks.Require(
                !weights.AsSpan(place, lengths[layer]).ContainsAnyExceptInRange(double.MinValue, double.MaxValue),
                $"layer {layer} has a weight that is not finite");
            place += lengths[layer];
        }

        var shape = new NetworkShape(widths, ToActivation(document.Activation));
        return new Network(shape, weights);
    }

    public static HomogeneousActivation ToActivation(ActivationDocument activation)
    {
        DocumentChecks.Require(
            activation.Power is >= 1 and <= HomogeneousActivation.MaxPower,
            $"activation.power is {activation.Power}; it must be at least 1 and at most {HomogeneousActivation.MaxPower}");
        DocumentChecks.Require(
            double.IsFinite(activation.PositiveCoefficient) && double.IsFinite(activation.NegativeCoefficient),
            "the coefficients of the activation must be finite");
        DocumentChecks.Require(
            activation.PositiveCoefficient != 0 || activation.NegativeCoefficient != 0,
            "both coefficients of the activation are 0; at least one must differ from 0");
        DocumentChecks.Require(
            double.IsFinite(HomogeneousActivation.IntegerPower(activation.NegativeSlope ?? 0, activation.Power)),
            $"activation.negativeSlope {activation.NegativeSlope} to the power {activation.Power} is not finite");
        return HomogeneousActivation.FromCoefficients(
            activation.PositiveCoefficient,
            activation.NegativeCoefficient,
            activation.Power,
            activation.NegativeSlope ?? double.NaN);
    }

    public static ColumnScaling? ToScaling(ScalingDocument? document, int columns, string name)
    {
        if (document is null)
        {
            return null;
        }

        DocumentChecks.Require(
            document.Offsets.Length == columns && document.Scales.Length == columns,
            $"{name} has {document.Offsets.Length} offsets and {document.Scales.Length} scales; {columns} of each were expected");
        DocumentChecks.Require(document.Offsets.All(double.IsFinite), $"{name} has an offset that is not finite");
        foreach (double scale in document.Scales)
        {
            DocumentChecks.RequireScale(scale, name);
        }

        return new ColumnScaling(document.Offsets, document.Scales);
    }
}
