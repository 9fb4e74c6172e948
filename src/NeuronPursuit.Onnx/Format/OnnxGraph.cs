namespace NeuronPursuit;

/// <summary>
/// A graph under construction (GraphProto): nodes in the order in which they are computed, each with one output that
/// has the node's name.
/// </summary>
/// <param name="limit">Bytes at most; protobuf allows 2 GiB for all.</param>
internal sealed class OnnxGraph(long limit = OnnxGraph.LargestFile)
{
    /// <summary>What protobuf allows, less some room for what stands around the graph.</summary>
    public const long LargestFile = int.MaxValue - (1 << 20);

    // Tags, lengths and types of a node or a tensor, beside its names and its content.
    private const int Overhead = 64;

    private readonly List<Node> _nodes = [];
    private readonly List<OnnxTensor> _constants = [];
    private readonly List<Port> _inputs = [];
    private readonly List<Port> _outputs = [];
    private readonly HashSet<string> _names = [];
    private readonly Dictionary<string, string> _written = [];

    /// <summary>Whether a node is of the domain ai.onnx.ml.</summary>
    public bool HasLabels { get; private set; }

    /// <summary>An upper bound of the bytes that it takes so far.</summary>
    public long Size { get; private set; }

    /// <summary>Adds a node.</summary>
    /// <param name="name">The name of the node and of its output.</param>
    /// <param name="operation">An operator of ai.onnx.</param>
    /// <param name="inputs">Names of constants, of inputs, or of nodes that are there already.</param>
    /// <param name="attributes">Its attributes; all that are used here are whole numbers.</param>
    /// <returns>The name.</returns>
    public string Add(string name, string operation, IReadOnlyList<string> inputs, params IReadOnlyList<(string Name, long Value)> attributes)
    {
        foreach (string input in inputs)
        {
            if (!_names.Contains(input))
            {
                throw new InvalidOperationException($"Node '{name}' reads '{input}', which is not there yet.");
            }
        }

        // The name is written twice.
        Reserve(name, (2 * name.Length) + inputs.Sum(input => input.Length + 4) + attributes.Sum(attribute => attribute.Name.Length + 24));
        _nodes.Add(new Node(name, operation, inputs, attributes));
        return name;
    }

    /// <summary>Adds a node that gives every text a number (LabelEncoder of ai.onnx.ml).</summary>
    /// <param name="name">The name of the node and of its output.</param>
    /// <param name="input">Texts.</param>
    /// <param name="texts">Different ones.</param>
    /// <param name="numbers">Of each.</param>
    /// <param name="others">Of all other texts.</param>
    /// <returns>The name.</returns>
    public string AddLabels(string name, string input, IReadOnlyList<string> texts, IReadOnlyList<long> numbers, long others)
    {
        Reserve(name, (2 * name.Length) + input.Length + texts.Sum(text => 3L * text.Length + 24));
        _nodes.Add(new Node(name, "LabelEncoder", [input], [("default_int64", others)]) { Labels = (texts, numbers) });
        HasLabels = true;
        return name;
    }

    /// <summary>Adds a constant (an initializer) and returns its name.</summary>
    public string Add(OnnxTensor constant)
    {
        Reserve(constant.Name, constant.Size + (12 * constant.Dimensions.Length));
        _constants.Add(constant);
        return constant.Name;
    }

    /// <summary>Adds an input with any number of rows and returns its name.</summary>
    /// <param name="name">Its name in the graph.</param>
    /// <param name="type">What it takes.</param>
    /// <param name="columns">How many entries a row has.</param>
    /// <param name="description">What it is.</param>
    /// <param name="written">Its name in the file, where it is another one; a node of that name gives way.</param>
    public string AddInput(string name, OnnxType type, int columns, string description, string? written = null)
    {
        Reserve(name, 3L * (description.Length + (written?.Length ?? 0)));
        _inputs.Add(new Port(name, type, columns, description));
        if (written is not null)
        {
            _written.Add(name, written);
        }

        return name;
    }

