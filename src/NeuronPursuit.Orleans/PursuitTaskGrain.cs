using Orleans.Concurrency;

namespace NeuronPursuit;

/// <summary>Runs a task on a thread of its own.</summary>
[Reentrant]
[SpreadPlacement]
internal sealed class PursuitTaskGrain : Grain, IPursuitTaskGrain, IDisposable
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

            _runner.Begin(0, token =>
            {
                using var file = new MemoryStream();
                task.Run(token).Save(file);
                return file.ToArray();
            });
        }

        return await _runner.Reply();
    }

    public Task Close()
    {
        DeactivateOnIdle();
        _runner.Dispose();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    public void Dispose() => _runner.Dispose();
}
