namespace NeuronPursuit;

/// <summary>The fit's side of the steps: sends them to all shards and sums what comes back in the order of shards.</summary>
internal sealed class ShardedSteps(IShardExecutor executor)
{
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
        double[]? total = null;
        double[]? group = null;
        int shard = 0;
        foreach ((byte[] reply, int shards) in Gather(kind, data, signals, payload, cancellationToken))
        {
            double[] numbers = ShardGroup.Numbers(reply);
            if (shard % ShardGroup.Size == 0)
            {
                total = Plus(total, group);
                group = numbers;
            }
            else
            {
                ShardGroup.Add(group!, numbers);
            }

            shard += shards;
        }

        return Plus(total, group)!;
    }

    /// <summary>The replies, one a shard, of a step that does not ask for sums.</summary>
    public IReadOnlyList<byte[]> Ask(
        ShardStepKind kind, ShardContext data, ShardContext signals, Action<ShardWriter> payload, CancellationToken cancellationToken)
    {
        List<(byte[] Reply, int Shards)> replies = Gather(kind, data, signals, payload, cancellationToken);
        ShardReader.Require(replies.Count == ShardCount);
        return replies.ConvertAll(reply => reply.Reply);
    }

    /// <summary>Replies of shards, and sums of whole groups, in the order of shards.</summary>
    private List<(byte[] Reply, int Shards)> Gather(
        ShardStepKind kind, ShardContext data, ShardContext signals, Action<ShardWriter> payload, CancellationToken cancellationToken)
    {
        bool full = _known.Add(data.Id) | _known.Add(signals.Id);
        List<(byte[] Reply, int Shards)> replies = Execute(Write(full));
        if (!full && replies.Exists(reply => ShardGroup.KindOf(reply.Reply) == ShardReplyKind.Lacking))
        {
            replies = Execute(Write(full: true));
        }

        long given = replies.Sum(reply => (long)reply.Shards);
        if (given != ShardCount)
        {
            throw new InvalidDataException($"The executor gave replies for {given} shards, but there are {ShardCount}.");
        }

        int shard = 0;
        foreach ((byte[] reply, int shards) in replies)
        {
            cancellationToken.ThrowIfCancellationRequested();
            ShardReplyKind found = ShardGroup.KindOf(reply);
            if (found == ShardReplyKind.BadData)
            {
                throw new InvalidDataException(new ShardReader(reply.AsSpan(1)).ReadText());
            }

            bool whole = shard % ShardGroup.Size == 0 && shards == Math.Min(ShardGroup.Size, ShardCount - shard);
            ShardReader.Require(found == ShardReplyKind.Done || (found == ShardReplyKind.Sum && whole));
            shard += shards;
        }

        return replies;

        List<(byte[] Reply, int Shards)> Execute(byte[] step)
        {
            IReadOnlyList<byte[]>? given = executor.Execute(step, cancellationToken);
            return given is not null && !given.Contains(null!)
                ? [.. ShardGroup.Expand(given)]
                : throw new InvalidDataException(
                    "The executor gave null in the place of replies. IShardExecutor.Execute must return what ShardHost.Execute gave for every shard, or what ShardGroup.Combine made of it.");
        }

        byte[] Write(bool full)
        {
            var writer = new ShardWriter();
            writer.Write(kind).Write(data.Id).Write(signals.Id);
            writer.WriteArray(full ? data.Description : []).WriteArray(full ? signals.Description : []);
            payload(writer);
            return writer.ToArray();
        }
    }

    private static double[]? Plus(double[]? total, double[]? group)
    {
        if (total is null || group is null)
        {
            return total ?? group;
        }

        ShardGroup.Add(total, group);
        return total;
    }
}
