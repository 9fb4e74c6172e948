namespace NeuronPursuit;

// How data are prepared and divided.
public sealed partial class NeuronPursuitBuilder
{
    /// <summary>
    /// Adds a constant-1 input, the paper's explicit bias coordinate. Its weights are the last column of
    /// <see cref="NeuronPursuitModel.GetWeights"/>(0); it does not count in <see cref="NeuronPursuitModel.InputCount"/>.
    /// Default off.
    /// </summary>
    /// <param name="enabled">Whether to add it.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithIntercept(bool enabled = true) => Override(options => options with { Intercept = enabled });

    /// <summary>
    /// Standardises every input column and every output to zero mean and unit variance over the training data, inside
    /// the model: predictions take raw inputs and come in the units of the target. Default off.
    /// </summary>
    /// <param name="enabled">Whether to standardise.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithStandardization(bool enabled = true) => Override(options => options with { Standardization = enabled });

    /// <summary>
    /// Holds a part of the samples out, which decides when to stop (<see cref="PursuitStopReason.ValidationStopped"/>)
    /// and which iteration is kept: the one of the lowest <see cref="PursuitIteration.ValidationError"/>. The history
    /// holds the later ones too. Default none; 0.2 and 4 in <see cref="PursuitRecipe.Sparse"/>, which trains on all
    /// samples again at the end.
    /// </summary>
    /// <param name="fraction">The part held out, above 0 and below 1; which samples is drawn from the seed.</param>
    /// <param name="patience">Iterations without a lower error that end the pursuit, at least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithValidation(double fraction, int patience) =>
        Override(options => options with { ValidationFraction = fraction, ValidationPatience = patience });
}
