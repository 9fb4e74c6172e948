using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

// How a fit runs and whom it tells.
public sealed partial class NeuronPursuitBuilder
{
    /// <summary>
    /// Stops when a condition of the caller's holds, asked after every iteration with the model as it then is.
    /// </summary>
    /// <param name="condition">Returns true to stop, with <see cref="PursuitStopReason.ConditionMet"/>.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <see cref="PursuitRecipe.Sparse"/> asks after every stage that has found another network: a pursuit with its pruning, or a
    /// round of them. After a last training on all samples the answer changes nothing.
    /// </remarks>
    public NeuronPursuitBuilder WithStopWhen(Func<PursuitIteration, NeuronPursuitModel, bool> condition) =>
        Run(_run with { StopWhen = condition ?? throw new ArgumentNullException(nameof(condition)) });

    /// <summary>Sets the floating-point type of the sums over samples. Default double.</summary>
    /// <param name="precision">Double, or single for twice the speed.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithPrecision(Precision precision) => Override(options => options with { Precision = precision });

    /// <summary>Sets the seed of every random draw: the same seed, data and options give the same bits. Default 0.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithSeed(ulong seed) => Override(options => options with { Seed = seed });

    /// <summary>
    /// Limits the threads of a fit. The result does not depend on it. Default: the number of processors.
    /// </summary>
    /// <param name="threads">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithMaxDegreeOfParallelism(int threads) => Run(_run with { Threads = threads });

    /// <summary>Reports every finished iteration.</summary>
    /// <param name="progress">Called on the fitting thread, or on the threads of a bag, one at a time (a <see cref="Progress{T}"/> posts to its own context).</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// <see cref="PursuitRecipe.Sparse"/> reports the iterations of a network when a stage has chosen it; a later stage may find a
    /// better one, with a history of its own.
    /// </remarks>
    public NeuronPursuitBuilder WithProgress(IProgress<PursuitIteration> progress) =>
        Run(_run with { Progress = progress ?? throw new ArgumentNullException(nameof(progress)) });

    /// <summary>Logs one event per iteration (Information) and the end of the fit.</summary>
    /// <param name="logger">The logger.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithLogger(ILogger logger) =>
        Run(_run with { Logger = logger ?? throw new ArgumentNullException(nameof(logger)) });

    /// <summary>
    /// Writes a checkpoint after every iteration and resumes from it: call Fit again with the same directory, data and
    /// options, and the result equals that of an uninterrupted fit bit for bit. Limits (iterations, target error) may
    /// be raised in between, except for a bag. A finished directory gives its result at once, without progress (a bag of one
    /// network trains on all samples again).
    /// </summary>
    /// <remarks>
    /// A bag (<see cref="WithEnsemble"/>) keeps its finished members, a cross-validation has a directory for every fold. Fits
    /// that hold samples out or run several pursuits otherwise (<see cref="WithValidation(double, int)"/>,
    /// <see cref="WithPursuits"/>, <see cref="PursuitRecipe.Sparse"/>), and those with a validation set of the caller's, keep no
    /// checkpoints and begin anew. A checkpoint that cannot be written (no room, no permission) ends the fit with an
    /// IOException; the one before stays whole.
    /// </remarks>
    /// <param name="directory">A directory of this fit's own; created if missing.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithCheckpoints(string directory) =>
        Run(_run with { CheckpointDirectory = directory ?? throw new ArgumentNullException(nameof(directory)) });

    private NeuronPursuitBuilder Run(RunSettings settings)
    {
        _run = settings;
        return this;
    }
}
