using System.Numerics;
using System.Numerics.Tensors;
using System.Runtime.Intrinsics;

namespace NeuronPursuit;

/// <summary><see cref="PoissonLoss"/> over whole slices of samples.</summary>
internal sealed unsafe class PoissonKernel<T>(int outputs, int stride) : LossKernel<T>(outputs, stride)
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _logarithms = new T[stride];
    private readonly T[] _exponentials = new T[stride];

    protected override void Evaluate(T* outputs, T* targets, Span<T> losses, int count)
    {
        int length = losses.Length;
        Span<T> logarithms = _logarithms.AsSpan(0, length);
        Span<T> exponentials = _exponentials.AsSpan(0, length);
        T share = T.One / T.CreateChecked(OutputCount);
        losses.Clear();
        for (int k = 0; k < OutputCount; k++)
        {
            Span<T> row = Row(outputs, k, length);
            Span<T> y = Row(targets, k, length);
            Distances(row, y, logarithms, exponentials);
            LineMath.Exp(exponentials);
            Finish(row, y, logarithms, exponentials, losses, share);
        }

        TensorPrimitives.Multiply(losses, share, losses);
    }

    /// <summary>Replaces outputs by their distances from the logarithm of the target, or of 1 if that is more.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="targets">The targets.</param>
    /// <param name="logarithms">Receives |log y|, infinite for 0.</param>
    /// <param name="bounded">Receives the distances, bounded from above.</param>
    private static void Distances(Span<T> outputs, Span<T> targets, Span<T> logarithms, Span<T> bounded)
    {
        for (int i = 0; i < outputs.Length; i += Vector512<T>.Count)
        {
            Vector512<T> y = Vector512.Create<T>(targets[i..]);
            Vector512.Max(y, Vector512<T>.One / y).CopyTo(logarithms[i..]);
        }

        LineMath.LogFromOne<T>(logarithms, logarithms);
        Vector512<T> furthest = Vector512.Create(T.CreateChecked(PoissonLoss.Furthest));
        for (int i = 0; i < outputs.Length; i += Vector512<T>.Count)
        {
            Vector512<T> isLarge = Vector512.GreaterThanOrEqual(Vector512.Create<T>(targets[i..]), Vector512<T>.One);
            Vector512<T> distance = Vector512.Create<T>(outputs[i..])
                - Vector512.ConditionalSelect(isLarge, Vector512.Create<T>(logarithms[i..]), Vector512<T>.Zero);
            distance.CopyTo(outputs[i..]);

            // NaN stays.
            Vector512.ConditionalSelect(Vector512.GreaterThan(distance, furthest), furthest, distance).CopyTo(bounded[i..]);
        }
    }

    /// <summary>Replaces distances by sensitivities and adds the losses.</summary>
    private static void Finish(
        Span<T> distances, Span<T> targets, Span<T> logarithms, Span<T> exponentials, Span<T> losses, T share)
    {
        Vector512<T> one = Vector512<T>.One;
        Vector512<T> zero = Vector512<T>.Zero;
        Vector512<T> furthest = Vector512.Create(T.CreateChecked(PoissonLoss.Furthest));
        for (int i = 0; i < distances.Length; i += Vector512<T>.Count)
        {
            Vector512<T> y = Vector512.Create<T>(targets[i..]);
            Vector512<T> distance = Vector512.Create<T>(distances[i..]);
            Vector512<T> exponential = Vector512.Create<T>(exponentials[i..]);
            Vector512<T> logarithm = Vector512.Create<T>(logarithms[i..]);
            Vector512<T> bounded = Vector512.ConditionalSelect(Vector512.GreaterThan(distance, furthest), furthest, distance);
            Vector512<T> excess = distance - bounded;
            Vector512<T> large = y * (Curvature(bounded, exponential) + (exponential - one) * excess);

            // 0 log 0 is 0; all other logarithms are below 1000.
            Vector512<T> ofTarget = Vector512.ConditionalSelect(
                Vector512.LessThan(logarithm, Vector512.Create(T.CreateChecked(1000))), logarithm, zero);
            Vector512<T> small = exponential * (one + excess) - y * (one + distance + ofTarget);
            small = Vector512.ConditionalSelect(Vector512.LessThan(small, zero), zero, small);
            Vector512<T> isLarge = Vector512.GreaterThanOrEqual(y, one);
            Vector512<T> loss = Vector512.Create<T>(losses[i..]) + Vector512.ConditionalSelect(isLarge, large, small);
            loss.CopyTo(losses[i..]);
            ((y - Vector512.ConditionalSelect(isLarge, y, one) * exponential) * share).CopyTo(distances[i..]);
        }
    }

    /// <summary><c>e^d - 1 - d</c>, which is not negative.</summary>
    private static Vector512<T> Curvature(Vector512<T> distance, Vector512<T> exponential)
    {
        Vector512<T> series = Vector512<T>.One;
        for (int term = PoissonLoss.LastTerm; term > 2; term--)
        {
            series = Line.MultiplyAdd(distance * (T.One / T.CreateChecked(term)), series, Vector512<T>.One);
        }

        Vector512<T> near = distance * distance * T.CreateChecked(0.5) * series;
        Vector512<T> isNear = Vector512.LessThan(Vector512.Abs(distance), Vector512.Create(T.CreateChecked(PoissonLoss.Near)));
        return Vector512.ConditionalSelect(isNear, near, exponential - Vector512<T>.One - distance);
    }
}
