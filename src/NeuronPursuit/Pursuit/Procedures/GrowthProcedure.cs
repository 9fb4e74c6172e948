namespace NeuronPursuit;

/// <summary>Algorithm 1: the network grows, neuron by neuron.</summary>
internal sealed record GrowthProcedure : IterativeProcedure
{
    public override string Fingerprint(PursuitOptions options) => "growth";

    public override (PursuitState State, PursuitStopReason Reason) Iterate(
        IPursuitData data,
        PursuitOptions options,
        PursuitMetrics metrics,
        PursuitState? resumed,
        Func<PursuitState, bool> onIteration,
        CancellationToken cancellationToken) =>
        new NeuronPursuitAlgorithm(data, options, metrics, cancellationToken).Run(resumed, onIteration);
}
