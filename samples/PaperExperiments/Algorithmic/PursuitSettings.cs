using NeuronPursuit;

namespace PaperExperiments.Algorithmic;

/// <summary>The hyper-parameters of one recipe for one of the algorithmic tasks.</summary>
public sealed record PursuitSettings
{
    /// <summary>Its name in the results.</summary>
    public required string Method { get; init; }

    /// <summary>What is not named here.</summary>
    public required PursuitRecipe Recipe { get; init; }

    /// <summary>H, the starts of a search.</summary>
    public int Restarts { get; init; } = 10;

    /// <summary>The search of the first iteration.</summary>
    public required INcfMaximizer FirstMaximizer { get; init; }

    /// <summary>The search of the others.</summary>
    public required INcfMaximizer LaterMaximizer { get; init; }

    /// <summary>How weights are trained.</summary>
    public required IWeightOptimizer Optimizer { get; init; }

    /// <summary>delta.</summary>
    public required GrowthScale GrowthScale { get; init; }

    /// <summary>Whether weights are balanced after every iteration.</summary>
    public bool Balancing { get; init; }

    /// <summary>The part of the loss that a growth must gain, or chains are tried too (not by the paper's recipe).</summary>
    public double StallTolerance { get; init; } = 1e-3;

    /// <summary>A builder with these settings.</summary>
    public NeuronPursuitBuilder NewBuilder() => new NeuronPursuitBuilder()
        .WithRecipe(Recipe)
        .WithRestarts(Restarts)
        .WithNcfMaximizer(FirstMaximizer, LaterMaximizer)
        .WithOptimizer(Optimizer)
        .WithGrowthScale(GrowthScale)
        .WithWeightBalancing(Balancing)
        .WithStallTolerance(StallTolerance);
}
