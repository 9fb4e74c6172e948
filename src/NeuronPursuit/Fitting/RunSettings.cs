using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>How a fit runs and whom it tells; of these only the caller's own condition can end it earlier.</summary>
/// <param name="Threads">Threads at most.</param>
/// <param name="Progress">Sees every finished iteration.</param>
/// <param name="Logger">Receives events.</param>
/// <param name="Checkpoints">Where checkpoints go, or null.</param>
/// <param name="StopWhen">The caller's condition, or null.</param>
/// <param name="Validation">Samples of the caller's that only judge, or null.</param>
/// <param name="Executor">Runs parts that do not depend on each other; null for this process.</param>
/// <param name="Shares">Sees how far the fit is, or null.</param>
internal sealed record RunSettings(
    int Threads,
    IProgress<PursuitIteration>? Progress,
    ILogger Logger,
    CheckpointSettings? Checkpoints,
    Func<PursuitIteration, NeuronPursuitModel, bool>? StopWhen,
    ValidationSet? Validation = null,
    IPursuitExecutor? Executor = null,
    IProgress<PursuitProgress>? Shares = null)
{
    /// <summary>The recipe of a candidate of a larger fit, which tells of the whole; null for a fit of its own.</summary>
    public string? Candidate { get; init; }

    /// <summary>Whether the model keeps what it left of every held-out sample, for whoever compares fits.</summary>
    public bool KeepsHeldOut { get; init; }

    /// <summary>All processors, and nobody is told.</summary>
    public static RunSettings Default { get; } = new(Environment.ProcessorCount, null, NullLogger.Instance, null, null);
}
