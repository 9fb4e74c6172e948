using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>The sums that <see cref="SignVectors"/> need, over samples in the memory of this process.</summary>
internal sealed unsafe class SignVectorScan<T>(PackedSamples<T> inputs, PackedSamples<T> sensitivities, int power)
    where T : unmanaged
{
    /// <summary>P and M of every sign vector that begins with an input, in the order of <see cref="SignVectors"/>.</summary>
    public double[] Sums(int size, int first)
    {
        int outputs = sensitivities.FeatureCount;
        double[] sums = new double[2 * outputs * SignVectors.CountFrom(size, first, inputs.FeatureCount)];
        int place = 0;
        foreach ((int second, int relativeSign) in SignVectors.From(size, first, inputs.FeatureCount))
        {
            for (int output = 0; output < outputs; output++)
            {
                (sums[place], sums[place + 1]) = SumsOf(first, second, relativeSign, output);
                place += 2;
            }
        }

        GC.KeepAlive(inputs);
        GC.KeepAlive(sensitivities);
        return sums;
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Above, double Below) SumsOf(int first, int second, int relativeSign, int output)
    {
        Vector512<T> above = Vector512<T>.Zero;
        Vector512<T> all = Vector512<T>.Zero;
        Vector512<T> factor = Vector512.Create(Simd.FromDouble<T>(second < 0 ? 0 : relativeSign));
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            SampleBlock<T> x = inputs.Block(block);
            T* own = x.Data + (nint)first * x.Stride;
            T* other = x.Data + (nint)Math.Max(second, 0) * x.Stride;
            T* weight = sensitivities.Block(block).Data + (nint)output * x.Stride;
            for (int i = 0; i < x.Length; i += Vector512<T>.Count)
            {
                Vector512<T> z = Line.MultiplyAdd(factor, Vector512.Load(other + i), Vector512.Load(own + i));
                Vector512<T> product = Vector512.Load(weight + i);
                for (int n = 0; n < power; n++)
                {
                    product *= z;
                }

                all += product;
                above += Vector512.ConditionalSelect(Vector512.GreaterThan(z, Vector512<T>.Zero), product, Vector512<T>.Zero);
            }
        }

        double sumAbove = Line.Sum(above);
        return (sumAbove, Line.Sum(all) - sumAbove);
    }
}
