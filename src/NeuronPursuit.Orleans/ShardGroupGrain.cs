using Orleans.Concurrency;

namespace NeuronPursuit;

/// <summary>Asks the shards of a group and puts their replies together, on a silo that has most of them.</summary>
[Reentrant]
[RangePlacement]
internal sealed class ShardGroupGrain : AnsweringGrain, IShardGroupGrain
{
    private readonly CancellationTokenSource _closing = new();
    private StepGrains? _shards;
    private long _sequence = -1;
    private Task<byte[]> _last = Task.FromResult<byte[]>([]);

    public async Task<byte[]?> Execute(long sequence, byte[]? step, ShardAssignment? assignment)
    {
        if (_sequence != sequence)
        {
            if (assignment is not null && _shards is null)
            {
                int group = (int)this.GetPrimaryKeyLong(out string? key);
                _shards = StepGrains.OfGroup(GrainFactory, FitKey.Parse(key!).Fit, group, assignment);
            }

            if (_shards is not { } shards || step is null || sequence < _sequence)
            {
                return [];
            }

            (_sequence, _last) = (sequence, Combined(shards, sequence, step));
        }

        return await Answer(_last);
    }

    public override void Dispose() => _closing.Cancel();

    private async Task<byte[]> Combined(StepGrains shards, long sequence, byte[] step)
    {
        byte[][] replies = await shards.Execute(sequence, step, _closing.Token);
        return ShardGroup.Combine(step, replies);
    }
}
