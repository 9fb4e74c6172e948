namespace NeuronPursuit;

/// <summary>
/// Something to minimise over the weights of a network: a value and a gradient that are sums over samples.
/// </summary>
/// <remarks>
/// Optimisers see this and nothing else, so the same optimiser serves a serial, a multi-threaded and a distributed
/// evaluation. The library's training objective is the mean of the squared residuals over samples and outputs,
/// <c>|Y - H(X)|_F^2 / (n m)</c>. One evaluation at a time: an objective may keep its scratch from call to call, and
/// uses several threads by itself.
/// </remarks>
public interface ISumObjective
{
    /// <summary>The number of weights.</summary>
    int ParameterCount { get; }

    /// <summary>The number of samples in the sum.</summary>
    int SampleCount { get; }

    /// <summary>Evaluates the objective and its gradient.</summary>
    /// <param name="parameters">The weights, <see cref="ParameterCount"/> of them.</param>
    /// <param name="gradient">Receives the gradient; same length; must not overlap <paramref name="parameters"/>.</param>
    /// <returns>The value; NaN or infinite where the weights overflow.</returns>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient);
}
