namespace NeuronPursuit;

/// <summary>
/// The units of one output of the networks: <c>z Scale + Offset</c> is in the caller's, for a network's output z. The
/// model's <see cref="NeuronPursuitModel.OutputLink"/> is applied after that.
/// </summary>
/// <param name="Offset">Added; 0 where nothing is. The mean of a standardised target, or the offset that a fit chose.</param>
/// <param name="Scale">The factor, positive; 1 where the target was not standardised.</param>
public sealed record NetworkOutput(double Offset, double Scale);
