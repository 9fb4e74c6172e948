using System.Numerics;
using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary><see cref="QuantileLoss"/> over whole slices of samples.</summary>
internal sealed unsafe class QuantileKernel<T>(QuantileLoss loss, int outputs, int stride) : LossKernel<T>(outputs, stride)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    // Its reciprocal is finite in the precision.
    private static readonly double SmallestReach = typeof(T) == typeof(float) ? 1e-37 : 1e-300;

    private readonly T[] _places = new T[stride];

    protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
    {
        T half = T.CreateChecked(0.5);
        T tilt = T.CreateChecked(loss.Quantile - 0.5);
        T share = T.One / T.CreateChecked(OutputCount);
        Span<T> places = _places.AsSpan(0, losses.Length);
        losses.Clear();
        for (int k = 0; k < OutputCount; k++)
        {
            T reach = T.CreateSaturating(Math.Max(loss.ReachOf(k), SmallestReach));
            Span<T> residual = Row(outputs, k, losses.Length);
            TensorPrimitives.Subtract<T>(Row(targets, k, losses.Length), residual, residual);
            TensorPrimitives.Multiply(residual, T.One / reach, places);
            TensorPrimitives.Max(places, -T.One, places);
            TensorPrimitives.Min(places, T.One, places);

            // With p the place within the round part, p (r - p w / 2) is |r| - w / 2 outside and r^2 / (2 w) inside.
            for (int i = 0; i < losses.Length; i++)
            {
                T place = places[i];
                T magnitude = place * (residual[i] - half * reach * place) + half * reach;
                losses[i] += T.Max(tilt * residual[i] + half * magnitude, T.Zero);
            }

            TensorPrimitives.Multiply(places, half, residual);
            TensorPrimitives.Add(residual, tilt, residual);
            TensorPrimitives.Multiply(residual, share, residual);
        }

        TensorPrimitives.Multiply(losses, share, losses);
    }
}
