using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>A training objective that also gives the sums over samples behind it: what one shard of the data contributes.</summary>
internal interface ISampleSums
{
    /// <summary>The sum of losses; of their sensitivities' slopes (half of them for the square) in <paramref name="gradient"/>.</summary>
    double Sum(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>The Gauss-Newton matrix at the weights of the last evaluation, times a factor.</summary>
    void SumNormalMatrix(Span2D<double> normalMatrix, double scale);
}
