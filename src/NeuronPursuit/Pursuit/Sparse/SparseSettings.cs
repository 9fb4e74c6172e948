namespace NeuronPursuit;

/// <summary>The numbers of a sparse fit, in one place (docs/adr/0011 says where they come from).</summary>
/// <param name="TargetError">The error on both parts at or below which a fit counts as solved.</param>
/// <param name="HoldOutFraction">The part of the samples that is held out.</param>
/// <param name="Patience">Growths without gain that end a pursuit.</param>
internal sealed record SparseSettings(double TargetError, double HoldOutFraction, int Patience)
{
    /// <summary>What the trials of an open pursuit come to at most: a fixed number, which a resumed fit knows too.</summary>
    public const int MostTrials = 512;

    /// <summary>The bound on the work of a fit, in multiply-adds: about a minute on one core.</summary>
    public const double MaxOperations = 1e11;

    /// <summary>The training error at which the training part counts as met exactly.</summary>
    public const double ExactTrainingError = 1e-4;

    /// <summary>Splits into training and held-out part that are tried until one is solved.</summary>
    public const int MostSplits = 4;

    /// <summary>A round that takes no other inputs must get below this part of the error for another one to follow.</summary>
    public const double RoundGain = 0.98;

    /// <summary>The held-out error of the first pursuit, over that of the mean, above which the permutation test is asked.</summary>
    public const double GateAbove = 0.5;

    /// <summary>The part of the level of the permutation test that the held-out error may spend without asking it (docs/adr/0051).</summary>
    public const double ShareOfLevel = 0.1;

    /// <summary>How much a weight per training sample raises the held-out error in a competition.</summary>
    public const double WeightPenalty = 2;

    public const int TrialIterations = 100;

    public const int TrainingIterations = 1000;

    public const int PruningIterations = 400;

    /// <summary>The screen runs, and chains are tried, where the best trial does not get below this part of the error.</summary>
    public const double LeastGain = 0.97;

    public const int OpenIterations = 10;

    public const int FixedIterations = 24;

    public const int FixedPursuits = 4;

    public const int Rounds = 4;

    public const int LargestForSeveral = 16;

    /// <summary>
    /// Those of a fit. A network is solved at twice the target error on both parts, the number that was measured
    /// (docs/adr/0011).
    /// </summary>
    public static SparseSettings Of(PursuitOptions options) =>
        new(2 * options.TargetError, options.ValidationFraction, options.ValidationPatience);
}
