using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// C classes with C outputs: the cross-entropy of the softmax, <c>log sum_k e^(f_k) - sum_k y_k f_k</c>.
/// </summary>
/// <remarks>
/// A row of targets holds the probabilities of the classes: 1 for the class of the sample and 0 for the others, or any
/// nonnegative numbers that sum to 1. Computed without overflow for outputs of any size. Predictions are the outputs
/// before the softmax; outputs of zero, equal probabilities, cost <c>log C</c>.
/// </remarks>
public sealed class CrossEntropyLoss : ILoss
{
    private const double SumTolerance = 1e-6;

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double largest = TensorPrimitives.Max(outputs);
        TensorPrimitives.Subtract(outputs, largest, gradient);
        double chosen = Reductions.Dot(gradient, targets);
        foreach (ref double exponent in gradient)
        {
            exponent = PortableMath.Exp(exponent);
        }

        double sum = Reductions.Sum(gradient);
        TensorPrimitives.Divide(gradient, sum, gradient);
        TensorPrimitives.Subtract(gradient, targets, gradient);
        return PortableMath.Log(sum) - chosen;
    }

    /// <inheritdoc/>
    public string? ErrorOf(ReadOnlySpan<double> targets)
    {
        if (targets.Length < 2)
        {
            return $"has 1 target; {nameof(CrossEntropyLoss)} takes one per class. Use {nameof(LogisticLoss)} for two classes and one output.";
        }

        for (int k = 0; k < targets.Length; k++)
        {
            if (targets[k] < 0)
            {
                return FormattableString.Invariant($"has {targets[k]} in column {k} (counted from 0); {nameof(CrossEntropyLoss)} takes probabilities, which are not negative.");
            }
        }

        double sum = Reductions.Sum(targets);
        return Math.Abs(sum - 1) <= SumTolerance
            ? null
            : FormattableString.Invariant($"sums to {sum}; {nameof(CrossEntropyLoss)} takes probabilities that sum to 1: 1 for the class of the row and 0 for the others.");
    }

    /// <inheritdoc/>
    public override string ToString() => nameof(CrossEntropyLoss);
}
