using System.Diagnostics;

namespace NeuronPursuit;

/// <summary>
/// The bound on the time of a sparse fit, counted in multiply-adds rather than seconds, so that the result does not
/// depend on the machine: what is left is asked between trials, and a fit that runs out keeps its best network
/// (docs/adr/0010).
/// </summary>
internal sealed class WorkBudget(double operations)
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private double _spent;
    private TimeSpan _before;

    public bool IsExhausted => _spent >= operations;

    /// <summary>Time since the fit began, that of an earlier run included.</summary>
    public TimeSpan Elapsed => _before + Stopwatch.GetElapsedTime(_start);

    /// <summary>What was spent as a share of the bound; the last step may go beyond 1.</summary>
    public double Share => _spent / operations;

    /// <summary>What was spent so far; at most one step beyond the bound.</summary>
    public double Spent => _spent;

    /// <summary>What is left of the bound; negative where the last step went beyond it.</summary>
    public double Left => operations - _spent;

    /// <summary>Proposals that were tried so far, among which the held-out part chose.</summary>
    public int Trials { get; private set; }

    public void Try() => Trials++;

    public void Spend(double amount) => _spent += amount;

    /// <summary>Takes over what an earlier run had spent, in operations, time and trials.</summary>
    public void GoOn(double spent, TimeSpan elapsed, int trials)
    {
        (_spent, Trials) = (spent, trials);
        _before = elapsed - Stopwatch.GetElapsedTime(_start);
    }
}
