namespace NeuronPursuit;

/// <summary>Balancing after a training (C.2.2), where the options ask for it.</summary>
internal static class TrainedBalance
{
    /// <summary>Balances the network; the loss stays as it is, and weight decay is least at the balance.</summary>
    public static OptimizationResult Apply(Network network, OptimizationResult result, PursuitOptions options)
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
