using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>How a fit runs and whom it tells; of these only the caller's own condition can end it earlier.</summary>
/// <param name="Threads">Threads at most.</param>
/// <param name="Progress">Sees every finished iteration.</param>
/// <param name="Logger">Receives events.</param>
/// <param name="CheckpointDirectory">Where checkpoints go, or null.</param>
/// <param name="StopWhen">The caller's condition, or null.</param>
/// <param name="Validation">Samples of the caller's that only judge, or null.</param>
/// <param name="Executor">Runs parts that do not depend on each other; null for this process.</param>
/// <param name="Shares">Sees how far the fit is, or null.</param>
/// <param name="CheckpointMismatch">What becomes of checkpoints of another fit.</param>
internal sealed record RunSettings(
    int Threads,
    IProgress<PursuitIteration>? Progress,
    ILogger Logger,
    string? CheckpointDirectory,
    Func<PursuitIteration, NeuronPursuitModel, bool>? StopWhen,
    ValidationSet? Validation = null,
    IPursuitExecutor? Executor = null,
    IProgress<PursuitProgress>? Shares = null,
    CheckpointMismatch CheckpointMismatch = CheckpointMismatch.Refuse)
{
    /// <summary>All processors, and nobody is told.</summary>
    public static RunSettings Default { get; } = new(Environment.ProcessorCount, null, NullLogger.Instance, null, null);
}

/// <summary>Samples of the caller's that are not trained on.</summary>
/// <param name="X">Inputs, one sample per row.</param>
/// <param name="Y">Targets, one row per row of X.</param>
internal sealed record ValidationSet(double[,] X, double[,] Y)
{
    /// <summary>Checks the shape against the training data.</summary>
    /// <exception cref="ArgumentException">They do not go together.</exception>
    public void RequireSame(int inputs, int outputs)
    {
        if (X.GetLength(1) != inputs || Y.GetLength(1) != outputs)
        {
            throw new ArgumentException(
                $"The validation set has {X.GetLength(1)} inputs and {Y.GetLength(1)} outputs, but the training data have {inputs} and {outputs}. Pass the same columns in the same order.");
        }
    }
}
