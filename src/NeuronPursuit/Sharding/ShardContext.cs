using System.Buffers.Binary;
using System.Security.Cryptography;

namespace NeuronPursuit;

/// <summary>
/// What a step refers to and a host keeps: how the data are packed, or which network the sensitivities are of. Named by a
/// hash of its description, so that a host knows whether it holds it, whoever sent it.
/// </summary>
/// <param name="description">Empty for nothing.</param>
internal sealed class ShardContext(byte[] description)
{
    public static ShardContext None { get; } = new([]);

    public ReadOnlySpan<byte> Description => description;

    public ulong Id { get; } = IdOf(description);

    /// <summary>The sensitivities of the zero network.</summary>
    public static ShardContext Origin { get; } = new(new ShardWriter().Write(ShardSignalKind.Origin).ToArray());

    public static ShardContext AroundLayer(Network network, int hiddenLayer) => new(
        new ShardWriter().Write(ShardSignalKind.Layer).Write(hiddenLayer).WriteNetwork(network).ToArray());

    public static ShardContext SilentNeuron(Network network, int neuron) => new(
        new ShardWriter().Write(ShardSignalKind.SilentNeuron).Write(neuron).WriteNetwork(network).ToArray());

    public static ulong IdOf(ReadOnlySpan<byte> description)
    {
        if (description.IsEmpty)
        {
            return 0;
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(description, hash);
        return BinaryPrimitives.ReadUInt64LittleEndian(hash);
    }
}
