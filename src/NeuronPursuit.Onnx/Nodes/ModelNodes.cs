namespace NeuronPursuit;

/// <summary>A whole model: inputs, networks, the units of their outputs, the link, and the mean over the networks.</summary>
internal static class ModelNodes
{
    // Powers let relative errors of a network's inputs grow p^(L-1)-fold.
    private const double LargestGrowthInSingle = 4;

    /// <summary>Adds the nodes, the input and the output.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="model">The model.</param>
    /// <param name="precision">The type of input and output.</param>
    /// <param name="inputDescription">What the input is.</param>
    /// <returns>The name of the output, samples x outputs.</returns>
    public static string Add(OnnxGraph graph, NeuronPursuitModel model, Precision precision, string inputDescription) =>
        AddTo(graph, model, precision, graph.AddInput(
            OnnxExport.InputName, precision == Precision.Single ? OnnxType.Float : OnnxType.Double, model.InputCount, inputDescription));

    /// <summary>Adds the nodes and the output to samples that are there.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="model">The model.</param>
    /// <param name="precision">The type of the samples and of the output.</param>
    /// <param name="source">The name of the samples, samples x inputs of the model.</param>
    /// <param name="order">The order of the outputs; null for that of the model.</param>
    /// <returns>The name of the output, samples x outputs.</returns>
    public static string AddTo(OnnxGraph graph, NeuronPursuitModel model, Precision precision, string source, long[]? order = null)
    {
        Precision inner = RoundingsGrow(model) ? Precision.Double : precision;
        var reals = new RealConstants(graph, inner);
        OnnxType type = precision == Precision.Single ? OnnxType.Float : OnnxType.Double;
        if (type != reals.Type)
        {
            source = graph.Add("widened", "Cast", [source], ("to", (long)reals.Type));
        }

        (string inputs, int[] inputOrder) = InputNodes.Add(graph, reals, source, model.NetworkInputs);
        var networks = new NetworkNodes(graph, reals);
        var members = new List<string>();
        for (int number = 0; number < model.Networks.Count; number++)
        {
            string outputs = networks.Add(number, model.Networks[number], inputs, inputOrder);
            members.Add(Finish(graph, reals, model, FormattableString.Invariant($"network{number}"), outputs));
        }

        string result = members[0];
        if (members.Count > 1)
        {
            result = graph.Add("mean", "Div", [graph.Add("sum", "Sum", members), reals.Number(members.Count, "The number of networks")]);
        }

        if (type != reals.Type)
        {
            graph.Add("narrowed", "Cast", [result], ("to", (long)type));
        }

        if (order is not null)
        {
            graph.Add("ordered", "Gather", [result, graph.Add(OnnxTensor.Of("ordered/places", order))], ("axis", 1));
        }

        bool isProbability = model.OutputLink == OutputLink.Softmax;
        string output = graph.RenameLast(isProbability ? OnnxExport.ProbabilitiesName : OnnxExport.PredictionName);
        graph.AddOutput(output, type, model.OutputCount, isProbability ? "The probability of every class." : "The predictions.");
        return output;
    }

    /// <summary>
    /// Whether single precision inside would be felt in predictions: with high powers, and with logits, which are large
    /// and cancel where classes are told apart well, and with logarithms, whose errors are relative ones of the prediction.
    /// </summary>
    private static bool RoundingsGrow(NeuronPursuitModel model) =>
        model.OutputLink is OutputLink.Softmax or OutputLink.Exponential
        || model.TargetCurves is not []
        || model.Networks.Any(network => Math.Pow(network.Activation.Power, network.Depth - 1) > LargestGrowthInSingle);

    /// <summary>The curves of targets; an output without one passes beside them.</summary>
    private static string Curve(OnnxGraph graph, RealConstants reals, string name, string outputs, IReadOnlyList<TargetCurve?> curves)
    {
        string distances = graph.Add($"{name}/distances", "Sub", [outputs, Constant("centre", curve => curve?.Centre ?? 0)]);
        distances = graph.Add($"{name}/directed", "Mul", [distances, Constant("direction", curve => curve?.Direction ?? 1)]);
        distances = graph.Add($"{name}/below", "Min", [distances, Constant("limit", curve => curve?.Limit ?? 0)]);
        distances = graph.Add($"{name}/limited", "Max", [distances, Constant("least", curve => -curve?.Limit ?? 0)]);
        string exponentials = graph.Add($"{name}/exponentials", "Exp", [distances]);
        string stretched = graph.Add($"{name}/stretched", "Mul", [exponentials, Constant("scale", curve => curve?.Scale ?? 0)]);
        string result = graph.Add($"{name}/predictions", "Add", [stretched, Constant("offset", curve => curve?.Offset ?? 0)]);
        return curves.Any(curve => curve is null)
            ? graph.Add($"{name}/all", "Add", [result, graph.Add($"{name}/straight", "Mul", [outputs, Constant("straight", curve => curve is null ? 1 : 0)])])
            : result;

        // One constant for all networks.
        string Constant(string what, Func<TargetCurve?, double> number) => graph.Contains($"curves/{what}")
            ? $"curves/{what}"
            : reals.Add($"curves/{what}", [.. curves.Select(number)], k => FormattableString.Invariant($"The {what} of the curve of output {k}"));
    }

    /// <summary>From a network's outputs to its prediction.</summary>
    private static string Finish(OnnxGraph graph, RealConstants reals, NeuronPursuitModel model, string name, string outputs)
    {
        string result = outputs;
        IReadOnlyList<NetworkOutput> units = model.NetworkOutputs;
        if (units.Any(output => output.Scale != 1))
        {
            result = graph.Add($"{name}/scaled", "Mul", [result, Unit("outputs/scale", output => output.Scale, "scale")]);
        }

        if (units.Any(output => output.Offset != 0))
        {
            result = graph.Add($"{name}/shifted", "Add", [result, Unit("outputs/offset", output => output.Offset, "offset")]);
        }

        if (model.TargetCurves is not [])
        {
            return Curve(graph, reals, name, result, model.TargetCurves);
        }

        return model.OutputLink switch
        {
            OutputLink.Softmax => graph.Add($"{name}/probabilities", "Softmax", [result], ("axis", 1)),
            OutputLink.Exponential => graph.Add($"{name}/means", "Exp", [result]),
            _ => result,
        };

        // One constant for all networks.
        string Unit(string constant, Func<NetworkOutput, double> number, string what) => graph.Contains(constant)
            ? constant
            : reals.Add(constant, [.. units.Select(number)], k => FormattableString.Invariant($"The {what} of output {k}"));
    }
}
