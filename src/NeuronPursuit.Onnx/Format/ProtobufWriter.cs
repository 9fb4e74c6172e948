using System.Buffers;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// The part of the protobuf wire format that ONNX needs: whole numbers, and fields of a known length (text, bytes,
/// messages).
/// </summary>
internal sealed class ProtobufWriter
{
    private const int VariableLength = 0;
    private const int KnownLength = 2;

    private readonly ArrayBufferWriter<byte> _buffer = new();

    public ReadOnlyMemory<byte> Written => _buffer.WrittenMemory;

    public void Integer(int field, long value)
    {
        Tag(field, VariableLength);
        Varint((ulong)value);
    }

    public void Bytes(int field, ReadOnlySpan<byte> value)
    {
        Tag(field, KnownLength);
        Varint((ulong)value.Length);
        _buffer.Write(value);
    }

    public void Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    /// <summary>A message within the message: it is written apart, since its length comes first.</summary>
    public void Message(int field, Action<ProtobufWriter> write)
    {
        var inner = new ProtobufWriter();
        write(inner);
        Bytes(field, inner.Written.Span);
    }

    private void Tag(int field, int wireType) => Varint((ulong)((field << 3) | wireType));

    /// <summary>Seven bits a byte, lowest first; the highest bit says that more follow.</summary>
    private void Varint(ulong value)
    {
        Span<byte> bytes = _buffer.GetSpan(10);
        int length = 0;
        for (; value >= 0x80; value >>= 7)
        {
            bytes[length++] = (byte)(value | 0x80);
        }

        bytes[length++] = (byte)value;
        _buffer.Advance(length);
    }
}
