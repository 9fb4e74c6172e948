using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>Norms and directions of vectors whose entries may be very large or very small.</summary>
internal static class SphereMath
{
    /// <summary>
    /// Scales a vector to the given norm. A zero or non-finite vector has no direction and becomes
    /// <c>(norm, 0, 0, ...)</c>, so that a candidate always lies on the sphere.
    /// </summary>
    public static void Rescale(Span<double> vector, double norm)
    {
        double largest = TensorPrimitives.MaxMagnitude<double>(vector);
        if (largest == 0 || !double.IsFinite(largest))
        {
            vector.Clear();
            vector[0] = norm;
            return;
        }

        // Dividing by the largest entry first keeps the squares from overflowing or vanishing.
        TensorPrimitives.Divide(vector, Math.Abs(largest), vector);
        double own = Reductions.Norm(vector);
        TensorPrimitives.Multiply(vector, norm / own, vector);
    }
}