    /// <summary>Makes a node an output, with an entry or a row per sample.</summary>
    /// <param name="name">The name of the node.</param>
    /// <param name="type">What it gives.</param>
    /// <param name="columns">Entries of a row; null where there is one number per sample, without a second dimension.</param>
    /// <param name="description">What it is.</param>
    public void AddOutput(string name, OnnxType type, int? columns, string description) =>
        _outputs.Add(new Port(name, type, columns, description));

    /// <summary>Whether a node, constant or input of the name is there.</summary>
    public bool Contains(string name) => _names.Contains(name);

    /// <summary>Gives the last node the name of an output.</summary>
    public string RenameLast(string name)
    {
        Reserve(name, 0);
        _names.Remove(_nodes[^1].Name);
        _nodes[^1] = _nodes[^1] with { Name = name };
        return name;
    }

    public void Write(ProtobufWriter writer, string name)
    {
        var taken = _written.Values.ToHashSet();
        string Written(string own) => _written.TryGetValue(own, out string? written) ? written : taken.Contains(own) ? $"{own}/node" : own;
        foreach (Node node in _nodes)
        {
            writer.Message(1, message => node.Write(message, Written));
        }

        writer.Text(2, name);
        foreach (OnnxTensor constant in _constants)
        {
            writer.Message(5, message => constant.Write(message, Written(constant.Name)));
        }

        foreach (Port input in _inputs)
        {
            writer.Message(11, message => input.Write(message, Written(input.Name)));
        }

        foreach (Port output in _outputs)
        {
            writer.Message(12, message => output.Write(message, output.Name));
        }
    }

    private void Reserve(string name, long size)
    {
        if (!_names.Add(name))
        {
            throw new InvalidOperationException($"The name '{name}' is taken.");
        }

        Size += size + (3L * name.Length) + Overhead;
        if (Size > limit)
        {
            throw new InvalidOperationException(
                $"The ONNX file would be larger than the 2 GiB that its format allows ('{name}' no longer fits). Save a model of fewer networks or neurons.");
        }
    }

    /// <summary>An operation (NodeProto).</summary>
    private sealed record Node(
        string Name, string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<(string Name, long Value)> Attributes)
    {
        private const int Integer = 2;
        private const int Integers = 7;
        private const int Strings = 8;

        /// <summary>Texts and their numbers; null where the node has none.</summary>
        public (IReadOnlyList<string> Texts, IReadOnlyList<long> Numbers)? Labels { get; init; }

        public void Write(ProtobufWriter writer, Func<string, string> written)
        {
            foreach (string input in Inputs)
            {
                writer.Text(1, written(input));
            }

            writer.Text(2, written(Name));
            writer.Text(3, written(Name));
            writer.Text(4, Operation);
            foreach ((string name, long value) in Attributes)
            {
                writer.Message(5, attribute =>
                {
                    attribute.Text(1, name);
                    attribute.Integer(3, value);
                    attribute.Integer(20, Integer);
                });
            }

            if (Labels is { } labels)
            {
                writer.Message(5, attribute =>
                {
                    attribute.Text(1, "keys_strings");
                    Array.ForEach([.. labels.Texts], text => attribute.Text(9, text));
                    attribute.Integer(20, Strings);
                });
                writer.Message(5, attribute =>
                {
                    attribute.Text(1, "values_int64s");
                    Array.ForEach([.. labels.Numbers], number => attribute.Integer(8, number));
                    attribute.Integer(20, Integers);
                });
                writer.Text(7, OnnxFile.LabelDomain);
            }
        }
    }

    /// <summary>An input or output of the graph (ValueInfoProto); its first dimension is any number of samples.</summary>
    private sealed record Port(string Name, OnnxType Type, int? Columns, string Description)
    {
        public void Write(ProtobufWriter writer, string written)
        {
            writer.Text(1, written);
            writer.Message(2, type => type.Message(1, tensor =>
            {
                tensor.Integer(1, (long)Type);
                tensor.Message(2, shape =>
                {
                    shape.Message(1, samples => samples.Text(2, "samples"));
                    if (Columns is { } columns)
                    {
                        shape.Message(1, dimension => dimension.Integer(1, columns));
                    }
                });
            }));
            writer.Text(3, Description);
        }
    }
}
