using NeuronPursuit;

namespace PaperExperiments.Algorithmic;

/// <summary>The task and the recipes of the modular addition: data, and nothing else (Section 5.2.2, App. C.2.1).</summary>
public static class ModularAdditionProtocol
{
    /// <summary>p: numbers from 0 to p - 1 are added modulo p.</summary>
    public const int Modulus = 59;

    /// <summary>Pairs for training, of the p^2; the others are the test set.</summary>
    public const int TrainingPairs = 1500;

    /// <summary>Runs that the figures show: the paper has three.</summary>
    public const int ShownRuns = 3;

    /// <summary>A limit that is not met: the paper needs 35 iterations.</summary>
    public const int MaxIterations = 80;

    /// <summary>
    /// The default recipe with a limit of 300 iterations of L-BFGS a growth: the next neuron gains more than a longer
    /// training of the present ones.
    /// </summary>
    public static PursuitSettings Default { get; } = new()
    {
        Method = "np-default",
        Recipe = PursuitRecipe.Fast,
        FirstMaximizer = new BatchedAscent(),
        LaterMaximizer = new BatchedAscent(),
        Optimizer = new LimitedMemoryBfgs(300),
        GrowthScale = new GrowthScale { FirstShare = 1e-3, FirstReductions = 40, Relative = 0.01, Reductions = 25 },
    };

    /// <summary>App. C.2.1: ascent of 5000 steps of 2, delta from 0.05 |w|, gradient descent of 100,000 steps of 10.</summary>
    public static PursuitSettings Paper { get; } = new()
    {
        Method = "np-paper",
        Recipe = PursuitRecipe.Paper,
        FirstMaximizer = new ProjectedGradientAscent(2, 5000),
        LaterMaximizer = new ProjectedGradientAscent(2, 5000),
        Optimizer = new GradientDescent(10, 100_000),
        GrowthScale = GrowthScale.Paper with { Relative = 0.05 },
    };

    /// <summary>The same with a tenth of the steps, which takes minutes and not an hour: `--recipe paper --quick`.</summary>
    public static PursuitSettings ShortPaper { get; } = Paper with
    {
        Method = "np-paper steps=10000",
        Optimizer = new GradientDescent(10, 10_000),
    };

    /// <summary>The settings for a request.</summary>
    public static PursuitSettings For(PlanRequest request) => !request.Paper ? Default : request.Quick ? ShortPaper : Paper;

    /// <summary>The settings of a method.</summary>
    public static PursuitSettings Of(string method) =>
        new[] { Default, Paper, ShortPaper }.Single(settings => settings.Method == method);
}
