using Orleans.Concurrency;

namespace NeuronPursuit;

/// <summary>Runs a task on a thread of its own.</summary>
[Reentrant]
[SpreadPlacement]
internal sealed class PursuitTaskGrain : AnsweringGrain, IPursuitTaskGrain
{
    private readonly StepRunner _runner = new("NeuronPursuit task");

    public async Task<byte[]?> Run(IPursuitTask? task)
    {
        if (_runner.Sequence < 0)
        {
            if (task is null)
            {
                return [];
            }

            long number = this.GetPrimaryKeyLong(out _);
            _runner.Begin(0, token => PursuitTasks.Fit(task, number, token));
        }

        return await Answer(_runner.Last);
    }

    public override void Dispose() => _runner.Dispose();
}
