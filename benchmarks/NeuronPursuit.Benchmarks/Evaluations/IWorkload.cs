namespace NeuronPursuit.Benchmarks;

/// <summary>One implementation of a workload, ready to run again and again.</summary>
internal interface IWorkload
{
    /// <summary>Computes value and gradient; returns the value (for a batch the sum of values), to be checked against others.</summary>
    double Evaluate();
}
