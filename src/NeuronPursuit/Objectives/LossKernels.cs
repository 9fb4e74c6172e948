using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary>Losses over whole slices of samples, one row per output.</summary>
internal static class LossKernels
{
    /// <summary>The kernel of a loss: vectorised for those of the library, sample by sample for others.</summary>
    public static LossKernel<T> Create<T>(ILoss loss, int outputs, int stride)
        where T : unmanaged =>
        typeof(T) == typeof(float)
            ? (LossKernel<T>)(object)CreateTyped<float>(loss, outputs, stride)
            : (LossKernel<T>)(object)CreateTyped<double>(loss, outputs, stride);

    private static LossKernel<T> CreateTyped<T>(ILoss loss, int outputs, int stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> => loss switch
        {
            SquaredLoss => new SquaredKernel<T>(outputs, stride),
            HuberLoss huber => new HuberKernel<T>(huber, outputs, stride),
            LogisticLoss => new LogisticKernel<T>(stride),
            CrossEntropyLoss => new CrossEntropyKernel<T>(outputs, stride),
            QuantileLoss quantile => new QuantileKernel<T>(quantile, outputs, stride),
            PoissonLoss => new PoissonKernel<T>(outputs, stride),
            _ => new SampleLossKernel<T>(loss, outputs, stride),
        };

    /// <summary>Sums of squares and residuals: the conventions of the plain path, for samples with weights.</summary>
    private sealed unsafe class SquaredKernel<T>(int outputs, int stride) : LossKernel<T>(outputs, stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
        {
            losses.Clear();
            for (int k = 0; k < OutputCount; k++)
            {
                Span<T> residual = Row(outputs, k, losses.Length);
                TensorPrimitives.Subtract<T>(Row(targets, k, losses.Length), residual, residual);
                TensorPrimitives.MultiplyAdd<T>(residual, residual, losses, losses);
            }
        }
    }

    private sealed unsafe class HuberKernel<T>(HuberLoss loss, int outputs, int stride) : LossKernel<T>(outputs, stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _clipped = new T[stride];

        protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
        {
            T two = T.CreateChecked(2);
            T share = T.One / T.CreateChecked(OutputCount);
            Span<T> clipped = _clipped.AsSpan(0, losses.Length);
            losses.Clear();
            for (int k = 0; k < OutputCount; k++)
            {
                T bound = T.CreateSaturating(loss.TransitionOf(k));

                // With c the clipped residual, c (2 r - c) is the square inside and the line outside.
                Span<T> residual = Row(outputs, k, losses.Length);
                Span<T> target = Row(targets, k, losses.Length);
                TensorPrimitives.Subtract<T>(target, residual, residual);
                for (int i = 0; i < count; i++)
                {
                    // A target that is left out. What is not finite in an output stays, so that the step is taken back.
                    residual[i] = T.IsNaN(target[i]) ? T.Zero : residual[i];
                }

                TensorPrimitives.Min(residual, bound, clipped);
                TensorPrimitives.Max(clipped, -bound, clipped);
                TensorPrimitives.Multiply(residual, two, residual);
                TensorPrimitives.Subtract<T>(residual, clipped, residual);
                TensorPrimitives.MultiplyAdd<T>(residual, clipped, losses, losses);
                TensorPrimitives.Multiply(clipped, two * share, residual);
            }

            TensorPrimitives.Multiply(losses, share, losses);
        }
    }

    private sealed unsafe class LogisticKernel<T>(int stride) : LossKernel<T>(1, stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _scratch = new T[stride];

        protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
        {
            int length = losses.Length;
            Span<T> f = Row(outputs, 0, length);
            Span<T> y = Row(targets, 0, length);
            Span<T> small = _scratch.AsSpan(0, length);

            // log(1 + e^f) - y f = max(f, 0) - y f + log(1 + e^-|f|)
            TensorPrimitives.Abs<T>(f, small);
            TensorPrimitives.Negate<T>(small, small);
            LineMath.Exp(small);
            for (int i = 0; i < length; i += Vector512<T>.Count)
            {
                Vector512<T> output = Vector512.Create<T>(f[i..]);
                Vector512<T> target = Vector512.Create<T>(y[i..]);
                Vector512<T> exponential = Vector512.Create<T>(small[i..]);
                Vector512<T> sum = Vector512<T>.One + exponential;
                Vector512<T> isNegative = Vector512.LessThan(output, Vector512<T>.Zero);
                (target - Vector512.ConditionalSelect(isNegative, exponential, Vector512<T>.One) / sum).CopyTo(f[i..]);
                (Vector512.ConditionalSelect(isNegative, Vector512<T>.Zero, output) - output * target).CopyTo(small[i..]);
                sum.CopyTo(losses[i..]);
            }

            LineMath.LogFromOne<T>(losses, losses);
            TensorPrimitives.Add<T>(losses, small, losses);
        }
    }

    private sealed unsafe class CrossEntropyKernel<T>(int outputs, int stride) : LossKernel<T>(outputs, stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly T[] _largest = new T[stride];
        private readonly T[] _sums = new T[stride];

        protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
        {
            int length = losses.Length;
            Span<T> largest = _largest.AsSpan(0, length);
            Span<T> sums = _sums.AsSpan(0, length);
            Row(outputs, 0, length).CopyTo(largest);
            for (int k = 1; k < OutputCount; k++)
            {
                TensorPrimitives.Max<T>(largest, Row(outputs, k, length), largest);
            }

            losses.Clear();
            sums.Clear();
            for (int k = 0; k < OutputCount; k++)
            {
                Span<T> row = Row(outputs, k, length);
                TensorPrimitives.Subtract<T>(row, largest, row);
                TensorPrimitives.MultiplyAdd<T>(row, Row(targets, k, length), losses, losses);
                LineMath.Exp(row);
                TensorPrimitives.Add<T>(sums, row, sums);
            }

            for (int k = 0; k < OutputCount; k++)
            {
                Span<T> row = Row(outputs, k, length);
                TensorPrimitives.Divide<T>(row, sums, row);
                TensorPrimitives.Subtract<T>(Row(targets, k, length), row, row);
            }

            LineMath.LogFromOne<T>(sums, sums);
            TensorPrimitives.Subtract<T>(sums, losses, losses);
        }
    }

    /// <summary>Any other loss, one sample after the other in double precision.</summary>
    private sealed unsafe class SampleLossKernel<T>(ILoss loss, int outputs, int stride) : LossKernel<T>(outputs, stride)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        private readonly double[] _outputs = new double[outputs];
        private readonly double[] _targets = new double[outputs];
        private readonly double[] _gradient = new double[outputs];

        protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
        {
            for (int i = 0; i < count; i++)
            {
                for (int k = 0; k < _outputs.Length; k++)
                {
                    _outputs[k] = double.CreateTruncating(outputs[((nint)k * Stride) + i]);
                    _targets[k] = double.CreateTruncating(targets[((nint)k * Stride) + i]);
                }

                losses[i] = T.CreateTruncating(loss.Evaluate(_outputs, _targets, _gradient));
                for (int k = 0; k < _outputs.Length; k++)
                {
                    outputs[((nint)k * Stride) + i] = T.CreateTruncating(-_gradient[k]);
                }
            }
        }
    }
}
