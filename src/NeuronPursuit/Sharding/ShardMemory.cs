namespace NeuronPursuit;

/// <summary>What a host keeps between steps: rows until they are packed, packed data, and the last few objectives.</summary>
internal sealed class ShardMemory(IShardSource source, int shard, ChunkRunner runner)
{
    // The patterns of signs of a first fit in a network of five layers; of anything else there are fewer.
    private const int MaxObjectives = 8;

    private readonly List<((ulong Data, ulong Signals, string Key) Name, object Value)> _objectives = [];
    private IShardRows? _rows;
    private (ulong Id, ILocalPursuitData Data)? _packed;
    private (ulong Id, ILocalPursuitData Data)? _derived;

    public int Shard => shard;

    public CancellationToken CancellationToken { get; private set; }

    /// <summary>Objectives look at the token that they were made with.</summary>
    public void Begin(CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (cancellationToken != CancellationToken)
        {
            _objectives.Clear();
            CancellationToken = cancellationToken;
        }
    }

    /// <summary>The rows as they were loaded.</summary>
    public IShardRows Rows()
    {
        if (_rows is not null)
        {
            return _rows;
        }

        try
        {
            ShardData data = source.Load(shard, CancellationToken)
                ?? throw new InvalidDataException("its source gave null. Give at least one row.");
            IShardRows rows = data.Rows;
            PackedSize.Require(
                rows.RowCount, rows.InputCount, rows.InputCount, rows.OutputCount, "Make more shards with fewer rows each.");
            return _rows = rows;
        }
        catch (Exception exception) when (!IsCancellation(exception) && exception is not OutOfMemoryException)
        {
            throw new ShardDataException($"Shard {shard} could not be loaded: {exception.Message}", exception);
        }
    }

    /// <summary>The packed data of a description.</summary>
    /// <param name="id">Its name.</param>
    /// <param name="description">The description; empty if the step does not have it.</param>
    public ILocalPursuitData Data(ulong id, ReadOnlySpan<byte> description)
    {
        if (_packed is { } packed && packed.Id == id)
        {
            return packed.Data;
        }

        if (_derived is { } derived && derived.Id == id)
        {
            return derived.Data;
        }

        if (description.IsEmpty)
        {
            throw new ShardLackingException();
        }

        var reader = new ShardReader(description);
        ShardDataKind kind = reader.Read<ShardDataKind>();
        ShardReader.Require(Enum.IsDefined(kind));
        if (kind != ShardDataKind.Packed)
        {
            ReadOnlySpan<byte> parent = reader.ReadBytes();
            ILocalPursuitData whole = Data(ShardContext.IdOf(parent), parent);
            var other = (ILocalPursuitData)(kind == ShardDataKind.Residual
                ? whole.ResidualOf(reader.ReadNetwork(whole), CancellationToken)
                : whole.WithLoss(ShardLosses.Read(ref reader)));
            Forget(_derived?.Id);
            _derived = (id, other);
            return other;
        }

        ILocalPursuitData data = Pack(ref reader);
        _objectives.Clear();
        _derived = null;
        _packed = (id, data);
        _rows = null;
        return data;
    }

    /// <summary>An objective that was made before, or a new one in the place of the one not used for longest.</summary>
    public TObjective Objective<TObjective>(ulong data, ulong signals, string key, Func<TObjective> make)
        where TObjective : class
    {
        int place = _objectives.FindIndex(kept => kept.Name == (data, signals, key));
        object value;
        if (place >= 0)
        {
            value = _objectives[place].Value;
            _objectives.RemoveAt(place);
        }
        else
        {
            value = make();
            if (_objectives.Count == MaxObjectives)
            {
                _objectives.RemoveAt(0);
            }
        }

        _objectives.Add(((data, signals, key), value));
        return (TObjective)value;
    }

    // A request of the source that gave up by itself is an error of the source, and asking again would not help.
    private bool IsCancellation(Exception exception) =>
        exception is OperationCanceledException && CancellationToken.IsCancellationRequested;

    private ILocalPursuitData Pack(ref ShardReader reader)
    {
        int[] rows = reader.ReadIntegers();
        ShardPacking packing = ShardPacking.Read(ref reader);
        ShardReader.Require(rows.Length == source.ShardCount);
        IShardRows own = Rows();
        if (own.RowCount != rows[shard] || own.InputCount != packing.Inputs.SourceCount || own.OutputCount != packing.Targets.Count)
        {
            throw new ShardDataException(
                $"Shard {shard} was loaded again with {own.RowCount} rows, {own.InputCount} columns and {own.OutputCount} targets; it had {rows[shard]}, {packing.Inputs.SourceCount} and {packing.Targets.Count} before. A source must give the same rows every time.");
        }

        try
        {
            return own.Pack(packing, runner, CancellationToken);
        }
        catch (ArgumentException exception)
        {
            throw new ShardDataException($"Shard {shard}: {exception.Message}", exception);
        }
    }

    private void Forget(ulong? data) => _objectives.RemoveAll(kept => kept.Name.Data == data);
}
