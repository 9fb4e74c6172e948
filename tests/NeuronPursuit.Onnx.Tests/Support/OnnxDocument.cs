using System.Globalization;
using System.Text;

namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>An ONNX file, read by a parser of the tests' own that refuses every field it does not know.</summary>
internal sealed record OnnxDocument(
    long FormatVersion,
    string Producer,
    string ProducerVersion,
    string Description,
    IReadOnlyDictionary<string, long> OperatorSets,
    IReadOnlyDictionary<string, string> Metadata,
    string GraphName,
    IReadOnlyList<OnnxDocument.Node> Nodes,
    IReadOnlyList<OnnxDocument.Tensor> Constants,
    IReadOnlyList<OnnxDocument.Port> Inputs,
    IReadOnlyList<OnnxDocument.Port> Outputs)
{
    public static OnnxDocument Read(byte[] file)
    {
        var model = new Message(file, 1, 2, 3, 6, 7, 8, 14);
        var graph = new Message(model.Bytes(7), 1, 2, 5, 11, 12);
        return new OnnxDocument(
            model.Integer(1),
            model.Text(2),
            model.Text(3),
            model.Text(6),
            model.Messages(8, 1, 2).ToDictionary(set => set.TextOr(1, ""), set => set.Integer(2)),
            model.Messages(14, 1, 2).ToDictionary(entry => entry.Text(1), entry => entry.Text(2)),
            graph.Text(2),
            [.. graph.Messages(1, 1, 2, 3, 4, 5).Select(ToNode)],
            [.. graph.Messages(5, 1, 2, 6, 8, 9).Select(ToTensor)],
            [.. graph.Messages(11, 1, 2, 3).Select(ToPort)],
            [.. graph.Messages(12, 1, 2, 3).Select(ToPort)]);
    }

    private static Node ToNode(Message node) => new(
        node.Text(3),
        node.Text(4),
        [.. node.Texts(1)],
        [.. node.Texts(2)],
        node.Messages(5, 1, 3, 20).ToDictionary(
            attribute => attribute.Text(1),
            attribute => attribute.Integer(20) == 2 ? attribute.Integer(3) : throw new InvalidDataException("An attribute is no whole number.")));

    private static Tensor ToTensor(Message tensor) => new(
        tensor.Text(8), tensor.Integer(2), [.. tensor.Integers(1)], tensor.Has(9) ? tensor.Bytes(9) : null, [.. tensor.Texts(6)]);

    private static Port ToPort(Message port)
    {
        var tensor = new Message(new Message(port.Bytes(2), 1).Bytes(1), 1, 2);
        var shape = new Message(tensor.Bytes(2), 1);
        return new Port(
            port.Text(1),
            tensor.Integer(1),
            [.. shape.Messages(1, 1, 2).Select(dimension => dimension.Has(2) ? dimension.Text(2) : dimension.Integer(1).ToString(CultureInfo.InvariantCulture))],
            port.Text(3));
    }

    internal sealed record Node(
        string Name, string Operation, IReadOnlyList<string> Inputs, IReadOnlyList<string> Outputs, IReadOnlyDictionary<string, long> Attributes);

    internal sealed record Tensor(string Name, long Type, IReadOnlyList<long> Dimensions, byte[]? Raw, IReadOnlyList<string> Strings);

    internal sealed record Port(string Name, long Type, IReadOnlyList<string> Dimensions, string Description);

    /// <summary>The fields of a protobuf message: whole numbers and byte strings.</summary>
    private sealed class Message
    {
        private readonly List<(int Field, object Value)> _fields = [];

        public Message(byte[] bytes, params int[] known)
        {
            int place = 0;
            while (place < bytes.Length)
            {
                ulong tag = Varint(bytes, ref place);
                int field = (int)(tag >> 3);
                if (!known.Contains(field) || (tag & 7) is not (0 or 2))
                {
                    throw new InvalidDataException($"Field {field} of wire type {tag & 7} is not known here.");
                }

                if ((tag & 7) == 0)
                {
                    _fields.Add((field, (long)Varint(bytes, ref place)));
                    continue;
                }

                int length = checked((int)Varint(bytes, ref place));
                _fields.Add((field, bytes[place..(place + length)]));
                place += length;
            }
        }

        public bool Has(int field) => _fields.Any(entry => entry.Field == field);

        public long Integer(int field) => Integers(field).Single();

        public IEnumerable<long> Integers(int field) => All(field).Cast<long>();

        public byte[] Bytes(int field) => All(field).Cast<byte[]>().Single();

        public string Text(int field) => Texts(field).Single();

        public string TextOr(int field, string other) => Has(field) ? Text(field) : other;

        public IEnumerable<string> Texts(int field) =>
            All(field).Cast<byte[]>().Select(new UTF8Encoding(false, throwOnInvalidBytes: true).GetString);

        public IEnumerable<Message> Messages(int field, params int[] known) =>
            All(field).Cast<byte[]>().Select(bytes => new Message(bytes, known));

        private IEnumerable<object> All(int field) => _fields.Where(entry => entry.Field == field).Select(entry => entry.Value);

        private static ulong Varint(byte[] bytes, ref int place)
        {
            ulong value = 0;
            for (int shift = 0; ; shift += 7)
            {
                byte next = bytes[place++];
                value |= (ulong)(next & 0x7F) << shift;
                if (next < 0x80)
                {
                    return value;
                }
            }
        }
    }
}
