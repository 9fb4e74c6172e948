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
        Require(widths.Length >= 3, "network.widths needs at least three numbers (inputs, a hidden layer, outputs)");
        Require(widths.All(width => width >= 1), "network.widths must be positive");
        Require(
            widths.Length - 1 <= OptionsErrors.MaxDepth,
            $"network.widths describes {widths.Length - 1} layers; at most {OptionsErrors.MaxDepth} are supported");
        (double[] weights, int[] lengths) = document.Weights;
        Require(
            lengths.Length == widths.Length - 1,
            $"network.weights has {lengths.Length} layers but network.widths describes {widths.Length - 1}");
        int place = 0;
        for (int layer = 0; layer < lengths.Length; layer++)
        {
            long expected = (long)widths[layer] * widths[layer + 1];
            Require(
                lengths[layer] == expected,
                $"layer {layer} has {lengths[layer]} weights; {widths[layer + 1]} x {widths[layer]} = {expected} were expected");
            // NaN is in no range.
            Require(
                !weights.AsSpan(place, lengths[layer]).ContainsAnyExceptInRange(double.MinValue, double.MaxValue),
                $"layer {layer} has a weight that is not finite");
            place += lengths[layer];
        }

        var shape = new NetworkShape(widths, ToActivation(document.Activation));
        return new Network(shape, weights);
    }

    public static HomogeneousActivation ToActivation(ActivationDocument activation)
    {
        Require(
            activation.Power is >= 1 and <= HomogeneousActivation.MaxPower,
            $"activation.power is {activation.Power}; it must be at least 1 and at most {HomogeneousActivation.MaxPower}");
        Require(
            double.IsFinite(activation.PositiveCoefficient) && double.IsFinite(activation.NegativeCoefficient),
            "the coefficients of the activation must be finite");
        Require(
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

        Require(
            document.Offsets.Length == columns && document.Scales.Length == columns,
            $"{name} has {document.Offsets.Length} offsets and {document.Scales.Length} scales; {columns} of each were expected");
        Require(document.Offsets.All(double.IsFinite), $"{name} has an offset that is not finite");
        foreach (double scale in document.Scales)
        {
            RequireScale(scale, name);
        }

        return new ColumnScaling(document.Offsets, document.Scales);
    }

    public static void RequireScale(double scale, string name) => Require(
        double.IsFinite(scale) && double.IsFinite(1 / scale) && scale > 0,
        $"{name} has a scale that is not positive, or that is too small to divide by");

    public static void RequireIterations(IReadOnlyList<PursuitIteration> history, int? kept = null)
    {
        Require(
            history.All(iteration => iteration is not null && Enum.IsDefined(iteration.Kind)),
            "history has an entry that is null or of an unknown kind");
        Require(
            kept is null or 0 || history.Any(iteration => iteration.Number == kept),
            $"keptIteration is {kept}, which is the number of no entry of history");
        foreach (PursuitIteration iteration in history)
        {
            int layers = iteration.HiddenWidths.Count;
            Require(
                iteration.Correlations.All(searched => searched is not null
                    && (searched.HiddenLayer is not { } layer || (layer >= 0 && layer < layers))
                    && searched.Values.All(double.IsFinite)),
                $"correlations of iteration {iteration.Number} has an entry that is null, of no hidden layer or not finite");
        }
    }

    public static void Require(bool condition, string problem)
    {
        if (!condition)
        {
            throw new InvalidDataException($"The file is damaged: {problem}.");
        }
    }
}
