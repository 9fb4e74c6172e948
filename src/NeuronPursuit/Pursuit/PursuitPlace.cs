namespace NeuronPursuit;

/// <summary>Where in the whole of a fit an iteration stands.</summary>
/// <param name="Phase">What it is part of.</param>
/// <param name="Member">Which pursuit, trial or member, from 1.</param>
/// <param name="Members">How many of them there are.</param>
/// <param name="Share">The share of the fit's work that is done, from 0 to 1.</param>
/// <param name="Before">The share that an earlier run had done.</param>
internal sealed record PursuitPlace(PursuitPhase Phase, int Member, int Members, double Share, double Before = 0)
{
    /// <summary>The fold of a cross-validation whose folds run elsewhere, from 1.</summary>
    public int Fold { get; init; } = 1;

    /// <summary>How many of them there are.</summary>
    public int Folds { get; init; } = 1;
}
