namespace NeuronPursuit;

/// <summary>The sum of two correlations of the same saddle and degree.</summary>
internal sealed class SumCorrelation(SaddleCorrelation first, SaddleCorrelation second)
    : SaddleCorrelation(first.Saddle, first.Degree)
{
    internal override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient) =>
        first.AddTo(weights, gradient) + second.AddTo(weights, gradient);
}
