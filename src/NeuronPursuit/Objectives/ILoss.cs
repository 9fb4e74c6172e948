namespace NeuronPursuit;

/// <summary>
/// What a wrong output costs: a function of the outputs of a network and the targets of one sample. The objective is its
/// mean over samples, weighted where the samples have weights.
/// </summary>
/// <remarks>
/// <para>Your own loss is a class of a few lines. It should be convex in the outputs, at least 0, and positive for
/// outputs of zero on some sample (else there is nothing to learn). Where it is not finite a training step is taken
/// back. A fit tries the loss on a few rows first and refuses one whose gradient is not the slope of its value, that is
/// negative or NaN. <see cref="object.ToString"/> goes into the fingerprint of checkpoints, so let it name every setting.</para>
/// <para>The library goes beyond the paper here: wherever the paper has the residual <c>y - f(x)</c>, which is minus half
/// the slope of the square, another loss has minus its slope, <c>-dloss/doutput</c>. Neural correlation functions at the
/// origin use it at outputs of zero.</para>
/// <para>Built-in losses run over whole blocks of samples; another one is called sample by sample and costs about ten
/// nanoseconds more for each.</para>
/// </remarks>
public interface ILoss
{
    /// <summary>
    /// Whether the targets may be standardised (<see cref="NeuronPursuitBuilder.WithStandardization"/>) and are predicted
    /// in their own units. Default false: the loss sees the caller's targets as they are, and predictions are outputs as
    /// the loss sees them (log-odds, say).
    /// </summary>
    bool CanStandardizeTargets => false;

    /// <summary>The loss of one sample and its gradient. Called by several threads at once; must not keep the spans.</summary>
    /// <param name="outputs">The outputs of the network, one number per output.</param>
    /// <param name="targets">The targets of the sample, as many.</param>
    /// <param name="gradient">Receives the derivatives of the loss by the outputs, as many.</param>
    /// <returns>The loss.</returns>
    double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient);

    /// <summary>Says what is wrong with the targets of one sample. Default: nothing ever is.</summary>
    /// <param name="targets">The targets of a sample, finite.</param>
    /// <returns>What is wrong and what was expected, as the end of a sentence that names the row; null if nothing is.</returns>
    string? ErrorOf(ReadOnlySpan<double> targets) => null;
}
