namespace NeuronPursuit;

/// <summary>The data of fits whose parts run on this silo, each once for all its parts, as long as one of them is there.</summary>
internal sealed class SiloData
{
    private readonly Dictionary<string, (FitData Data, int Users)> _fits = [];
    private readonly Lock _lock = new();

    public FitData Join(string name)
    {
        lock (_lock)
        {
            (FitData data, int users) = _fits.TryGetValue(name, out (FitData Data, int Users) known) ? known : (new FitData(bytes => new PursuitHost(bytes)), 0);
            _fits[name] = (data, users + 1);
            return data;
        }
    }

    public void Leave(string name)
    {
        lock (_lock)
        {
            (FitData data, int users) = _fits[name];
            if (users == 1)
            {
                _fits.Remove(name);
            }
            else
            {
                _fits[name] = (data, users - 1);
            }
        }
    }
}

/// <summary>Data that arrive in pieces.</summary>
/// <param name="read">Reads all of them.</param>
internal sealed class FitData(Func<byte[], PursuitHost> read)
{
    // Whoever brings data sends the next piece well before; after this it is taken for dead.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly HashSet<int> _received = [];
    private readonly TaskCompletionSource<PursuitHost> _host = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private byte[]? _bytes;
    private int _missing;
    private bool _isWhole;
    private long? _lastPiece;

    /// <summary>All of them, once the last piece is there and they are read.</summary>
    public Task<PursuitHost> Host => _host.Task;

    /// <summary>Whether nobody brings them.</summary>
    public bool IsWanted
    {
        get
        {
            lock (_lock)
            {
                return !_isWhole && !(Environment.TickCount64 - _lastPiece < Patience.TotalMilliseconds);
            }
        }
    }

    /// <summary>True if the caller is to bring them.</summary>
    public bool Claim()
    {
        lock (_lock)
        {
            if (!IsWanted)
            {
                return false;
            }

            _lastPiece = Environment.TickCount64;
            return true;
        }
    }

    public void Put(int offset, int total, byte[] piece)
    {
        lock (_lock)
        {
            _lastPiece = Environment.TickCount64;
            if (!_received.Add(offset))
            {
                return;
            }

            if (_bytes is null)
            {
                (_bytes, _missing) = (new byte[total], total);
            }

            piece.CopyTo(_bytes, offset);
            _missing -= piece.Length;
            if (_missing == 0)
            {
                byte[] bytes = _bytes;
                (_bytes, _isWhole) = (null, true);

                // Gigabytes take seconds, in which the grain and the others of its silo have to answer.
                Task.Run(() => Read(bytes));
            }
        }
    }

    private void Read(byte[] bytes)
    {
        try
        {
            _host.SetResult(read(bytes));
        }
#pragma warning disable CA1031 // It reaches the parts, which wait for the data.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            _host.SetException(exception);
        }
    }
}
