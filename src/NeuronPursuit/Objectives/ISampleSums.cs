using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>A training objective that also gives the sums over samples behind it: what one shard of the data contributes.</summary>
internal interface ISampleSums
{
    /// <summary>Gives the sum of losses and writes the sum of their gradients (half of it for the square).</summary>
    double Sum(ReadOnlySpan<double> parameters, Span<double> gradient);

    /// <summary>The Gauss-Newton matrix <c>J^T J</c> at the weights of the last evaluation, times a factor.</summary>
    /// <exception cref="NotSupportedException">The loss is not the square.</exception>
    void SumNormalMatrix(Span2D<double> normalMatrix, double scale);
}
