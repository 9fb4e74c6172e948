using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>The packed candidates of one batch, a pass per worker, and the sums of every chunk.</summary>
internal sealed class NcfBatch<T>
    where T : unmanaged
{
    private readonly PackedCandidates<T> _candidates;
    private readonly double[] _incoming;
    private readonly double[] _outgoing;
    private readonly double[][] _incomingSums;
    private readonly double[][] _outgoingSums;

    public NcfBatch(
        int count,
        int incomingCount,
        int outgoingCount,
        ActivationCoefficients activation,
        SamplePartition partition,
        int threads)
    {
        _candidates = new PackedCandidates<T>(count, incomingCount, outgoingCount);
        _incoming = new double[count * incomingCount];
        _outgoing = new double[count * outgoingCount];
        double operations = 4.0 * count * (incomingCount + outgoingCount);
        ChunkCount = partition.ChunkCount(operations);
        _incomingSums = new double[ChunkCount][];
        _outgoingSums = new double[ChunkCount][];
        for (int chunk = 0; chunk < ChunkCount; chunk++)
        {
            _incomingSums[chunk] = new double[_incoming.Length];
            _outgoingSums[chunk] = new double[_outgoing.Length];
        }

        Passes = new NcfPass<T>[ChunkCount == 1 ? 1 : threads];
        for (int worker = 0; worker < Passes.Length; worker++)
        {
            Passes[worker] = new NcfPass<T>(_candidates, activation, partition);
        }
    }

    public int Count => _candidates.Count;

    public int ChunkCount { get; }

    public NcfPass<T>[] Passes { get; }

    /// <summary>Splits rows of incoming and outgoing weights and packs both.</summary>
    public void SetCandidates(ReadOnlySpan<double> candidates)
    {
        int incoming = _candidates.IncomingCount;
        int outgoing = _candidates.OutgoingCount;
        for (int r = 0; r < Count; r++)
        {
            ReadOnlySpan<double> row = candidates.Slice(r * (incoming + outgoing), incoming + outgoing);
            row[..incoming].CopyTo(_incoming.AsSpan(r * incoming));
            row[incoming..].CopyTo(_outgoing.AsSpan(r * outgoing));
        }

        _candidates.SetIncoming(_incoming);
        _candidates.SetOutgoing(_outgoing);
    }

    public void KeepChunk(int chunk, int worker)
    {
        Passes[worker].ReadIncomingGradient(_incomingSums[chunk]);
        Passes[worker].ReadOutgoingGradient(_outgoingSums[chunk]);
    }

    /// <summary>Adds the chunks in order and writes <c>count x (incoming + outgoing)</c>, times a scale.</summary>
    public void ReadGradients(double scale, Span<double> gradients)
    {
        for (int chunk = 1; chunk < ChunkCount; chunk++)
        {
            TensorPrimitives.Add<double>(_incomingSums[0], _incomingSums[chunk], _incomingSums[0]);
            TensorPrimitives.Add<double>(_outgoingSums[0], _outgoingSums[chunk], _outgoingSums[0]);
        }

        int incoming = _candidates.IncomingCount;
        int outgoing = _candidates.OutgoingCount;
        for (int r = 0; r < Count; r++)
        {
            Span<double> row = gradients.Slice(r * (incoming + outgoing), incoming + outgoing);
            TensorPrimitives.Multiply(_incomingSums[0].AsSpan(r * incoming, incoming), scale, row[..incoming]);
            TensorPrimitives.Multiply(_outgoingSums[0].AsSpan(r * outgoing, outgoing), scale, row[incoming..]);
        }
    }
}
