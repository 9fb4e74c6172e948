namespace NeuronPursuit;

/// <summary>The numbers of a sparse fit, in one place (docs/adr/0011 says where they come from).</summary>
internal sealed record SparseSettings
{
    /// <summary>The bound on the work of a fit, in multiply-adds: about a minute on one core.</summary>
    public const double MaxOperations = 1e11;

    /// <summary>The held-out error below which a fit counts as solved.</summary>
    public double TargetError { get; init; } = 0.002;

    /// <summary>The training error at which the training part counts as met exactly.</summary>
    public double ExactTrainingError { get; init; } = 1e-4;

    /// <summary>Splits into training and held-out part that are tried until one is solved.</summary>
    public int Splits { get; init; } = 4;

    /// <summary>A round that takes no other inputs must get below this part of the error for another one to follow.</summary>
    public double RoundGain { get; init; } = 0.98;

    /// <summary>The held-out error of the first pursuit, over that of the mean, above which the permutation test is asked.</summary>
    public double GateAbove { get; init; } = 0.5;

    public double HoldOutFraction { get; init; } = 0.2;

    /// <summary>How much a weight per training sample raises the held-out error in a competition.</summary>
    public double WeightPenalty { get; init; } = 2;

    public int TrialIterations { get; init; } = 100;

    public int TrainingIterations { get; init; } = 1000;

    public int PruningIterations { get; init; } = 400;

    /// <summary>Growths without gain that end a pursuit.</summary>
    public int Patience { get; init; } = 4;

    /// <summary>What counts as gain for the patience.</summary>
    public double GainFactor { get; init; } = 1;

    /// <summary>The screen runs where the best trial does not get below this part of the error.</summary>
    public double ScreenGain { get; init; } = 0.97;

    public int OpenIterations { get; init; } = 10;

    public int FixedIterations { get; init; } = 24;

    public int FixedPursuits { get; init; } = 4;

    public int Rounds { get; init; } = 4;

    public int LargestForSeveral { get; init; } = 16;
}
