using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// Puts the replies of neighbouring shards together, for an engine with many shards: the fit then gets one reply a group,
/// made near the shards, and not one a shard.
/// </summary>
/// <remarks>
/// Group g holds the shards from g times <see cref="Size"/> on, so it depends on their numbers and not on where they lie. A
/// fit adds the shards of a group before the groups, whoever adds them, so groups change no bit of the result.
/// </remarks>
public static class ShardGroup
{
    /// <summary>Shards of a group; the last group may have fewer.</summary>
    public static int Size => 32;

    /// <summary>The number of groups.</summary>
    /// <param name="shards">The number of shards, at least 1.</param>
    /// <returns>The number of shards over <see cref="Size"/>, rounded up.</returns>
    public static int CountOf(int shards)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(shards, 1);
        return (shards - 1) / Size + 1;
    }

    /// <summary>One reply for a group: the sum where the step asks for one, and all replies side by side otherwise.</summary>
    /// <param name="step">The step that the replies answer.</param>
    /// <param name="replies">What <see cref="ShardHost.Execute"/> gave for every shard of one group, in the order of shards.</param>
    /// <returns>What stands for them in the list that <see cref="IShardExecutor.Execute"/> returns.</returns>
    /// <exception cref="ArgumentException">There are no replies, or more than a group has.</exception>
    /// <exception cref="InvalidDataException">The bytes are no step, or no replies, of this version of the library.</exception>
    public static byte[] Combine(ReadOnlySpan<byte> step, IReadOnlyList<byte[]> replies)
    {
        ArgumentNullException.ThrowIfNull(replies);
        if (replies.Count == 0 || replies.Count > Size)
        {
            throw new ArgumentException(
                $"replies holds {replies.Count} replies; pass those of one group, from 1 to {Size}.", nameof(replies));
        }

        ShardStepKind kind = new ShardReader(step).Read<ShardStepKind>();
        ShardReader.Require(Enum.IsDefined(kind));
        if (replies.Count == 1)
        {
            return replies[0];
        }

        bool sums = kind is not (ShardStepKind.Inspect or ShardStepKind.ColumnExtremes or ShardStepKind.ColumnDistances or ShardStepKind.KinkDistance);
        return sums && replies.All(reply => KindOf(reply) == ShardReplyKind.Done) ? Sum(replies) : SideBySide(replies);
    }

    /// <summary>Replies as they came from the shards and from groups, with the latter's taken apart where they hold several.</summary>
    /// <returns>Each with the number of shards that it stands for.</returns>
    internal static IEnumerable<(byte[] Reply, int Shards)> Expand(IEnumerable<byte[]> replies)
    {
        foreach (byte[] reply in replies)
        {
            switch (KindOf(reply))
            {
                case ShardReplyKind.Sum:
                    yield return (reply, new ShardReader(reply.AsSpan(1)).Read<int>());
                    break;
                case ShardReplyKind.SideBySide:
                    foreach (byte[] part in Parts(reply))
                    {
                        yield return (part, 1);
                    }

                    break;
                default:
                    yield return (reply, 1);
                    break;
            }
        }
    }

    internal static ShardReplyKind KindOf(byte[] reply) => (ShardReplyKind)new ShardReader(reply).Read<byte>();

    /// <summary>The numbers of a reply of a shard, or of a sum.</summary>
    internal static double[] Numbers(byte[] reply)
    {
        var reader = new ShardReader(reply);
        if (reader.Read<ShardReplyKind>() == ShardReplyKind.Sum)
        {
            reader.Read<int>();
        }

        return reader.ReadToEnd();
    }

    internal static void Add(double[] total, double[] part)
    {
        ShardReader.Require(part.Length == total.Length);
        TensorPrimitives.Add(total, part, total);
    }

    private static byte[] Sum(IReadOnlyList<byte[]> replies)
    {
        double[] sum = Numbers(replies[0]);
        for (int shard = 1; shard < replies.Count; shard++)
        {
            Add(sum, Numbers(replies[shard]));
        }

        return new ShardWriter().Write(ShardReplyKind.Sum).Write(replies.Count).WriteAll<double>(sum).ToArray();
    }

    private static byte[] SideBySide(IReadOnlyList<byte[]> replies)
    {
        var writer = new ShardWriter();
        writer.Write(ShardReplyKind.SideBySide).Write(replies.Count);
        foreach (byte[] reply in replies)
        {
            writer.WriteArray<byte>(reply);
        }

        return writer.ToArray();
    }

    private static byte[][] Parts(byte[] reply)
    {
        var reader = new ShardReader(reply.AsSpan(1));
        int count = reader.Read<int>();
        ShardReader.Require(count > 0 && count <= Size);
        byte[][] parts = new byte[count][];
        for (int part = 0; part < count; part++)
        {
            parts[part] = reader.ReadBytes().ToArray();
        }

        return parts;
    }
}
