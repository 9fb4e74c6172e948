namespace NeuronPursuit.Tests;

/// <summary>Gradients by the five-point central difference, whose error falls with the fourth power of the step.</summary>
internal static class CentralDifference
{
    /// <summary>
    /// The step as a part of the coordinate: networks of degree 85 (p = 4, depth 4) bend too much for a longer one and
    /// their rounding would drown a shorter one. Coordinates must not be zero.
    /// </summary>
    private const double RelativeStep = 1e-4;

    public static double[] Gradient(Func<double[], double> function, double[] at)
    {
        double[] gradient = new double[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            double near = function(Moved(at, i, 1)) - function(Moved(at, i, -1));
            double far = function(Moved(at, i, 2)) - function(Moved(at, i, -2));
            gradient[i] = (8 * near - far) / (12 * RelativeStep * at[i]);
        }

        return gradient;
    }

    /// <summary>All points that <see cref="Gradient"/> evaluates.</summary>
    public static IEnumerable<double[]> Points(double[] at) =>
        from i in Enumerable.Range(0, at.Length)
        from steps in new[] { -2, -1, 1, 2 }
        select Moved(at, i, steps);

    private static double[] Moved(double[] at, int coordinate, int steps)
    {
        double[] moved = [.. at];
        moved[coordinate] += steps * RelativeStep * at[coordinate];
        return moved;
    }
}
