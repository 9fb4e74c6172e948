using System.Globalization;

namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>
/// Checks a file by the rules of ONNX: versions, unique names, everything defined before it is used and used after, and
/// the type and shape of every tensor, inferred operator by operator.
/// </summary>
internal sealed class OnnxStructure
{
    private const long Float = 1;
    private const long Int64 = 7;
    private const long String = 8;
    private const long Bool = 9;
    private const long Double = 11;

    private static readonly Dictionary<long, int> ElementSizes = new() { [Float] = 4, [Double] = 8, [Int64] = 8 };

    private readonly OnnxDocument _document;
    private readonly Dictionary<string, (long Type, string[] Shape)> _tensors = [];

    private OnnxStructure(OnnxDocument document) => _document = document;

    public static OnnxDocument Check(byte[] file)
    {
        var structure = new OnnxStructure(OnnxDocument.Read(file));
        structure.CheckFrame();
        structure.CheckConstants();
        structure.CheckNodes();
        structure.CheckUse();
        return structure._document;
    }

    private void CheckFrame()
    {
        Require(_document.FormatVersion == 8, "the format version is 8");
        Require(_document.OperatorSets is { Count: 1 } sets && sets.Single() is { Key: "", Value: 17 }, "the only operator set is 17 of ai.onnx");
        Require(_document.Producer == "NeuronPursuit" && Version.TryParse(_document.ProducerVersion, out _), "the producer is named with its version");
        Require(_document.GraphName.Length > 0, "the graph has a name");
        Require(_document.Inputs is [{ Name: "X", Type: Float or Double, Dimensions: ["samples", _] }], "X is the only input, samples x columns");
        foreach (OnnxDocument.Port input in _document.Inputs)
        {
            Define(input.Name, (input.Type, [.. input.Dimensions]));
        }
    }

    private void CheckConstants()
    {
        foreach (OnnxDocument.Tensor constant in _document.Constants)
        {
            Require(constant.Dimensions.All(dimension => dimension > 0), $"{constant.Name} has no empty dimension");
            long count = constant.Dimensions.Aggregate(1L, (product, dimension) => product * dimension);
            Require(
                constant.Type == String
                    ? constant.Raw is null && constant.Strings.Count == count
                    : constant.Strings.Count == 0 && constant.Raw?.Length == count * ElementSizes[constant.Type],
                $"{constant.Name} has as many entries as its dimensions say");
            Define(constant.Name, (constant.Type, [.. constant.Dimensions.Select(Text)]));
        }
    }

    private void CheckNodes()
    {
        Require(_document.Nodes.Select(node => node.Name).Distinct().Count() == _document.Nodes.Count, "names of nodes are unique");
        foreach (OnnxDocument.Node node in _document.Nodes)
        {
            Require(node.Outputs.Count == 1, $"{node.Name} has one output");
            (long, string[])[] inputs = [.. node.Inputs.Select(input =>
            {
                Require(_tensors.ContainsKey(input), $"{input} is there before {node.Name}, which reads it");
                return _tensors[input];
            })];
            Define(node.Outputs[0], Infer(node, inputs));
        }

        Require(_document.Outputs.Count > 0, "there is an output");
        foreach (OnnxDocument.Port output in _document.Outputs)
        {
            (long type, string[] shape) = _tensors[output.Name];
            Require(output.Type == type && output.Dimensions.SequenceEqual(shape) && shape[0] == "samples", $"{output.Name} has the type and shape that it says");
        }
    }

    private void CheckUse()
    {
        var used = _document.Nodes.SelectMany(node => node.Inputs).Concat(_document.Outputs.Select(output => output.Name)).ToHashSet();
        foreach (string name in _tensors.Keys)
        {
            Require(used.Contains(name), $"{name} is used");
        }
    }

