namespace NeuronPursuit.Samples.Cluster;

/// <summary>Progress on the fitting thread, in order.</summary>
internal sealed class Reporter(Action<PursuitIteration> report) : IProgress<PursuitIteration>
{
    public void Report(PursuitIteration value) => report(value);
}
