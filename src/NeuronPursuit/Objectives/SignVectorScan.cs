using System.Numerics;
using System.Runtime.CompilerServices;

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
        Vector<T> above = Vector<T>.Zero;
        Vector<T> all = Vector<T>.Zero;
        Vector<T> factor = Vector.Create(Simd.FromDouble<T>(second < 0 ? 0 : relativeSign));
        for (int block = 0; block < inputs.BlockCount; block++)
        {
            SampleBlock<T> x = inputs.Block(block);
            T* own = x.Data + (nint)first * x.Stride;
            T* other = x.Data + (nint)Math.Max(second, 0) * x.Stride;
            T* weight = sensitivities.Block(block).Data + (nint)output * x.Stride;
            for (int i = 0; i < x.Length; i += Vector<T>.Count)
            {
                Vector<T> z = Simd.MultiplyAdd(factor, Vector.Load(other + i), Vector.Load(own + i));
                Vector<T> product = Vector.Load(weight + i);
                for (int n = 0; n < power; n++)
                {
                    product *= z;
                }

                all += product;
                above += Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), product, Vector<T>.Zero);
            }
        }

        double sumAbove = Simd.ToDouble(Vector.Sum(above));
        return (sumAbove, Simd.ToDouble(Vector.Sum(all)) - sumAbove);
    }
}
