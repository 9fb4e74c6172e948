namespace PaperExperiments.Sparse;

/// <summary>The six targets of Section 5.2.1 and their settings: data, and nothing else.</summary>
public static class SparseProtocols
{
    /// <summary>Fig. 6, App. C.1.1.</summary>
    public static SparseProtocol Hypersphere { get; } = new()
    {
        Name = "hypersphere",
        Source = "Fig. 6, Section 5.2.1, App. C.1.1",
        Summary = "Two hierarchical ReLU functions on the sphere: errors and growth iterations against the number of samples.",
        Distribution = InputDistribution.Hypersphere,
        Depth = 3,
        NegativeSlope = 0,
        BaselineRadius = 0.01,
        FirstScale = 0.25,
        Steps = 70_000,
        Tasks =
        [
            new SparseTask
            {
                Name = "f1",
                Function = x => Bump(x, 0),
                Samples = [100, 200, 400, 800, 1600],
                QuickSamples = [200, 800],
                QuickPaperSamples = [800],
                QuickBaselineSamples = [200],
                StepSizes = [0.005, 0.002],
                BaselineStepSizes = [0.05, 0.01, 0.005],
            },
            new SparseTask
            {
                Name = "f2",
                Function = x => Bump(x, 0) + 5 * (Bump(x, 4) + 2 * Bump(x, 8)),
                Samples = [200, 400, 800, 1600, 3200, 6400],
                QuickSamples = [3200],
                StepSizes = [0.002, 0.001],
                BaselineStepSizes = [0.005, 0.002, 0.001],
            },
        ],
    };

    /// <summary>Fig. 7, App. C.1.2.</summary>
    public static SparseProtocol Hypercube { get; } = new()
    {
        Name = "hypercube",
        Source = "Fig. 7, Section 5.2.1, App. C.1.2",
        Summary = "Two sign products on the cube, leaky ReLU: errors and growth iterations against the number of samples.",
        Distribution = InputDistribution.Hypercube,
        Depth = 3,
        NegativeSlope = 0.5,
        BaselineRadius = 0.01,
        FirstScale = 0.25,
        Steps = 70_000,
        Tasks =
        [
            new SparseTask
            {
                Name = "g1",
                Function = x => x[0] * x[1] - x[0] * x[1] * x[2] * x[3],
                Samples = [200, 400, 800, 1600, 3200],
                QuickSamples = [1600],
                StepSizes = [0.005, 0.002],
                BaselineStepSizes = [0.05, 0.01, 0.005],
            },
            new SparseTask
            {
                Name = "g2",
                Function = x => x[0] * x[1] * x[2] * x[3],
                Samples = [200, 400, 800, 1600, 3200, 6400],
                QuickSamples = [3200],
                StepSizes = [0.002, 0.001],
                BaselineStepSizes = [0.02, 0.01, 0.005],
            },
        ],
    };

    /// <summary>Fig. 8, App. C.1.3.</summary>
    public static SparseProtocol Gaussian { get; } = new()
    {
        Name = "gaussian",
        Source = "Fig. 8, Section 5.2.1, App. C.1.3",
        Summary = "Two maxima of linear functions of normal inputs, four layers: errors and growth iterations against the number of samples.",
        Distribution = InputDistribution.Gaussian,
        Depth = 4,
        NegativeSlope = 0.5,
        BaselineRadius = 0.1,
        FirstScale = 0.5,
        Steps = 100_000,
        ExtendBelow = 0.05,
        ExtendedSteps = 300_000,
        Tasks =
        [
            new SparseTask
            {
                Name = "h1",
                Function = x => Math.Max(2 * x[0], x[1]),
                Samples = [100, 200, 400, 800, 1600],
                QuickSamples = [1600],
                StepSizes = [0.005, 0.002],
                BaselineStepSizes = [0.02, 0.01, 0.005],
            },
            new SparseTask
            {
                Name = "h2",
                Function = x => Math.Max(x[0], 2 * x[1]) + Math.Max(x[2], 2 * x[3]) - Math.Max(x[0] + x[2], Math.Max(-x[1], -x[3])),
                Samples = [200, 400, 800, 1600, 3200, 6400],
                QuickSamples = [3200],
                StepSizes = [0.005, 0.002],
                BaselineStepSizes = [0.02, 0.01, 0.005],
            },
        ],
    };

    /// <summary>relu(relu(2 x1 + x2) - relu(x3 - x4)) of four inputs in a row.</summary>
    private static double Bump(ReadOnlySpan<double> x, int first) =>
        Ramp(Ramp(2 * x[first] + x[first + 1]) - Ramp(x[first + 2] - x[first + 3]));

    private static double Ramp(double z) => Math.Max(0, z);
}
