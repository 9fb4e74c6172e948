namespace NeuronPursuit;

/// <summary>
/// From the caller's columns to the inputs of the networks, as <see cref="NetworkInput"/> describes them; the constant
/// of an intercept is not among them, since the networks add it.
/// </summary>
/// <remarks>
/// Inputs are computed kind by kind: values, then ranks, then marks of missing values. The first weight matrices are
/// written in the same order.
/// </remarks>
internal sealed class InputNodes
{
    private readonly OnnxGraph _graph;
    private readonly RealConstants _reals;
    private readonly string _source;

    private InputNodes(OnnxGraph graph, RealConstants reals, string source) =>
        (_graph, _reals, _source) = (graph, reals, source);

    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="reals">Its constants.</param>
    /// <param name="source">The samples as the caller gives them.</param>
    /// <param name="inputs">The inputs of the networks.</param>
    /// <returns>The name of the matrix of inputs, samples x inputs, and the model's number of each of its columns.</returns>
    public static (string Name, int[] Order) Add(
        OnnxGraph graph, RealConstants reals, string source, IReadOnlyList<NetworkInput> inputs)
    {
        var nodes = new InputNodes(graph, reals, source);
        int[] order = [.. Enumerable.Range(0, inputs.Count).Where(i => inputs[i].Kind != NetworkInputKind.Constant).OrderBy(i => inputs[i].Kind)];
        NetworkInput[] Of(NetworkInputKind kind) => [.. order.Select(i => inputs[i]).Where(input => input.Kind == kind)];

        NetworkInput[] ranks = Of(NetworkInputKind.Rank);
        NetworkInput[] marks = Of(NetworkInputKind.Missing);
        var parts = new List<string> { nodes.Scale("values", source, source, Of(NetworkInputKind.Value)) };
        if (ranks.Length > 0)
        {
            string columns = nodes.Select("ranks", ranks);
            string places = RankNodes.Add(graph, reals, columns, ranks);
            parts.Add(nodes.Scale("ranks", places, columns, ranks));
        }

        if (marks.Length > 0)
        {
            parts.Add(nodes.Mark(marks));
        }

        return (parts.Count == 1 ? parts[0] : graph.Add("inputs", "Concat", parts, ("axis", 1)), order);
    }

    private string Select(string name, NetworkInput[] inputs) => _graph.Add(
        $"{name}/columns",
        "Gather",
        [_source, _graph.Add(OnnxTensor.Of($"{name}/places", [.. inputs.Select(input => (long)input.Column)]))],
        ("axis", 1));

    /// <summary>(t - offset) / scale, limited, and what is seen where the column is NaN: only what changes anything.</summary>
    private string Scale(string name, string taken, string source, NetworkInput[] inputs)
    {
        string result = taken;
        double[] offsets = [.. inputs.Select(input => input.Offset)];
        if (offsets.Any(offset => offset != 0))
        {
            result = _graph.Add($"{name}/centred", "Sub", [result, Constant($"{name}/offset", offsets, inputs, "The offset")]);

            // Where values are far from 0 and near each other, what the offset loses by rounding is not small.
            if (_reals.Losses(offsets) is { } rest)
            {
                result = _graph.Add($"{name}/centred_rest", "Sub", [result, Constant($"{name}/offset_rest", rest, inputs, "The offset")]);
            }
        }

        if (inputs.Any(input => input.Scale != 1))
        {
            double[] factors = [.. inputs.Select(input => 1 / input.Scale)];
            for (int i = 0; i < factors.Length; i++)
            {
                _reals.RequireSize(factors[i], () => $"1 / the scale of input {inputs[i]}");
            }

            result = _graph.Add($"{name}/scaled", "Mul", [result, Constant($"{name}/factor", factors, inputs, "1 / the scale")]);
        }

        bool isLimited = inputs.Any(input => double.IsFinite(input.Clip));
        if (isLimited)
        {
            result = _graph.Add($"{name}/below", "Min", [result, Constant($"{name}/largest", [.. inputs.Select(input => input.Clip)], inputs, "The limit")]);
            result = _graph.Add($"{name}/limited", "Max", [result, Constant($"{name}/smallest", [.. inputs.Select(input => -input.Clip)], inputs, "The limit")]);
        }

        // Min and Max need not keep NaN, nor does the search of a rank: a missing value is put back at the end.
        if (isLimited || inputs.Any(input => input.Kind == NetworkInputKind.Rank || !double.IsNaN(input.WhereMissing)))
        {
            string missing = _graph.Add($"{name}/missing", "IsNaN", [source]);
            result = _graph.Add($"{name}/filled", "Where", [missing, WhereMissing(name, inputs), result]);
        }

        return result;
    }

    private string Mark(NetworkInput[] inputs)
    {
        double[] present = [.. inputs.Select(input => Math.Clamp((0 - input.Offset) * (1 / input.Scale), -input.Clip, input.Clip))];
        string missing = _graph.Add("marks/missing", "IsNaN", [Select("marks", inputs)]);
        return _graph.Add("marks/filled", "Where", [missing, WhereMissing("marks", inputs), Constant("marks/present", present, inputs, "The value of no gap")]);
    }

    private string WhereMissing(string name, NetworkInput[] inputs) =>
        Constant($"{name}/where_missing", [.. inputs.Select(input => input.WhereMissing)], inputs, "The value of a gap");

    private string Constant(string name, double[] values, NetworkInput[] inputs, string what) =>
        _reals.Add(name, values, i => $"{what} of input {inputs[i]}");
}
