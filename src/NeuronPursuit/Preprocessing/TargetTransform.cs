namespace NeuronPursuit;

/// <summary>What becomes of targets before networks are trained on them; undone in every prediction.</summary>
public enum TargetTransform
{
    /// <summary>Nothing but what standardisation does.</summary>
    None,

    /// <summary>
    /// The logarithm of the distance from the end of the targets' range that they crowd at (<see cref="TargetCurve"/>): for prices, incomes, durations
    /// and other targets with a long tail on one side.
    /// </summary>
    Log,
}
