using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The fit's side of the steps: sends them to all shards and sums what comes back in the order of shards.</summary>
internal sealed class ShardedSteps(IShardExecutor executor)
{
    /// <summary>
    /// Sums of so many shards are added before they join the total. Fixed, so that an engine may add up a group near its
    /// shards without changing a bit.
    /// </summary>
    public const int GroupSize = 32;

    private readonly HashSet<ulong> _known = [0];

    public int ShardCount => executor.ShardCount;

    /// <summary>The sum over shards.</summary>
    /// <param name="kind">What to ask.</param>
    /// <param name="data">How the data are packed.</param>
    /// <param name="signals">What correlations are with.</param>
    /// <param name="payload">What else the step says.</param>
    /// <param name="cancellationToken">Ends the step.</param>
    public double[] Sum(
        ShardStepKind kind, ShardContext data, ShardContext signals, Action<ShardWriter> payload, CancellationToken cancellationToken)
    {
        IReadOnlyList<byte[]> replies = Ask(kind, data, signals, payload, cancellationToken);
        double[]? total = null;
        for (int start = 0; start < replies.Count; start += GroupSize)
        {
            double[] group = Numbers(replies[start]);
            for (int shard = start + 1; shard < Math.Min(start + GroupSize, replies.Count); shard++)
            {
                Add(group, Numbers(replies[shard]));
            }

            if (total is null)
            {
                total = group;
            }
            else
            {
                Add(total, group);
            }
        }

        return total!;
    }

    /// <summary>The replies without their first byte, one a shard.</summary>
    public IReadOnlyList<byte[]> Ask(
        ShardStepKind kind, ShardContext data, ShardContext signals, Action<ShardWriter> payload, CancellationToken cancellationToken)
    {
        bool full = _known.Add(data.Id) | _known.Add(signals.Id);
        IReadOnlyList<byte[]> replies = executor.Execute(Write(full), cancellationToken);
        if (!full && replies.Any(reply => KindOf(reply) == ShardReplyKind.Lacking))
        {
            replies = executor.Execute(Write(full: true), cancellationToken);
        }

        ShardReader.Require(replies.Count == ShardCount);
        foreach (byte[] reply in replies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShardReplyKind found = KindOf(reply);
            if (found == ShardReplyKind.BadData)
            {
                throw new InvalidDataException(new ShardReader(reply.AsSpan(1)).ReadText());
            }

            ShardReader.Require(found == ShardReplyKind.Done);
        }

        return replies;

        byte[] Write(bool full)
        {
            var writer = new ShardWriter();
            writer.Write(kind).Write(data.Id).Write(signals.Id);
            writer.WriteArray(full ? data.Description : []).WriteArray(full ? signals.Description : []);
            payload(writer);
            return writer.ToArray();
        }
    }

    /// <summary>A reply as numbers.</summary>
    public static double[] Numbers(byte[] reply) => new ShardReader(reply.AsSpan(1)).ReadToEnd();

    private static ShardReplyKind KindOf(byte[] reply) => (ShardReplyKind)new ShardReader(reply).Read<byte>();

    private static void Add(double[] total, double[] part)
    {
        ShardReader.Require(part.Length == total.Length);
        TensorPrimitives.Add(total, part, total);
    }
}
