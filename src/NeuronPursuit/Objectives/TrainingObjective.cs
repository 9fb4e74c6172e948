using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// The mean loss: of the squared residuals over samples and outputs, <c>|Y - H(X)|_F^2 / (n m)</c>, or of another loss
/// over samples, <c>sum_i w_i loss_i / sum_i w_i</c>.
/// </summary>
/// <remarks>
/// <para>The paper writes the sum (Algorithm 1) and half of it (eq. 1); the step sizes of its appendix are stable only
/// with the mean (docs/adr/0003).</para>
/// <para>Samples are summed in chunks of whole blocks, whose number depends on the shape alone, and the chunks' sums
/// are added in order: the result is the same to the last bit for any number of threads. Nothing is allocated after
/// the first evaluation. One evaluation at a time.</para>
/// </remarks>
internal sealed class TrainingObjective<T> : ILeastSquaresObjective, ISampleSums, IChunkJob
    where T : unmanaged
{
    private readonly PackedSamples<T> _inputs;
    private readonly PackedTargets<T> _targets;
    private readonly NetworkShape _shape;
    private readonly PackedWeights<T> _weights;
    private readonly ChunkRunner _runner;
    private readonly CancellationToken _cancellationToken;
    private readonly NetworkPass<T>[] _passes;
    private readonly double[][] _chunkGradients;
    private readonly double[] _chunkLosses;
    private readonly double _normalizer;
    private NormalMatrix<T>? _normalMatrix;

    public TrainingObjective(
        NetworkShape shape,
        PackedSamples<T> inputs,
        PackedTargets<T> targets,
        ChunkRunner runner,
        CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _targets = targets;
        _shape = shape;
        _runner = runner;
        _cancellationToken = cancellationToken;
        _normalizer = targets.Normalizer;
        _weights = new PackedWeights<T>(shape);
        int chunks = inputs.Partition.ChunkCount(shape.GradientOperations);
        _passes = new NetworkPass<T>[chunks == 1 ? 1 : runner.ThreadCount];
        for (int worker = 0; worker < _passes.Length; worker++)
        {
            _passes[worker] = new NetworkPass<T>(shape, _weights, inputs.Partition, targets.CreateKernel());
        }

        _chunkLosses = new double[chunks];
        _chunkGradients = new double[chunks][];
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            _chunkGradients[chunk] = new double[shape.ParameterCount];
        }
    }

    public int ParameterCount => _shape.ParameterCount;

    public int SampleCount => _inputs.SampleCount;

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        double loss = Sum(parameters, gradient);
        TensorPrimitives.Multiply(gradient, _targets.SlopeFactor * _normalizer, gradient);
        return loss * _normalizer;
    }

    /// <summary>The sums over samples behind <see cref="Evaluate"/>, without its factors: what one shard contributes.</summary>
    public double Sum(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        _weights.Set(parameters);
        _runner.Run(this, _chunkLosses.Length, _cancellationToken);
        _chunkGradients[0].CopyTo(gradient);
        double loss = _chunkLosses[0];
        for (int chunk = 1; chunk < _chunkLosses.Length; chunk++)
        {
            TensorPrimitives.Add(gradient, _chunkGradients[chunk], gradient);
            loss += _chunkLosses[chunk];
        }

        return loss;
    }

    public double AccumulateNormalMatrix(
        ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient)
    {
        _targets.Loss.RequireSquare();
        double value = Evaluate(parameters, gradient);
        SumNormalMatrix(normalMatrix, 2 * _normalizer);
        return value;
    }

    /// <summary>The Gauss-Newton matrix <c>J^T J</c> at the weights of the last evaluation, times a factor.</summary>
    public void SumNormalMatrix(Span2D<double> normalMatrix, double scale)
    {
        _targets.Loss.RequireSquare();
        _normalMatrix ??= new NormalMatrix<T>(_shape, _weights, _inputs, _targets, _runner, _cancellationToken);
        _normalMatrix.Compute(normalMatrix, scale);
    }

    void IChunkJob.RunChunk(int chunk, int worker)
    {
        NetworkPass<T> pass = _passes[worker];
        SamplePartition partition = _inputs.Partition;
        pass.ClearGradient();
        double loss = 0;
        int end = partition.FirstBlock(chunk + 1, _chunkLosses.Length);
        for (int block = partition.FirstBlock(chunk, _chunkLosses.Length); block < end; block++)
        {
            loss += pass.AccumulateLossAndGradient(_inputs.Block(block), _targets.Block(block));
        }

        pass.ReadGradient(_chunkGradients[chunk]);
        _chunkLosses[chunk] = loss;
        GC.KeepAlive(this);
    }
}
