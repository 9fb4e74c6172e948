using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The neural correlation function of one more neuron (eq. 21 and Section 3.3):
/// <c>N(a, b) = (1/n) sum_i (D_i . b) sigma(a . g_i)</c>, where g are the inputs of the neuron's layer and D the
/// sensitivities at the pre-activations of the next one, seeded with the residual. It knows no network.
/// </summary>
/// <remarks>Sums run in chunks like those of <see cref="TrainingObjective{T}"/>. One evaluation at a time.</remarks>
internal sealed class NeuronCorrelation<T> : INcfObjective, ISignCorrelations, IChunkJob
    where T : unmanaged
{
    private readonly PackedSamples<T> _inputs;
    private readonly PackedSamples<T> _sensitivities;
    private readonly ActivationCoefficients _activation;
    private readonly ChunkRunner _runner;
    private readonly CancellationToken _cancellationToken;
    private NcfBatch<T>? _batch;
    private bool _outgoingOnly;

    public NeuronCorrelation(
        PackedSamples<T> inputs,
        PackedSamples<T> sensitivities,
        HomogeneousActivation activation,
        ChunkRunner runner,
        CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _sensitivities = sensitivities;
        _activation = activation.Coefficients;
        _runner = runner;
        _cancellationToken = cancellationToken;
    }

    public int IncomingCount => _inputs.FeatureCount;

    public int OutgoingCount => _sensitivities.FeatureCount;

    private int Size => IncomingCount + OutgoingCount;

    public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients)
    {
        Run(candidates, values.Length, outgoingOnly: false);
        _batch!.ReadGradients(1.0 / _inputs.SampleCount, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            // The correlation is linear in b: b times its own gradient is the value.
            int outgoing = r * Size + IncomingCount;
            values[r] = TensorPrimitives.Dot(
                candidates.Slice(outgoing, OutgoingCount), gradients.Slice(outgoing, OutgoingCount));
        }
    }

    public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients)
    {
        double power = _activation.Power;
        double incomingNorm = Math.Sqrt(power / (power + 1));
        double outgoingNorm = Math.Sqrt(1 / (power + 1));
        for (int r = 0; r < values.Length; r++)
        {
            SphereMath.Rescale(candidates.Slice(r * Size, IncomingCount), incomingNorm);
        }

        if (OutgoingCount == 1)
        {
            CompleteWithOneOutgoing(candidates, values, gradients, outgoingNorm);
            return;
        }

        // The best b for a fixed a is parallel to q(a), the gradient with respect to b.
        Run(candidates, values.Length, outgoingOnly: true);
        _batch!.ReadGradients(1, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            Span<double> outgoing = candidates.Slice(r * Size + IncomingCount, OutgoingCount);
            gradients.Slice(r * Size + IncomingCount, OutgoingCount).CopyTo(outgoing);
            SphereMath.Rescale(outgoing, outgoingNorm);
        }

        Evaluate(candidates, values, gradients);
    }

    public void VisitSignVectors(int size, SignVectorVisitor visit) =>
        new SignVectorScan<T>(_inputs, _sensitivities, _activation, _cancellationToken).Visit(size, visit);

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

    private void Run(ReadOnlySpan<double> candidates, int count, bool outgoingOnly)
    {
        if (_batch is null || _batch.Count != count)
        {
            _batch = new NcfBatch<T>(count, IncomingCount, OutgoingCount, _activation, _inputs.Partition, _runner.ThreadCount);
        }

        _outgoingOnly = outgoingOnly;
        _batch.SetCandidates(candidates);
        _runner.Run(this, _batch.ChunkCount, _cancellationToken);
    }

    /// <summary>With one outgoing weight only its sign is free, and one evaluation tells it.</summary>
    private void CompleteWithOneOutgoing(
        Span<double> candidates, Span<double> values, Span<double> gradients, double outgoingNorm)
    {
        for (int r = 0; r < values.Length; r++)
        {
            candidates[r * Size + IncomingCount] = outgoingNorm;
        }

        Evaluate(candidates, values, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            if (values[r] < 0)
            {
                values[r] = -values[r];
                candidates[r * Size + IncomingCount] = -outgoingNorm;
                Span<double> incoming = gradients.Slice(r * Size, IncomingCount);
                TensorPrimitives.Negate(incoming, incoming);
            }
        }
    }
}
