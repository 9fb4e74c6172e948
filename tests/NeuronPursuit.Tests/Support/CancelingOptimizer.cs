namespace NeuronPursuit.Tests;

/// <summary>Cancels within the training of a number, counted from 1.</summary>
internal sealed class CancelingOptimizer(int call, CancellationTokenSource source) : IWeightOptimizer
{
    public int Calls { get; private set; }

    public OptimizationResult Minimize(
        ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken)
    {
        if (++Calls == call)
        {
            source.Cancel();
        }

        return new LimitedMemoryBfgs(100).Minimize(objective, weights, limits, cancellationToken);
    }
}
