namespace NeuronPursuit;

// Chains, one neuron in every hidden layer: with them a fit begins, and with them it goes on where no neuron gains.
internal sealed partial class SparseProposals
{
    private const int ChainsBeside = 2;

    private static readonly IterativeHardThresholding ThresholdingAtOrigin = new([1, 2, 4, 8, 16]);

    /// <summary>The two best chains for a first fit on fixed inputs.</summary>
    public IEnumerable<Proposal> FirstOn(int[] inputs, ulong seed)
    {
        int[] own = Union(AlwaysInUse, inputs);
        return Chains(own, Search(Origin(own), options.FirstMaximizer, DenseRestarts, seed, 0), 2);
    }

    /// <summary>Chains for a first fit that may choose its inputs.</summary>
    public IEnumerable<Proposal> FirstOpen(ulong seed)
    {
        int[] all = [.. Enumerable.Range(0, All.InputCount)];
        INcfObjective origin = Origin(all);
        IEnumerable<Proposal> sparse = Chains(all, Search(origin, ThresholdingAtOrigin, SparseRestarts, seed, 1), 8);
        return CanBeDense ? sparse.Concat(FirstOn(all, seed)) : sparse;
    }

    /// <summary>
    /// Chains beside the network: no neuron of one layer alone lowers the loss where those that it would write to are silent or
    /// have weights of one sign only (docs/adr/0056). On the inputs in use, and when open on few of all inputs.
    /// </summary>
    public IEnumerable<Proposal> Beside(SparseState state, bool open, ulong seed)
    {
        int[] own = state.Inputs;
        IReadOnlyList<KktPoint> points = Search(
            ChainBeside(state, own).Correlation(), options.FirstMaximizer, DenseRestarts, seed, 60);
        IEnumerable<Proposal> chains = Best(points, ChainsBeside).Select(point => Chain(own, point));
        if (!open)
        {
            return chains;
        }

        int[] all = [.. Enumerable.Range(0, All.InputCount)];
        IReadOnlyList<KktPoint> sparse = Search(ChainBeside(state, all).Correlation(), ThresholdingAtOrigin, SparseRestarts, seed, 61);
        return chains.Concat(Best(sparse, ChainsBeside).Select(point =>
        {
            int[] inputs = Union(own, Support(point.Incoming[..all.Length]));
            return Chain(inputs, OnInputs(point, inputs));
        }));
    }

    private IEnumerable<Proposal> Chains(int[] inputs, IReadOnlyList<KktPoint> points, int count)
    {
        foreach (KktPoint point in Best(points, count))
        {
            int[] support = Union(AlwaysInUse, Support(point.Incoming[..inputs.Length]).Select(k => inputs[k]));
            yield return new Proposal(
                support, PursuitIterationKind.FirstFit, [OnInputs(point, support, inputs)], -1, [false], point.Value);
        }
    }

    private ParallelChain ChainBeside(SparseState state, int[] inputs) => new(
        trainer.Data.TrainingOn(inputs), NetworkEdits.MoveInputs(state.Network, state.Inputs, inputs), options, cancellationToken);

    private static Proposal Chain(int[] inputs, KktPoint point) => new(inputs, PursuitIterationKind.Chain, [point], -1, [false], point.Value);
}
