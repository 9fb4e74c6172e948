using NeuronPursuit;

namespace PaperExperiments.Algorithmic;

/// <summary>The task and the recipes of pointer value retrieval: data, and nothing else (Section 5.2.2, App. C.2.2).</summary>
public static class PointerProtocol
{
    /// <summary>Test points.</summary>
    public const int TestSamples = 100_000;

    /// <summary>Test points of a quick run.</summary>
    public const int QuickTestSamples = 20_000;

    /// <summary>The relative training error that ends the pursuit.</summary>
    public const double TargetError = 0.005;

    /// <summary>The same for a quick run.</summary>
    public const double QuickTargetError = 0.2;

    /// <summary>Training samples of a quick run.</summary>
    public const int QuickSamples = 10_000;

    /// <summary>Repetitions at most, however many seeds are asked for: the paper has three, and they are long.</summary>
    public const int Repetitions = 3;

    /// <summary>A limit that is not met: the paper needs 42 iterations.</summary>
    public const int MaxIterations = 90;

    /// <summary>Training samples: a number that a few minutes suffice for, and the paper's.</summary>
    public static IReadOnlyList<int> Samples { get; } = [20_000, 100_000];

    /// <summary>
    /// The default recipe with balancing; 800 iterations of L-BFGS a growth while the error is large, and 2000 once it is
    /// below 0.1, where the next neuron gains less than a longer training of the present ones; a chain competes wherever
    /// a neuron gains less than 2 % of the loss.
    /// </summary>
    /// <remarks>
    /// The default tolerances of L-BFGS are for targets that a network meets exactly: at an error of 0.01 the loss is
    /// 1e-4, and a gradient of 2e-6 no longer small beside it.
    /// </remarks>
    public static PursuitSettings Default { get; } = new()
    {
        Method = "np-default",
        Recipe = PursuitRecipe.Fast,
        FirstMaximizer = new BatchedAscent(),
        LaterMaximizer = new BatchedAscent(),
        Optimizer = new LimitedMemoryBfgs(800)
        {
            ExtendBelowError = 0.1,
            ExtendedIterations = 2000,
            GradientTolerance = 1e-9,
            StagnationTolerance = 1e-6,
        },
        GrowthScale = new GrowthScale { FirstShare = 1e-3, FirstReductions = 40, Relative = 0.05, Reductions = 25 },
        Balancing = true,
        StallTolerance = 0.02,
    };

    /// <summary>
    /// App. C.2.2: ascent of 6000 steps of 0.25 first and 5000 of 0.5 later, delta of 0.5 first, gradient descent of
    /// 500,000 steps of 0.005, looked at every 50,000 and halved at most four times; balancing.
    /// </summary>
    public static PursuitSettings Paper { get; } = new()
    {
        Method = "np-paper",
        Recipe = PursuitRecipe.Paper,
        FirstMaximizer = new ProjectedGradientAscent(0.25, 6000),
        LaterMaximizer = new ProjectedGradientAscent(0.5, 5000),
        Optimizer = new GradientDescent(0.005, 500_000) { CheckInterval = 50_000, MaxHalvings = 4 },
        GrowthScale = GrowthScale.Paper with { First = 0.5 },
        Balancing = true,
    };

    /// <summary>The settings of a method.</summary>
    public static PursuitSettings Of(string method) =>
        new[] { Default, Paper }.Single(settings => settings.Method == method);
}
