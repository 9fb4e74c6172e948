using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Predicts many rows through the block kernels, in batches of bounded size, on several threads where there is enough
/// work. The bits are those of <see cref="FittedNetwork.Predict"/>: the kernels sum in the same order.
/// </summary>
internal sealed unsafe class BatchPredictor<TSource>
    where TSource : unmanaged
{
    private const int BatchRows = 1024;

    // Below this a thread costs more than it saves.
    private const int ParallelRows = 8 * BatchRows;

    private readonly FittedNetwork _fitted;
    private readonly PackedWeights<double> _weights;

    public BatchPredictor(FittedNetwork fitted)
    {
        _fitted = fitted;
        _weights = new PackedWeights<double>(fitted.Network.Shape);
        _weights.Set(fitted.Network.Parameters);
    }

    /// <summary>Writes the predictions of every row, row after row.</summary>
    public void Predict(ReadOnlySpan2D<TSource> X, Span<double> outputs)
    {
        int rows = X.Height;
        int batches = (rows + BatchRows - 1) / BatchRows;
        nint pitch = rows > 1
            ? Unsafe.ByteOffset(ref X.DangerousGetReference(), ref X.DangerousGetReferenceAt(1, 0)) / sizeof(TSource)
            : X.Width;
        fixed (TSource* first = &X.DangerousGetReference())
        fixed (double* target = outputs)
        {
            // A lambda cannot hold a pointer variable, but it can hold its value.
            nint source = (nint)first;
            nint destination = (nint)target;
            int threads = rows < ParallelRows ? 1 : Environment.ProcessorCount;
            Parallel.For(
                0,
                batches,
                new ParallelOptions { MaxDegreeOfParallelism = threads },
                () => new Worker(_fitted, _weights, Math.Min(rows, BatchRows)),
                (batch, _, worker) =>
                {
                    int start = batch * BatchRows;
                    int count = Math.Min(BatchRows, rows - start);
                    var input = new ReadOnlySpan2D<TSource>((TSource*)source + start * pitch, count, _fitted.InputCount, (int)pitch - _fitted.InputCount);
                    var output = new Span<double>((double*)destination + (nint)start * _fitted.OutputCount, count * _fitted.OutputCount);
                    worker = count == worker.Rows ? worker : new Worker(_fitted, _weights, count);
                    worker.Predict(input, output);
                    return worker;
                },
                _ => { });
        }
    }

    /// <summary>The buffers of one thread.</summary>
    private sealed class Worker
    {
        private readonly FittedNetwork _fitted;
        private readonly PackedSamples<double> _inputs;
        private readonly PackedSamples<double> _outputs;
        private readonly NetworkPass<double> _pass;
        private readonly ColumnScaling _scaling;

        public Worker(FittedNetwork fitted, PackedWeights<double> weights, int rows)
        {
            _fitted = fitted;
            Rows = rows;
            SamplePartition partition = SamplePartition.Create<double>(rows);
            _inputs = new PackedSamples<double>(partition, fitted.InputCount, fitted.Intercept);
            _outputs = new PackedSamples<double>(partition, fitted.OutputCount);
            _pass = new NetworkPass<double>(fitted.Network.Shape, weights, partition);
            _scaling = fitted.Inputs ?? ColumnScaling.Uniform(fitted.InputCount, 1);
        }

        public int Rows { get; }

        public void Predict(ReadOnlySpan2D<TSource> rows, Span<double> outputs)
        {
            _inputs.Pack(rows, _scaling.Offsets, _scaling.Factors);
            int row = 0;
            for (int index = 0; index < _inputs.BlockCount; index++)
            {
                SampleBlock<double> block = _outputs.Block(index);
                _pass.Forward(_inputs.Block(index), block);
                for (int sample = 0; sample < block.SampleCount; sample++, row++)
                {
                    for (int output = 0; output < _fitted.OutputCount; output++)
                    {
                        double value = block.Data[(nint)output * block.Stride + sample];
                        outputs[row * _fitted.OutputCount + output] = _fitted.Targets?.Undo(value, output) ?? value;
                    }
                }
            }

            GC.KeepAlive(_inputs);
            GC.KeepAlive(_outputs);
        }
    }
}
