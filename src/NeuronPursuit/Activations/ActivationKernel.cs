using System.Numerics;

namespace NeuronPursuit;

/// <summary>Applies an activation and its derivative to a span at once.</summary>
internal static class ActivationKernel
{
    /// <summary>Replaces pre-activations z by sigma(z) and writes sigma'(z).</summary>
    public static void Apply<T>(HomogeneousActivation activation, Span<T> values, Span<T> derivatives)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T positive = T.CreateTruncating(activation.PositiveCoefficient);
        T negative = T.CreateTruncating(activation.NegativeCoefficient);
        int power = activation.Power;
        T degree = T.CreateTruncating(power);
        var positives = new Vector<T>(positive);
        var negatives = new Vector<T>(negative);
        int i = 0;
        for (; i <= values.Length - Vector<T>.Count; i += Vector<T>.Count)
        {
            var z = new Vector<T>(values[i..]);
            var slope = Vector.ConditionalSelect(Vector.GreaterThan(z, Vector<T>.Zero), positives, negatives);
            for (int n = 1; n < power; n++)
            {
                slope *= z;
            }

            (slope * z).CopyTo(values[i..]);
            (slope * degree).CopyTo(derivatives[i..]);
        }

        for (; i < values.Length; i++)
        {
            T z = values[i];
            T slope = z > T.Zero ? positive : negative;
            for (int n = 1; n < power; n++)
            {
                slope *= z;
            }

            values[i] = slope * z;
            derivatives[i] = slope * degree;
        }
    }
}
