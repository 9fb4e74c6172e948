namespace NeuronPursuit;

/// <summary>Encodings as nodes of an ONNX graph, in double precision: what <see cref="ColumnEncoding.Encode"/> does to a cell.</summary>
/// <param name="graph">Receives them.</param>
internal sealed class ColumnNodes(OnnxGraph graph)
{
    // Days from the beginning of the year 1, which encodings count from, to that of 1970.
    private static readonly double Epoch = Alignment.DaysOf(DateTime.UnixEpoch.Ticks);

    private readonly RealConstants _reals = new(graph, Precision.Double);

    /// <summary>What a column is in the file.</summary>
    public static (OnnxType Type, string Description) Describe(ColumnSchema column) => column.Kind switch
    {
        ColumnKind.Category => (OnnxType.String, $"A category of '{column.Name}', empty where it is missing."),
        ColumnKind.YesNo => (OnnxType.Double, $"'{column.Name}': 1 for {column.Categories[1]}, 0 for {column.Categories[0]}, NaN where it is missing."),
        ColumnKind.Date => (OnnxType.Double, $"'{column.Name}' in days since 1970-01-01 with parts of days, NaN where it is missing."),
        _ => (OnnxType.Double, $"'{column.Name}', NaN where it is missing."),
    };

    /// <summary>Adds the nodes of a column.</summary>
    /// <param name="name">Its name in the graph; samples x 1.</param>
    /// <param name="column">What it holds.</param>
    /// <param name="encoding">What becomes of it.</param>
    /// <returns>The name of its inputs, samples x inputs.</returns>
    public string Add(string name, ColumnSchema column, ColumnEncoding encoding) => encoding switch
    {
        PlainEncoding => name,
        OneHotEncoding own => OneHot($"{name}/hot", graph.AddLabels(
            $"{name}/place", name, [.. column.Categories, ""],
            [.. Enumerable.Range(0, column.Categories.Count).Select(place => (long)own.InputOf(place)), own.InputOf(double.NaN)], own.InputOf(Alignment.Unseen)), own.Inputs.Count),
        TargetMeanEncoding own => Means(name, column, own),
        DateEncoding own => Date(name, own),
        _ => throw new NotSupportedException($"{encoding.GetType().Name} has no counterpart in ONNX."),
    };

    /// <summary>1 in the column of a number, if there is such.</summary>
    private string OneHot(string name, string places, int count)
    {
        string numbers = graph.Add(OnnxTensor.Of($"{name}/numbers", [.. Enumerable.Range(0, count).Select(i => (long)i)]));
        return graph.Add(name, "Cast", [graph.Add($"{name}/is", "Equal", [places, numbers])], ("to", (long)OnnxType.Double));
    }

    private string Means(string name, ColumnSchema column, TargetMeanEncoding encoding)
    {
        int count = column.Categories.Count;
        double[][] rows =
        [
            .. Enumerable.Range(0, count).Select(place => (double)place).Append(double.NaN).Append(Alignment.Unseen).Select(value =>
            {
                double[] inputs = new double[encoding.Inputs.Count];
                encoding.Encode(value, inputs);
                return inputs;
            }),
        ];
        string places = graph.AddLabels($"{name}/place", name, [.. column.Categories, ""], [.. Enumerable.Range(0, count + 1).Select(i => (long)i)], count + 1);
        string means = _reals.Add($"{name}/means", [.. rows.SelectMany(row => row)], _ => $"A mean of '{column.Name}'", [rows.Length, encoding.Inputs.Count]);
        return graph.Add($"{name}/own", "Squeeze", [graph.Add($"{name}/rows", "Gather", [means, places], ("axis", 0)), Axis(name)]);
    }

    private string Axis(string name) => graph.Add(OnnxTensor.Of($"{name}/axis", [1]));

    private string Date(string name, DateEncoding encoding)
    {
        string days = graph.Add($"{name}/days", "Add", [name, _reals.Number(Epoch, "The days to 1970")]);
        var parts = new List<string>();
        if (encoding.Parts.HasFlag(DateParts.Time))
        {
            parts.Add(graph.Add($"{name}/time", "Sub", [days, _reals.Number(encoding.Origin, "The first date")]));
        }

        if (encoding.Parts.HasFlag(DateParts.Season))
        {
            parts.AddRange(OnCircle($"{name}/year", graph.Add($"{name}/years", "Div", [days, _reals.Number(DateEncoding.DaysOfYear, "The days of a year")])));
        }

        if (encoding.Parts.HasFlag(DateParts.Weekday))
        {
            string whole = graph.Add($"{name}/whole", "Cast", [graph.Add($"{name}/floor", "Floor", [days])], ("to", (long)OnnxType.Int64));
            string weekday = graph.Add($"{name}/weekday", "Mod", [whole, graph.Add(OnnxTensor.Of($"{name}/seven", [7]))]);
            string missing = graph.Add($"{name}/missing", "IsNaN", [days]);
            parts.Add(graph.Add($"{name}/week", "Where", [missing, _reals.Number(double.NaN, "A missing date"), OneHot($"{name}/hot", weekday, 7)]));
        }

        if (encoding.Parts.HasFlag(DateParts.Hour))
        {
            parts.AddRange(OnCircle($"{name}/day", days));
        }

        return parts.Count == 1 ? parts[0] : graph.Add($"{name}/parts", "Concat", parts, ("axis", 1));
    }

    /// <summary>Sine and cosine of turns.</summary>
    private string[] OnCircle(string name, string turns)
    {
        string part = graph.Add($"{name}/part", "Sub", [turns, graph.Add($"{name}/floor", "Floor", [turns])]);
        string angle = graph.Add($"{name}/angle", "Mul", [part, _reals.Number(2 * Math.PI, "A turn")]);
        return [graph.Add($"{name}/sine", "Sin", [angle]), graph.Add($"{name}/cosine", "Cos", [angle])];
    }
}
