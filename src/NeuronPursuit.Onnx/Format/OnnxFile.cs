using System.Text.Json;

namespace NeuronPursuit;

/// <summary>The file around a graph (ModelProto).</summary>
internal static class OnnxFile
{
    /// <summary>The version of the format: that of ONNX 1.12, the first with opset 17.</summary>
    public const int FormatVersion = 8;

    /// <summary>The version of the operators of the domain ai.onnx: of models of arrays all.</summary>
    public const int OperatorSet = 17;

    /// <summary>The domain of operators that look at texts, and its version beside <see cref="OperatorSet"/>.</summary>
    public const string LabelDomain = "ai.onnx.ml";

    private const int LabelOperatorSet = 3;

    /// <summary>The content of the file.</summary>
    /// <param name="graph">The graph.</param>
    /// <param name="description">What the model is.</param>
    /// <param name="lists">Lists of names that are kept with the model as JSON, by their key.</param>
    public static ReadOnlyMemory<byte> Write(
        OnnxGraph graph, string description, IEnumerable<(string Key, IReadOnlyList<string> Names)> lists)
    {
        var writer = new ProtobufWriter();
        writer.Integer(1, FormatVersion);
        writer.Text(2, "NeuronPursuit");
        writer.Text(3, typeof(OnnxFile).Assembly.GetName().Version!.ToString(3));
        writer.Text(6, description);
        writer.Message(7, inner => graph.Write(inner, "neuron_pursuit"));
        writer.Message(8, operators => operators.Integer(2, OperatorSet));
        if (graph.HasLabels)
        {
            writer.Message(8, operators =>
            {
                operators.Text(1, LabelDomain);
                operators.Integer(2, LabelOperatorSet);
            });
        }

        foreach ((string key, IReadOnlyList<string> names) in lists)
        {
            writer.Message(14, entry =>
            {
                entry.Text(1, key);
                entry.Text(2, $"[{string.Join(',', names.Select(name => $"\"{JsonEncodedText.Encode(name)}\""))}]");
            });
        }

        return writer.Written;
    }
}
