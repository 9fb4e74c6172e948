using Orleans.Concurrency;

namespace NeuronPursuit;

/// <summary>Holds a <see cref="ShardHost"/> in the memory of a silo.</summary>
/// <remarks>
/// Reentrant, so that a request to close is heard while a step runs; steps run on a thread of their own, one at a time.
/// </remarks>
[Reentrant]
[RangePlacement]
internal sealed class ShardGrain : AnsweringGrain, IShardGrain
{
    private readonly StepRunner _runner = new("NeuronPursuit shard");
    private ShardHost? _host;

    public async Task<byte[]?> Execute(long sequence, byte[]? step, ShardAssignment? assignment)
    {
        if (_runner.Sequence != sequence)
        {
            if (assignment is not null && _host is null)
            {
                _host = new ShardHost(assignment.Source, (int)this.GetPrimaryKeyLong(out _), assignment.Threads);
            }

            // A request that was overtaken by a later one has nobody waiting for it.
            if (_host is not { } host || step is null || sequence < _runner.Sequence)
            {
                return [];
            }

            _runner.Begin(sequence, token => host.Execute(step, token));
        }

        return await Answer(_runner.Last);
    }

    public override void Dispose() => _runner.Dispose();
}
