using System.Numerics.Tensors;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The Gauss-Newton matrix <c>J^T J</c> of a network, summed over samples and outputs block by block.</summary>
/// <remarks>
/// The Jacobian of a block is written out, one row of samples per weight, and multiplied by itself through the
/// gradient tiles, panel by panel of the lower triangle. Memory: one block of the Jacobian and the vector sums of the
/// triangle per thread, and the triangle once per chunk.
/// </remarks>
internal sealed unsafe class NormalMatrix<T> : IChunkJob
    where T : unmanaged
{
    private const int PanelRows = 6;

    // Every chunk holds a whole matrix, so there are only a few.
    private const int MaxChunks = 4;

    private readonly NetworkShape _shape;
    private readonly PackedSamples<T> _inputs;
    private readonly PackedTargets<T> _targets;
    private readonly ChunkRunner _runner;
    private readonly Worker[] _workers;
    private readonly double[][] _chunkSums;
    private readonly int _sumCount;
    private readonly CancellationToken _cancellationToken;

    public NormalMatrix(
        NetworkShape shape,
        PackedWeights<T> weights,
        PackedSamples<T> inputs,
        PackedTargets<T> targets,
        ChunkRunner runner,
        CancellationToken cancellationToken)
    {
        (_shape, _inputs, _targets, _runner, _cancellationToken) = (shape, inputs, targets, runner, cancellationToken);
        for (int row = 0; row < shape.ParameterCount; row += PanelRows)
        {
            _sumCount = checked(_sumCount + PanelHeight(row) * PanelWidth(row));
        }

        double operations = (double)shape.ParameterCount * shape.ParameterCount * shape.OutputCount;
        int chunks = Math.Min(MaxChunks, inputs.Partition.ChunkCount(operations));
        _chunkSums = new double[chunks][];
        for (int chunk = 0; chunk < chunks; chunk++)
        {
            _chunkSums[chunk] = new double[_sumCount];
        }

        _workers = new Worker[chunks == 1 ? 1 : Math.Min(runner.ThreadCount, chunks)];
        for (int worker = 0; worker < _workers.Length; worker++)
        {
            _workers[worker] = new Worker(
                new NetworkPass<T>(shape, weights, inputs.Partition),
                new AlignedBuffer<T>((long)shape.ParameterCount * inputs.Partition.Stride),
                new LineSums<T>(_sumCount));
        }
    }

    /// <summary>Writes <paramref name="scale"/> times the lower triangle, for the weights that were packed last.</summary>
    public void Compute(Span2D<double> matrix, double scale)
    {
        _runner.Run(this, _chunkSums.Length, _cancellationToken);
        for (int chunk = 1; chunk < _chunkSums.Length; chunk++)
        {
            TensorPrimitives.Add<double>(_chunkSums[0], _chunkSums[chunk], _chunkSums[0]);
        }

        int offset = 0;
        for (int panel = 0; panel < _shape.ParameterCount; panel += PanelRows)
        {
            int width = PanelWidth(panel);
            for (int row = panel; row < panel + PanelHeight(panel); row++, offset += width)
            {
                TensorPrimitives.Multiply(_chunkSums[0].AsSpan(offset, width), scale, matrix.GetRowSpan(row)[..width]);
            }
        }
    }

    void IChunkJob.RunChunk(int chunk, int worker)
    {
        // A worker's number may exceed the number of chunks. With a worker for each chunk, take the chunk's own.
        Worker own = _workers[_workers.Length == _chunkSums.Length ? chunk : worker];
        own.Sums.Clear();
        SamplePartition partition = _inputs.Partition;
        int end = partition.FirstBlock(chunk + 1, _chunkSums.Length);
        for (int block = partition.FirstBlock(chunk, _chunkSums.Length); block < end; block++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            for (int output = 0; output < _shape.OutputCount; output++)
            {
                own.Pass.ForwardBackwardOutput(_inputs.Block(block), output, _targets.Block(block).Weights);
                WriteJacobian(own, _inputs.Block(block));
                AddProducts(own, _inputs.Block(block).Length);
            }
        }

        own.Sums.Read(0, _chunkSums[chunk], 1);
        GC.KeepAlive(this);
    }

    private int PanelHeight(int row) => Math.Min(PanelRows, _shape.ParameterCount - row);

    private int PanelWidth(int row) => row + PanelHeight(row);

    /// <summary>The derivative by weight (j, k) of a layer is the sensitivity of neuron j times the output of neuron k below.</summary>
    private void WriteJacobian(Worker own, SampleBlock<T> inputs)
    {
        T* target = own.Jacobian.Pointer;
        for (int index = 0; index < _shape.Depth; index++)
        {
            SampleBlock<T> sensitivities = own.Pass.Sensitivities(index, inputs);
            SampleBlock<T> below = index == 0 ? inputs : own.Pass.Outputs(index - 1, inputs);
            for (int row = 0; row < sensitivities.FeatureCount; row++)
            {
                for (int column = 0; column < below.FeatureCount; column++, target += inputs.Stride)
                {
                    Simd.Multiply(sensitivities.Feature(row), below.Feature(column), new Span<T>(target, inputs.Length));
                }
            }
        }

        GC.KeepAlive(own);
    }

    private void AddProducts(Worker own, int length)
    {
        T* jacobian = own.Jacobian.Pointer;
        int stride = _inputs.Partition.Stride;
        nint offset = 0;
        for (int row = 0; row < _shape.ParameterCount; row += PanelRows)
        {
            int height = PanelHeight(row);
            int width = PanelWidth(row);
            GradientTiles.Run(jacobian + (nint)row * stride, height, jacobian, width, stride, length, own.Sums.At(offset));
            offset += height * width;
        }

        GC.KeepAlive(own);
    }

    private sealed record Worker(NetworkPass<T> Pass, AlignedBuffer<T> Jacobian, LineSums<T> Sums);
}
