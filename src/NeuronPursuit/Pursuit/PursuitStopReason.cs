namespace NeuronPursuit;

/// <summary>Why a pursuit ended. <see cref="PursuitStopReasons.Describe"/> explains each and says what to do.</summary>
public enum PursuitStopReason
{
    /// <summary>The relative training error is at or below the target error (<see cref="NeuronPursuitBuilder.WithTargetError"/>).</summary>
    TargetReached,

    /// <summary>The limit on iterations was reached.</summary>
    MaxIterations,

    /// <summary>No neuron has a positive correlation with the residual: Lemmas 12 and 13 promise no descent.</summary>
    NoPositiveCorrelation,

    /// <summary>
    /// The loss on held-out samples no longer falls. <see cref="PursuitRecipe.Sparse"/> also says so where both parts have met
    /// twice the target error and the last training, on all samples, leaves more than the target error.
    /// </summary>
    ValidationStopped,

    /// <summary>Several growths in a row lowered the loss by less than <see cref="NeuronPursuitBuilder.WithStallTolerance"/> of it.</summary>
    Stalled,

    /// <summary>Training overflowed or raised the loss; the last good network was kept.</summary>
    Diverged,

    /// <summary>The fit was cancelled; only the model that a <see cref="PursuitCanceledException"/> carries says so.</summary>
    Canceled,

    /// <summary>The caller's own condition (<see cref="NeuronPursuitBuilder.WithStopWhen"/>) held.</summary>
    ConditionMet,

    /// <summary>
    /// A permutation test found no dependence of the target on the inputs; the model predicts the mean, or 0 where
    /// <see cref="NeuronPursuitBuilder.WithIntercept"/>(false) wants no offset (<see cref="PursuitRecipe.Sparse"/>).
    /// </summary>
    NoSignal,

    /// <summary>
    /// Weight decay outweighs the largest correlation: no new neuron of any small size lowers the objective (depth 2,
    /// power 1; <see cref="NeuronPursuitBuilder.WithWeightDecay"/>).
    /// </summary>
    NoDescentDirection,

    /// <summary>
    /// The bound on work that <see cref="PursuitRecipe.Sparse"/>, bags of networks and classifiers (but those of
    /// <see cref="PursuitRecipe.Paper"/>) count in operations was reached, so that a fit ends in reasonable time; the best
    /// network by then is kept.
    /// </summary>
    WorkLimit,
}

/// <summary>Texts for stop reasons.</summary>
public static class PursuitStopReasons
{
    /// <summary>One or two sentences: what the reason means and what to try.</summary>
    /// <param name="reason">A stop reason.</param>
    /// <returns>English text.</returns>
    public static string Describe(this PursuitStopReason reason) => reason switch
    {
        PursuitStopReason.TargetReached => "The relative training error reached the target error.",
        PursuitStopReason.MaxIterations =>
            "The limit on iterations was reached before the target error. Raise WithMaxIterations, or WithTargetError if the data are noisy.",
        PursuitStopReason.NoPositiveCorrelation =>
            "No new neuron correlates with the residual, so none can lower the loss. The inputs say nothing more about the target under this activation; try another activation, WithIntercept or a different depth.",
        PursuitStopReason.ValidationStopped =>
            "Held-out samples ended the search: their loss stopped falling, or was low enough. The best network is kept.",
        PursuitStopReason.Stalled =>
            "Several growths in a row lowered the loss by less than WithStallTolerance of it (0.1 % by default). Try another seed, a leaky activation instead of ReLU, WithIntercept, or a different depth.",
        PursuitStopReason.Diverged =>
            "Training diverged: the step size is too large for these data. The last finite network was kept. Use a smaller step (GradientDescent(stepSize: ...)), the default optimiser, or WithStandardization.",
        PursuitStopReason.Canceled => "The fit was cancelled; this is what had finished by then.",
        PursuitStopReason.ConditionMet => "The condition given to WithStopWhen held.",
        PursuitStopReason.NoSignal =>
            "A permutation test found no dependence of the target on the inputs, so the model predicts the mean of the target. More samples may show one; WithSignalGate(false) fits without asking.",
        PursuitStopReason.NoDescentDirection =>
            "No new neuron lowers the loss by more than its weight decay costs: the objective is at its minimum over networks of any width, to the accuracy of training and search. A smaller WithWeightDecay lets the network grow further.",
        PursuitStopReason.WorkLimit =>
            "The recipe's bound on work was reached; the best network by then is kept. The bound is counted in operations, so a repetition ends at the same place. With fewer samples or columns the fit gets further.",
        _ => reason.ToString(),
    };
}
