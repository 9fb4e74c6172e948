namespace NeuronPursuit;

/// <summary>The sum of two correlations of the same saddle and degree.</summary>
internal sealed class SumCorrelation(SaddleCorrelation first, SaddleCorrelation second)
    : SaddleCorrelation(first.Saddle, first.Degree)
{
    private protected override double AddTo(ReadOnlySpan<double> weights, Span<double> gradient) =>
        first.Add(weights, gradient) + second.Add(weights, gradient);
}
