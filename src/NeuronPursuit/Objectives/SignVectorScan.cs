using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>
/// The correlations of all sign vectors of one or two inputs. With P and M the sums of <c>D z^p</c> over samples with
/// z &gt; 0 and z &lt;= 0, <c>q(a) = c+ P + c- M</c> and <c>q(-a) = (-1)^p (c- P + c+ M)</c>: one pass serves both.
/// </summary>
internal sealed unsafe class SignVectorScan<T>(
    PackedSamples<T> inputs, PackedSamples<T> sensitivities, ActivationCoefficients activation, CancellationToken cancellationToken)
    where T : unmanaged
{
    public void Visit(int size, SignVectorVisitor visit)
    {
        int count = inputs.FeatureCount;
        for (int first = 0; first < count; first++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (size == 1)
            {
                VisitBoth(first, -1, 1, visit);
                continue;
            }

            for (int second = first + 1; second < count; second++)
            {
                VisitBoth(first, second, 1, visit);
                VisitBoth(first, second, -1, visit);
            }
        }

        GC.KeepAlive(inputs);
        GC.KeepAlive(sensitivities);
    }

    private void VisitBoth(int first, int second, int relativeSign, SignVectorVisitor visit)
    {
        double squared = 0;
        double squaredOpposite = 0;
        for (int output = 0; output < sensitivities.FeatureCount; output++)
        {
            (double above, double below) = Sums(first, second, relativeSign, output);
            double q = activation.Positive * above + activation.Negative * below;
            double opposite = activation.Negative * above + activation.Positive * below;
            squared += q * q;
            squaredOpposite += opposite * opposite;
        }

        // The unit norm is split as Lemma 9 says: |a|^2 = p |b|^2.
        double power = activation.Power;
        double inputNorm = Math.Sqrt(power / (power + 1) / (second < 0 ? 1 : 2));
        double scale = Math.Pow(inputNorm, power) / Math.Sqrt(power + 1) / inputs.SampleCount;
        visit(first, second, relativeSign, 1, scale * Math.Sqrt(squared));
        visit(first, second, relativeSign, -1, scale * Math.Sqrt(squaredOpposite));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private (double Above, double Below) Sums(int first, int second, int relativeSign, int output)
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
                for (int n = 0; n < activation.Power; n++)
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