    private static (long Type, string[] Shape) Infer(OnnxDocument.Node node, (long Type, string[] Shape)[] inputs)
    {
        switch (node.Operation)
        {
            case "Add" or "Sub" or "Mul" or "Div" or "Min" or "Max":
                Signature(node, inputs, 2);
                return (Same(node, inputs, Float, Double, Int64), Broadcast(node, inputs));
            case "Sum":
                Signature(node, inputs, Math.Max(2, inputs.Length));
                return (Same(node, inputs, Float, Double), Broadcast(node, inputs));
            case "Greater" or "GreaterOrEqual":
                Signature(node, inputs, 2);
                Same(node, inputs, Float, Double);
                return (Bool, Broadcast(node, inputs));
            case "Where":
                Signature(node, inputs, 3);
                Same(node, inputs[..1], Bool);
                return (Same(node, inputs[1..], Float, Double, Int64), Broadcast(node, inputs));
            case "IsNaN":
                Signature(node, inputs, 1);
                Same(node, inputs, Float, Double);
                return (Bool, inputs[0].Shape);
            case "Cast":
                Signature(node, inputs, 1, ("to", inputs[0].Type == Float ? Double : Float));
                Same(node, inputs, Float, Double);
                return (node.Attributes["to"], inputs[0].Shape);
            case "Gemm":
                Signature(node, inputs, Math.Clamp(inputs.Length, 2, 3), ("transB", 1));
                string[] samples = inputs[0].Shape;
                string[] weights = inputs[1].Shape;
                Require(samples.Length == 2 && weights.Length == 2 && samples[1] == weights[1], $"the operands of {node.Name} go together");
                Require(inputs.Length == 2 || inputs[2].Shape.SequenceEqual([weights[0]]), $"the intercept of {node.Name} has an entry per neuron");
                return (Same(node, inputs, Float, Double), [samples[0], weights[0]]);
            case "Gather":
                int axis = (int)node.Attributes["axis"];
                Signature(node, inputs, 2, ("axis", axis));
                Same(node, inputs[1..], Int64);
                Require(axis >= 0 && axis < inputs[0].Shape.Length, $"{node.Name} gathers along a dimension that is there");
                return (inputs[0].Type, [.. inputs[0].Shape[..axis], .. inputs[1].Shape, .. inputs[0].Shape[(axis + 1)..]]);
            case "Concat":
                Signature(node, inputs, Math.Max(2, inputs.Length), ("axis", 1));
                Require(inputs.All(input => input.Shape is ["samples", _]), $"{node.Name} joins columns");
                return (Same(node, inputs, Float, Double), ["samples", Text(inputs.Sum(input => long.Parse(input.Shape[1], CultureInfo.InvariantCulture)))]);
            case "Softmax":
                Signature(node, inputs, 1, ("axis", 1));
                return (Same(node, inputs, Float, Double), inputs[0].Shape);
            case "Exp":
                Signature(node, inputs, 1);
                return (Same(node, inputs, Float, Double), inputs[0].Shape);
            case "ArgMax":
                Signature(node, inputs, 1, ("axis", 1), ("keepdims", 0));
                Same(node, inputs, Float, Double);
                return (Int64, [inputs[0].Shape[0]]);
            default:
                throw new InvalidDataException($"Operator {node.Operation} of {node.Name} is not known here.");
        }
    }

    private void Define(string name, (long, string[]) tensor) => Require(_tensors.TryAdd(name, tensor), $"{name} is defined once");

    private static void Signature(OnnxDocument.Node node, (long, string[])[] inputs, int count, params (string Name, long Value)[] attributes) =>
        Require(
            inputs.Length == count && node.Attributes.Count == attributes.Length
                && attributes.All(attribute => node.Attributes.TryGetValue(attribute.Name, out long value) && value == attribute.Value),
            $"{node.Name} has the inputs and attributes of {node.Operation}");

    private static long Same(OnnxDocument.Node node, (long Type, string[] Shape)[] inputs, params long[] allowed)
    {
        long type = inputs[0].Type;
        Require(inputs.All(input => input.Type == type) && allowed.Contains(type), $"{node.Name} has inputs of one type that {node.Operation} takes");
        return type;
    }

    private static string[] Broadcast(OnnxDocument.Node node, (long Type, string[] Shape)[] inputs)
    {
        string[] result = [];
        foreach ((_, string[] shape) in inputs)
        {
            int rank = Math.Max(result.Length, shape.Length);
            IEnumerable<string> left = Enumerable.Repeat("1", rank - result.Length).Concat(result);
            IEnumerable<string> right = Enumerable.Repeat("1", rank - shape.Length).Concat(shape);
            result = [.. left.Zip(right, (a, b) =>
            {
                Require(a == b || a == "1" || b == "1", $"the shapes of {node.Name} go together");
                return a == "1" ? b : a;
            })];
        }

        return result;
    }

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);

    private static void Require(bool holds, string rule)
    {
        if (!holds)
        {
            throw new InvalidDataException($"The file breaks a rule: {rule}.");
        }
    }
}
