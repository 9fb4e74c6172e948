using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Predicts many rows through the block kernels, in batches of bounded size, on several threads where there is enough
/// work. The bits are those of <see cref="FittedNetworks.Predict"/>: the kernels sum in the same order.
/// </summary>
internal sealed unsafe class BatchPredictor<TSource>
    where TSource : unmanaged
{
    private const int BatchRows = 1024;

    // Below this a thread costs more than it saves.
    private const int ParallelRows = 8 * BatchRows;

    private readonly FittedNetworks _fitted;
    private readonly PackedWeights<double>[] _weights;

    public BatchPredictor(FittedNetworks fitted)
    {
        _fitted = fitted;
        _weights = new PackedWeights<double>[fitted.Networks.Count];
        for (int member = 0; member < _weights.Length; member++)
        {
            _weights[member] = new PackedWeights<double>(fitted.Networks[member].Shape);
            _weights[member].Set(fitted.Networks[member].Parameters);
        }
    }

    /// <summary>Writes the predictions of every row, row after row.</summary>
    /// <param name="X">The samples.</param>
    /// <param name="outputs">Receives the predictions.</param>
    /// <param name="spread">Receives the standard deviations over the networks; empty if not wanted.</param>
    public void Predict(ReadOnlySpan2D<TSource> X, Span<double> outputs, Span<double> spread = default)
    {
        bool wantsSpread = !spread.IsEmpty;
        int rows = X.Height;
        int batches = (rows + BatchRows - 1) / BatchRows;
        nint pitch = rows > 1
            ? Unsafe.ByteOffset(ref X.DangerousGetReference(), ref X.DangerousGetReferenceAt(1, 0)) / sizeof(TSource)
            : X.Width;
        fixed (TSource* first = &X.DangerousGetReference())
        fixed (double* target = outputs)
        fixed (double* spreadTarget = spread)
        {
            // A lambda cannot hold a pointer variable, but it can hold its value.
            nint source = (nint)first;
            nint destination = (nint)target;
            nint spreadDestination = (nint)spreadTarget;
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
                    nint place = (nint)start * _fitted.OutputCount;
                    int length = count * _fitted.OutputCount;
                    var output = new Span<double>((double*)destination + place, length);
                    Span<double> deviation = wantsSpread ? new Span<double>((double*)spreadDestination + place, length) : default;
                    worker = count == worker.Rows ? worker : new Worker(_fitted, _weights, count);
                    worker.Predict(input, output, deviation);
                    return worker;
                },
                _ => { });
        }
    }

    /// <summary>The buffers of one thread.</summary>
    private sealed class Worker
    {
        private readonly FittedNetworks _fitted;
        private readonly PackedSamples<double> _inputs;
        private readonly PackedSamples<double> _outputs;
        private readonly NetworkPass<double>[] _passes;
        private readonly double[] _members;

        public Worker(FittedNetworks fitted, PackedWeights<double>[] weights, int rows)
        {
            _fitted = fitted;
            Rows = rows;
            SamplePartition partition = SamplePartition.Create<double>(rows);
            _inputs = new PackedSamples<double>(partition, fitted.Preprocessing.Inputs.Count, fitted.Preprocessing.Intercept);

            // The outputs of one network after the other, as rows of a block.
            _outputs = new PackedSamples<double>(partition, fitted.MemberOutputCount);
            _passes = [.. weights.Select((own, member) => new NetworkPass<double>(fitted.Networks[member].Shape, own, partition))];
            _members = new double[fitted.MemberOutputCount];
        }

        public int Rows { get; }

        public void Predict(ReadOnlySpan2D<TSource> rows, Span<double> outputs, Span<double> spread)
        {
            _inputs.Pack(rows, _fitted.Preprocessing.Inputs);
            int count = _fitted.OutputCount;
            int place = 0;
            for (int index = 0; index < _inputs.BlockCount; index++)
            {
                SampleBlock<double> block = _outputs.Block(index);
                for (int member = 0; member < _passes.Length; member++)
                {
                    _passes[member].Forward(_inputs.Block(index), block.Rows(member * count, count));
                }

                for (int sample = 0; sample < block.SampleCount; sample++, place += count)
                {
                    for (int row = 0; row < _members.Length; row++)
                    {
                        _members[row] = block.Data[(nint)row * block.Stride + sample];
                    }

                    _fitted.Combine(_members, outputs.Slice(place, count), spread.IsEmpty ? default : spread.Slice(place, count));
                }
            }

            GC.KeepAlive(_inputs);
            GC.KeepAlive(_outputs);
        }
    }
}
