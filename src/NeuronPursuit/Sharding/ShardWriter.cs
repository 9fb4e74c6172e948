using System.Buffers;
using System.Runtime.InteropServices;
using System.Text;

namespace NeuronPursuit;

/// <summary>Writes the bytes of steps and replies, in the byte order of the machine, unaligned.</summary>
internal sealed class ShardWriter
{
    private readonly ArrayBufferWriter<byte> _buffer = new(256);

    public ReadOnlySpan<byte> Written => _buffer.WrittenSpan;

    public ShardWriter Write<T>(T value)
        where T : unmanaged => WriteAll(new ReadOnlySpan<T>(in value));

    public ShardWriter WriteAll<T>(ReadOnlySpan<T> values)
        where T : unmanaged
    {
        _buffer.Write(MemoryMarshal.AsBytes(values));
        return this;
    }

    /// <summary>The length, then the values.</summary>
    public ShardWriter WriteArray<T>(ReadOnlySpan<T> values)
        where T : unmanaged => Write(values.Length).WriteAll(values);

    public ShardWriter WriteText(string text) => WriteArray<byte>(Encoding.UTF8.GetBytes(text));

    public ShardWriter WriteActivation(HomogeneousActivation activation) =>
        Write(activation.PositiveCoefficient).Write(activation.NegativeCoefficient).Write(activation.Power);

    public ShardWriter WriteShape(NetworkShape shape) => WriteActivation(shape.Activation).WriteArray(shape.Widths);

    public ShardWriter WriteNetwork(Network network) => WriteShape(network.Shape).WriteAll<double>(network.Parameters);

    public byte[] ToArray() => Written.ToArray();
}
