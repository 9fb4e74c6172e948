using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>A constant of a graph (TensorProto): numbers as raw little-endian bytes, or strings.</summary>
internal sealed class OnnxTensor
{
    private readonly byte[] _raw = [];
    private readonly IReadOnlyList<string> _strings = [];

    /// <param name="name">Its name in the graph.</param>
    /// <param name="type">What <paramref name="raw"/> holds.</param>
    /// <param name="dimensions">None for a scalar.</param>
    /// <param name="raw">The numbers, row-major.</param>
    public OnnxTensor(string name, OnnxType type, long[] dimensions, byte[] raw)
        : this(name, type, dimensions, (long)raw.Length) => _raw = raw;

    /// <summary>A vector of strings.</summary>
    public OnnxTensor(string name, IReadOnlyList<string> strings)
        : this(name, OnnxType.String, [strings.Count], strings.Sum(text => 3L * text.Length + 8)) => _strings = strings;

    private OnnxTensor(string name, OnnxType type, long[] dimensions, long size) =>
        (Name, Type, Dimensions, Size) = (name, type, dimensions, size);

    public string Name { get; }

    public OnnxType Type { get; }

    public long[] Dimensions { get; }

    /// <summary>An upper bound of the bytes that the content takes.</summary>
    public long Size { get; }

    /// <summary>A vector of whole numbers, or a scalar.</summary>
    public static OnnxTensor Of(string name, ReadOnlySpan<long> values, bool isScalar = false) =>
        new(name, OnnxType.Int64, isScalar ? [] : [values.Length], MemoryMarshal.AsBytes(values).ToArray());

    public void Write(ProtobufWriter writer, string written)
    {
        foreach (long dimension in Dimensions)
        {
            writer.Integer(1, dimension);
        }

        writer.Integer(2, (long)Type);
        foreach (string text in _strings)
        {
            writer.Text(6, text);
        }

        writer.Text(8, written);
        if (Type != OnnxType.String)
        {
            writer.Bytes(9, _raw);
        }
    }
}
