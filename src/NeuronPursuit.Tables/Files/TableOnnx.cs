namespace NeuronPursuit;

/// <summary>Saves models of tables as ONNX that takes the columns of the table, each by its name.</summary>
/// <remarks>
/// <para>An input for every column that the model learned from, of its name, rows x 1: numbers as double, NaN where they are missing; categories as
/// strings, empty where they are missing; yes and no as double, 1 and 0; dates as double, in days since 1970-01-01. A column that is called as an output
/// is has " (input)" behind its name.</para>
/// <para>The outputs are those of <see cref="OnnxExport"/>, in double: <see cref="OnnxExport.PredictionName"/>, or <see cref="OnnxExport.LabelName"/> and
/// <see cref="OnnxExport.ProbabilitiesName"/> in the order of <see cref="TableModel.Classes"/>. Categories that training had not are treated as by
/// <see cref="TableModel.Predict(Table, double?)"/>; nothing is flagged, and there are no intervals. Opset 17 of ai.onnx, and 3 of ai.onnx.ml for categories. The same
/// model gives the same bytes.</para>
/// </remarks>
public static class TableOnnx
{
    /// <summary>Saves the model as ONNX. An existing file is replaced only when all is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <exception cref="InvalidOperationException">The file would be larger than the 2 GiB that the format allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveAsOnnx(this TableModel model, string path)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> file = Write(model);
        AtomicFile.Write(path, stream => stream.Write(file.Span));
    }

    /// <summary>Saves the model as ONNX to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream.</param>
    /// <exception cref="InvalidOperationException">The file would be larger than the 2 GiB that the format allows.</exception>
    public static void SaveAsOnnx(this TableModel model, Stream stream)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(Write(model).Span);
    }

    private static ReadOnlyMemory<byte> Write(TableModel model)
    {
        var graph = new OnnxGraph();
        var nodes = new ColumnNodes(graph);
        IReadOnlyList<ColumnSchema> columns = model.Encoder.Columns;
        string[] written = Names(columns);
        string[] names = [.. columns.Select((column, i) =>
        {
            (OnnxType type, string description) = ColumnNodes.Describe(column);
            return graph.AddInput(FormattableString.Invariant($"column{i}"), type, 1, description, written[i]);
        })];
        string[] encoded = [.. columns.Select((column, i) => nodes.Add(names[i], column, model.Encoder.Encodings[i]))];

        string source = encoded.Length == 1 ? encoded[0] : graph.Add("encoded", "Concat", encoded, ("axis", 1));
        ModelOutputs(graph, model, source);
        return OnnxFile.Write(graph, $"{model}\n{model.Model.Summary()}", Lists(written, model.Classes));
    }

    private static void ModelOutputs(OnnxGraph graph, TableModel model, string source)
    {
        if (!model.IsClassifier)
        {
            ModelNodes.AddTo(graph, model.Model, Precision.Double, source);
            return;
        }

        string probabilities = ModelNodes.AddTo(graph, model.Model, Precision.Double, source, model.IsTurned ? [1, 0] : null);
        string labels = graph.Add(new OnnxTensor("labels", model.Classes));
        string best = graph.Add("best", "ArgMax", [probabilities], ("axis", 1), ("keepdims", 0));
        graph.Add(OnnxExport.LabelName, "Gather", [labels, best], ("axis", 0));
        graph.AddOutput(OnnxExport.LabelName, OnnxType.String, null, "The most probable class.");
    }

    private static string[] Names(IReadOnlyList<ColumnSchema> columns)
    {
        string[] outputs = [OnnxExport.PredictionName, OnnxExport.LabelName, OnnxExport.ProbabilitiesName];
        var taken = columns.Select(column => column.Name).Concat(outputs).ToHashSet();
        return [.. columns.Select(column =>
        {
            string name = column.Name;
            while (outputs.Contains(column.Name) && taken.Contains(name))
            {
                name += " (input)";
            }

            return name;
        })];
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Names)> Lists(IReadOnlyList<string> columns, IReadOnlyList<string> classes)
    {
        yield return ("columns", columns);
        if (classes.Count > 0)
        {
            yield return ("classes", classes);
        }
    }
}
