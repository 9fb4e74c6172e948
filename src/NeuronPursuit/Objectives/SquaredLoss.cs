namespace NeuronPursuit;

/// <summary>
/// The paper's loss and the default: the mean of the squared residuals over the outputs, <c>|y - f|^2 / m</c>
/// (docs/adr/0003).
/// </summary>
public sealed class SquaredLoss : ILoss
{
    internal static SquaredLoss Instance { get; } = new();

    /// <inheritdoc/>
    public bool CanStandardizeTargets => true;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double residual = targets[k] - outputs[k];
            gradient[k] = -2 * residual / outputs.Length;
            sum += residual * residual;
        }

        return sum / outputs.Length;
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(SquaredLoss);
}
