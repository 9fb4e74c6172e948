using System.Collections.Concurrent;
using System.Globalization;

namespace NeuronPursuit;

/// <summary>Runs the parts of a fit on grains, some on every silo at a time. Used by the one thread of a fit.</summary>
internal sealed class GrainParts(IClusterClient client, ClusterPursuitOptions options) : IPursuitExecutor, IDisposable
{
    private const int PieceSize = 4 << 20;

    // The last grain of every place: it keeps the data of its silo alive until the next one does.
    private readonly ConcurrentDictionary<int, IFitPartGrain> _last = [];
    private readonly Lock _finishing = new();
    private byte[]? _data;
    private string _name = "";
    private int _begun;

    public void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken)
    {
        if (!ReferenceEquals(data, _data))
        {
            (_data, _name) = (data, Guid.NewGuid().ToString("N"));
        }

        ExecuteAsync(data, parts, finished, cancellationToken).GetAwaiter().GetResult();
    }

    /// <summary>Frees the memory of the silos.</summary>
    public void Dispose() => Task.WhenAll(_last.Values.Select(grain => GrainCall.CloseAsync(grain.Close()))).GetAwaiter().GetResult();

    private async Task ExecuteAsync(
        byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken)
    {
        int silos = await CountSilosAsync(cancellationToken).ConfigureAwait(false);
        int atOnce = Math.Max(1, Math.Min(parts.Count, silos * options.FitsPerSilo));
        var places = new ConcurrentQueue<int>(Enumerable.Range(0, atOnce));
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = atOnce, CancellationToken = cancellationToken };
        await Parallel.ForAsync(0, parts.Count, parallel, async (part, token) =>
        {
            // There are as many places as parts that run at once, so one is always free.
            _ = places.TryDequeue(out int place);
            byte[] reply = await RunAsync(place, data, part, parts[part], token).ConfigureAwait(false);
            lock (_finishing)
            {
                finished(part, reply);
            }

            places.Enqueue(place);
        }).ConfigureAwait(false);
    }

    private async Task<byte[]> RunAsync(int place, byte[] data, int number, byte[] part, CancellationToken cancellationToken)
    {
        string key = string.Create(CultureInfo.InvariantCulture, $"{_name}/{Interlocked.Increment(ref _begun)}");
        IFitPartGrain grain = client.GetGrain<IFitPartGrain>(place, key);
        bool ended = false;
        try
        {
            byte[] reply = await GrainCall.Run(
                $"Part {number}",
                _ => grain.Run(part, options.FitsPerSilo),
                () => grain.Run(null, options.FitsPerSilo),
                options.RecoveryTime,
                cancellationToken,
                (brought, token) => BringAsync(grain, data, brought, token)).ConfigureAwait(false);
            ended = true;
            return reply;
        }
        finally
        {
            // One that failed ends here; one that is done lasts until the next one of its place is.
            IFitPartGrain? closed = grain;
            if (ended)
            {
                _last.TryGetValue(place, out closed);
                _last[place] = grain;
            }

            if (closed is not null)
            {
                await GrainCall.CloseAsync(closed.Close()).ConfigureAwait(false);
            }
        }
    }

    private static async Task BringAsync(IFitPartGrain grain, byte[] data, Action brought, CancellationToken cancellationToken)
    {
        if (!await GrainCall.InTime(grain.ClaimData(), cancellationToken).ConfigureAwait(false))
        {
            return;
        }

        for (int offset = 0; offset < data.Length; offset += PieceSize)
        {
            byte[] piece = data[offset..Math.Min(offset + PieceSize, data.Length)];
            await GrainCall.InTime(grain.Bring(offset, data.Length, piece), cancellationToken).ConfigureAwait(false);
            brought();
        }
    }

    private async Task<int> CountSilosAsync(CancellationToken cancellationToken)
    {
        // Asked for like a step, whose replies are bytes, so that a cluster that is away for a while ends no fit.
        byte[] count = await GrainCall.Run(
            "The cluster", _ => Ask(), Ask, options.RecoveryTime, cancellationToken).ConfigureAwait(false);
        return BitConverter.ToInt32(count);

        async Task<byte[]?> Ask() => BitConverter.GetBytes(
            (await client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive: true, cancellationToken).ConfigureAwait(false)).Count);
    }
}
