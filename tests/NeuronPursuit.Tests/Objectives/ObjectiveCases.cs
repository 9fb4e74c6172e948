namespace NeuronPursuit.Tests;

/// <summary>The grids of activations, shapes and sample counts over which objectives are compared.</summary>
internal static class ObjectiveCases
{
    /// <summary>alpha, p, outputs, depth.</summary>
    public static IEnumerable<(double Alpha, int Power, int Outputs, int Depth)> Shapes() =>
        from alpha in RandomProblem.Alphas
        from power in RandomProblem.Powers
        from outputs in new[] { 1, 3 }
        from depth in new[] { 2, 3, 4 }
        select (alpha, power, outputs, depth);

    /// <summary>Around the width of a vector and the length of a block of samples.</summary>
    public static IEnumerable<int> SampleCounts() => [1, 3, 7, 8, 9, 15, 16, 17, 255, 256, 257, 384, 385, 600];

    /// <summary>Sample counts with a few activations, two shapes each.</summary>
    public static IEnumerable<(double Alpha, int Power, int Outputs, int Depth, int Samples)> SizedShapes() =>
        from samples in SampleCounts()
        from activation in new (double Alpha, int Power)[] { (0, 1), (0.5, 2), (1, 3), (-0.5, 4) }
        from shape in new (int Outputs, int Depth)[] { (1, 3), (3, 4) }
        select (activation.Alpha, activation.Power, shape.Outputs, shape.Depth, samples);
}
