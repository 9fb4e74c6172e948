namespace NeuronPursuit;

/// <summary>The correlation of a neuron, summed over samples in the memory of this process.</summary>
/// <remarks>Sums run in chunks like those of <see cref="TrainingObjective{T}"/>. One evaluation at a time.</remarks>
internal sealed class LocalNeuronCorrelation<T> : NeuronCorrelation, IChunkJob
    where T : unmanaged
{
    private readonly PackedSamples<T> _inputs;
    private readonly PackedSamples<T> _sensitivities;
    private readonly HomogeneousActivation _activation;
    private readonly ChunkRunner _runner;
    private readonly CancellationToken _cancellationToken;
    private NcfBatch<T>? _batch;
    private bool _outgoingOnly;

    public LocalNeuronCorrelation(
        PackedSamples<T> inputs,
        PackedSamples<T> sensitivities,
        HomogeneousActivation activation,
        ChunkRunner runner,
        CancellationToken cancellationToken)
        : base(activation.Coefficients)
    {
        _inputs = inputs;
        _sensitivities = sensitivities;
        _activation = activation;
        _runner = runner;
        _cancellationToken = cancellationToken;
    }

    public override int IncomingCount => _inputs.FeatureCount;

    public override int OutgoingCount => _sensitivities.FeatureCount;

    protected override int SampleCount => _inputs.SampleCount;

    public override void Sum(ReadOnlySpan<double> candidates, int count, bool outgoingOnly, double scale, Span<double> gradients)
    {
        if (_batch is null || _batch.Count != count)
        {
            _batch = new NcfBatch<T>(count, IncomingCount, OutgoingCount, Activation, _inputs.Partition, _runner.ThreadCount);
        }

        _outgoingOnly = outgoingOnly;
        _batch.SetCandidates(candidates);
        _runner.Run(this, _batch.ChunkCount, _cancellationToken);
        _batch.ReadGradients(scale, gradients);
    }

    public override INcfObjective? Sketch() => OutgoingCount <= SensitivitySketch.LargestExact
        ? null
        : new LocalNeuronCorrelation<T>(_inputs, SensitivitySketch.Of(_sensitivities), _activation, _runner, _cancellationToken);

    public override double[] SignVectorSums(int size, int first)
    {
        _cancellationToken.ThrowIfCancellationRequested();
        return new SignVectorScan<T>(_inputs, _sensitivities, Activation.Power).Sums(size, first);
    }

    void IChunkJob.RunChunk(int chunk, int worker)
    {
        NcfPass<T> pass = _batch!.Passes[worker];
        SamplePartition partition = _inputs.Partition;
        pass.Clear();
        int end = partition.FirstBlock(chunk + 1, _batch.ChunkCount);
        for (int block = partition.FirstBlock(chunk, _batch.ChunkCount); block < end; block++)
        {
            if (_outgoingOnly)
            {
                pass.AccumulateCorrelations(_inputs.Block(block), _sensitivities.Block(block));
            }
            else
            {
                pass.AccumulateGradients(_inputs.Block(block), _sensitivities.Block(block));
            }
        }

        _batch.KeepChunk(chunk, worker);
        GC.KeepAlive(this);
    }
}
