namespace NeuronPursuit;

/// <summary>
/// Two classes with one output, the log-odds f of class 1: <c>log(1 + e^f) - y f</c>, the cross-entropy of the
/// probability <c>1 / (1 + e^-f)</c>.
/// </summary>
/// <remarks>
/// Targets are 0, 1 or a probability between. Computed without overflow for outputs of any size. Predictions are
/// log-odds; outputs of zero, probability one half, cost <c>log 2</c>.
/// </remarks>
public sealed class LogisticLoss : ILoss
{
    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double f = outputs[0];
        double small = PortableMath.Exp(-Math.Abs(f));
        gradient[0] = (f > 0 ? 1 : small) / (1 + small) - targets[0];
        return Math.Max(f, 0) - targets[0] * f + PortableMath.Log(1 + small);
    }

    /// <inheritdoc/>
    public string? ErrorOf(ReadOnlySpan<double> targets) =>
        targets.Length != 1
            ? $"has {targets.Length} targets; {nameof(LogisticLoss)} takes one. Use {nameof(CrossEntropyLoss)} for several classes."
            : targets[0] is >= 0 and <= 1
                ? null
                : FormattableString.Invariant($"is {targets[0]}; {nameof(LogisticLoss)} takes 0, 1 or a probability between.");

    /// <inheritdoc/>
    public override string ToString() => nameof(LogisticLoss);
}
