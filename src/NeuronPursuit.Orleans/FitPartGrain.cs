using Orleans.Concurrency;

namespace NeuronPursuit;

/// <summary>Runs a part of a fit on a thread of its own, on the data that its silo holds.</summary>
[Reentrant]
[SpreadPlacement]
internal sealed class FitPartGrain : AnsweringGrain, IFitPartGrain
{
    private readonly CancellationTokenSource _closing = new();
    private readonly SiloData _silo;
    private readonly string _name;
    private readonly FitData _data;
    private byte[]? _part;
    private Task<byte[]>? _work;

    public FitPartGrain(SiloData silo)
    {
        this.GetPrimaryKeyLong(out string? key);
        (_silo, _name) = (silo, key![..key!.IndexOf('/', StringComparison.Ordinal)]);
        _data = silo.Join(_name);
    }

    public Task<bool> ClaimData() => Task.FromResult(_data.Claim());

    public Task Bring(int offset, int total, byte[] piece)
    {
        _data.Put(offset, total, piece);
        return Task.CompletedTask;
    }

    public async Task<byte[]?> Run(byte[]? part, int fitsPerSilo)
    {
        _part ??= part;
        if (_part is null || (_work is null && _data.IsWanted))
        {
            return [];
        }

        if (_work is null)
        {
            if (!await HasEnded(_data.Host))
            {
                return null;
            }

            PursuitHost host = await _data.Host;
            int threads = Math.Max(1, Environment.ProcessorCount / fitsPerSilo);
            _work ??= Task.Factory.StartNew(
                () => Execute(host, _part, threads, _closing.Token),
                _closing.Token,
                TaskCreationOptions.LongRunning | TaskCreationOptions.DenyChildAttach,
                TaskScheduler.Default);
        }

        return await Answer(_work);
    }

    private static byte[] Execute(PursuitHost host, byte[] part, int threads, CancellationToken cancellationToken)
    {
        try
        {
            return host.Execute(part, threads, cancellationToken);
        }
        catch (OperationCanceledException)
        {
            // The silo shuts down: the caller is to hear of that, and not of a fit that was cancelled with a model.
            cancellationToken.ThrowIfCancellationRequested();
            throw;
        }
    }

    public override void Dispose()
    {
        if (!_closing.IsCancellationRequested)
        {
            _closing.Cancel();
            _silo.Leave(_name);
        }
    }
}
