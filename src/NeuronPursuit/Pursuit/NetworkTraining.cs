namespace NeuronPursuit;

/// <summary>How a pursuit trains the weights of a network, in place.</summary>
internal static class NetworkTraining
{
    /// <summary>Trains and, where the options ask for it, balances (C.2.2).</summary>
    public static OptimizationResult Run(
        PursuitOptions options,
        IWeightOptimizer optimizer,
        ISumObjective objective,
        Network network,
        OptimizationLimits limits,
        CancellationToken cancellationToken) =>
        Balance(options, network, Minimize(options, optimizer, objective, network, limits, cancellationToken));

    /// <summary>Trains all weights, or with a limit on the inputs of a neuron those that it may use.</summary>
    public static OptimizationResult Minimize(
        PursuitOptions options,
        IWeightOptimizer optimizer,
        ISumObjective objective,
        Network network,
        OptimizationLimits limits,
        CancellationToken cancellationToken) => options.InputsPerNeuron is null
            ? optimizer.Minimize(objective, network.Parameters, limits, cancellationToken)
            : SupportMask.Minimize(optimizer, objective, network, limits, cancellationToken);

    /// <summary>Balances where the options ask for it; the loss stays as it is, and weight decay is least at the balance.</summary>
    public static OptimizationResult Balance(PursuitOptions options, Network network, OptimizationResult result)
    {
        if (!options.WeightBalancing)
        {
            return result;
        }

        double before = WeightDecayObjective.Penalty(options.WeightDecay, network.Parameters);
        WeightBalancer.Balance(network);
        double after = WeightDecayObjective.Penalty(options.WeightDecay, network.Parameters);
        return result with { Value = result.Value + (after - before) };
    }
}
