using System.Numerics;

namespace NeuronPursuit.Tests;

/// <summary>Every width of a register gives the bits of the definition: fused sums, sample by sample, lane by lane.</summary>
public sealed unsafe class TileWidthTests
{
    [Fact]
    public void ForwardTiles_AnyWidth_AreFusedSumsOverTheInputs()
    {
        Forward<double>();
        Forward<float>();
    }

    [Fact]
    public void GradientTiles_AnyWidth_AreFusedSumsInEveryLane()
    {
        Gradient<double>();
        Gradient<float>();
    }

    private static void Forward<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        const int depth = 5;
        int unit = SamplePartition.Unit<T>();
        for (int rows = 1; rows <= 14; rows++)
        {
            foreach (int length in new[] { unit, 2 * unit, 3 * unit, 7 * unit })
            {
                int stride = length + Line.Length<T>();
                double[] weights = [.. Draws<double>(rows * depth, 1)];
                AlignedBuffer<T> input = Buffer<T>(depth * stride, 2);
                var panels = new AlignedBuffer<T>(rows * depth);
                fixed (double* source = weights)
                {
                    WeightPanels.Pack(source, rows, depth, 1, panels.Pointer);
                }

                var expected = new T[rows * stride];
                for (int row = 0; row < rows; row++)
                {
                    for (int i = 0; i < length; i++)
                    {
                        T sum = T.Zero;
                        for (int k = 0; k < depth; k++)
                        {
                            sum = T.FusedMultiplyAdd(T.CreateTruncating(weights[(row * depth) + k]), input.Span[(k * stride) + i], sum);
                        }

                        expected[(row * stride) + i] = sum;
                    }
                }

                Of<Lanes512<T>>().Should().Equal(expected);
                Of<Lanes256<T>>().Should().Equal(expected);
                Of<Lanes128<T>>().Should().Equal(expected);

                T[] Of<TLanes>()
                    where TLanes : unmanaged, ILanes<TLanes, T>
                {
                    var outputs = new AlignedBuffer<T>(rows * stride);
                    var store = new StoreEpilogue<T>(outputs.Pointer);
                    ForwardTiles.Run<T, TLanes, StoreEpilogue<T>>(panels.Pointer, rows, depth, input.Pointer, stride, length, in store);
                    return outputs.Span.ToArray();
                }
            }
        }
    }

    private static void Gradient<T>()
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        int line = Line.Length<T>();
        int length = 4 * line;
        int stride = length + line;
        for (int rows = 1; rows <= 13; rows++)
        {
            for (int columns = 1; columns <= 13; columns++)
            {
                AlignedBuffer<T> left = Buffer<T>(rows * stride, 3);
                AlignedBuffer<T> right = Buffer<T>(columns * stride, 4);
                T[] start = [.. Draws<T>(rows * columns * line, 5)];
                T[] expected = [.. start];
                for (int entry = 0; entry < rows * columns; entry++)
                {
                    for (int i = 0; i < length; i++)
                    {
                        ref T sum = ref expected[(entry * line) + (i % line)];
                        sum = T.FusedMultiplyAdd(
                            left.Span[(entry / columns * stride) + i], right.Span[(entry % columns * stride) + i], sum);
                    }
                }

                Of<Lanes512<T>>().Should().Equal(expected);
                Of<Lanes256<T>>().Should().Equal(expected);
                Of<Lanes128<T>>().Should().Equal(expected);

                T[] Of<TLanes>()
                    where TLanes : unmanaged, ILanes<TLanes, T>
                {
                    var sums = new AlignedBuffer<T>(start.Length);
                    start.CopyTo(sums.Span);
                    GradientTiles.Run<T, TLanes>(left.Pointer, rows, right.Pointer, columns, stride, length, sums.Pointer);
                    return sums.Span.ToArray();
                }
            }
        }
    }

    private static AlignedBuffer<T> Buffer<T>(int length, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var buffer = new AlignedBuffer<T>(length);
        Draws<T>(length, seed).ToArray().CopyTo(buffer.Span);
        return buffer;
    }

    private static IEnumerable<T> Draws<T>(int count, ulong seed)
        where T : unmanaged, IFloatingPointIeee754<T>
    {
        var random = new RandomStream(seed);
        return [.. Enumerable.Range(0, count).Select(_ => T.CreateTruncating(random.NextNormal()))];
    }
}
