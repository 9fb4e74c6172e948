namespace NeuronPursuit;

/// <summary>Shards or groups of shards that run the steps of one fit, asked all at once.</summary>
internal sealed class StepGrains
{
    private readonly IStepGrain[] _grains;
    private readonly Func<int, string> _name;
    private readonly ShardAssignment _assignment;

    private StepGrains(IStepGrain[] grains, Func<int, string> name, ShardAssignment assignment) =>
        (_grains, _name, _assignment) = (grains, name, assignment);

    /// <summary>All shards of a fit.</summary>
    public static StepGrains OfShards(IGrainFactory factory, string fit, ShardAssignment assignment) =>
        OfShards(factory, fit, 0, assignment.Source.ShardCount, assignment);

    /// <summary>The shards of one group.</summary>
    public static StepGrains OfGroup(IGrainFactory factory, string fit, int group, ShardAssignment assignment)
    {
        int first = group * ShardGroup.Size;
        return OfShards(factory, fit, first, Math.Min(ShardGroup.Size, assignment.Source.ShardCount - first), assignment);
    }

    /// <summary>The groups of all shards.</summary>
    public static StepGrains OfGroups(IGrainFactory factory, string fit, ShardAssignment assignment)
    {
        int count = ShardGroup.CountOf(assignment.Source.ShardCount);
        string key = new FitKey(count, fit).ToString();
        return new StepGrains(
            [.. Enumerable.Range(0, count).Select(group => factory.GetGrain<IShardGroupGrain>(group, key))],
            group => $"The group of shard {group * ShardGroup.Size}",
            assignment);
    }

    /// <summary>Runs a step on all of them.</summary>
    /// <returns>The replies, in their order.</returns>
    /// <exception cref="LostGrainException">One stayed away for longer than the recovery time.</exception>
    public Task<byte[][]> Execute(long sequence, byte[] step, CancellationToken cancellationToken)
    {
        var replies = new Task<byte[]>[_grains.Length];
        for (int place = 0; place < replies.Length; place++)
        {
            replies[place] = sequence == 0
                ? Begin(place, step, cancellationToken)
                : Execute(place, sequence, step, null, cancellationToken);
        }

        return Task.WhenAll(replies);
    }

    public Task Close() => Task.WhenAll(_grains.Select(grain => grain.Close()));

    private static StepGrains OfShards(IGrainFactory factory, string fit, int first, int count, ShardAssignment assignment)
    {
        string key = new FitKey(assignment.Source.ShardCount, fit).ToString();
        return new StepGrains(
            [.. Enumerable.Range(first, count).Select(shard => factory.GetGrain<IShardGrain>(shard, key))],
            place => $"Shard {first + place}",
            assignment);
    }

    // The first step makes the grains, and says so to those who place them. Without groups neighbours need not be together,
    // and requests to one silo after the other get there sooner.
    private async Task<byte[]> Begin(int place, byte[] step, CancellationToken cancellationToken)
    {
        if (_assignment.Source.ShardCount > ShardGroup.Size)
        {
            RequestContext.Set(RangePlacement.Beginning, true);
        }

        return await Execute(place, 0, step, _assignment, cancellationToken).ConfigureAwait(false);
    }

    private Task<byte[]> Execute(
        int place, long sequence, byte[] step, ShardAssignment? assignment, CancellationToken cancellationToken)
    {
        IStepGrain grain = _grains[place];
        return GrainCall.Run(
            _name(place),
            everything => grain.Execute(sequence, step, everything ? _assignment : assignment),
            () => grain.Execute(sequence, null, null),
            _assignment.RecoveryTime,
            cancellationToken);
    }
}
