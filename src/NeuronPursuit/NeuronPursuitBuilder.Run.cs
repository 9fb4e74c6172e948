using System.Runtime.CompilerServices;
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
        Run(_run with { StopWhen = condition ?? throw new ArgumentNullException(nameof(condition)) }).OverrideOfOne(options => options);

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
    /// <para>An iteration is an entry of a history, and a bag grows many networks side by side. How far the whole is says
    /// <see cref="WithProgress(IProgress{PursuitProgress})"/>; both may be set.</para>
    /// <para><see cref="PursuitRecipe.Sparse"/> reports the iterations of a network when a stage has chosen it; a later stage may find a
    /// better one, with a history of its own.</para>
    /// </remarks>
    public NeuronPursuitBuilder WithProgress(IProgress<PursuitIteration> progress) =>
        Run(_run with { Progress = progress ?? throw new ArgumentNullException(nameof(progress)) });

    /// <summary>
    /// Reports how far the fit is after every finished iteration and at the end: phase, which member of how many, the share of the work
    /// that is done, and the time that the rest may take.
    /// </summary>
    /// <param name="progress">Called as that of <see cref="WithProgress(IProgress{PursuitIteration})"/>.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// A cross-validation reports of the whole, with the fold. Where parts run elsewhere
    /// (<see cref="NeuronPursuitEstimator.On"/>), a part is told of when it has finished.
    /// </remarks>
    [OverloadResolutionPriority(-1)] // so that an observer of everything, such as IProgress<object>, still means the other one
    public NeuronPursuitBuilder WithProgress(IProgress<PursuitProgress> progress) =>
        Run(_run with { Shares = progress ?? throw new ArgumentNullException(nameof(progress)) });

    /// <summary>
    /// Logs one event per iteration (Information; those of the trials of an ensemble Debug) and the end of the fit.
    /// </summary>
    /// <param name="logger">The logger.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithLogger(ILogger logger) =>
        Run(_run with { Logger = logger ?? throw new ArgumentNullException(nameof(logger)) });

    /// <summary>The logger that was given; null for none. For those who prepare data before a fit, and have to tell.</summary>
    public ILogger? Logger => _run.Logger;

    /// <summary>
    /// Writes checkpoints while it fits and resumes from them: call Fit again with the same directory, data and
    /// options, and the result equals that of an uninterrupted fit bit for bit.
    /// </summary>
    /// <remarks>
    /// <para>A pursuit is kept after every iteration, also one that holds samples out (<see cref="WithValidation(double, int)"/>) and
    /// each of several (<see cref="WithPursuits"/>). Limits (iterations, target error, patience, the number of pursuits) may be
    /// raised in between, also of a fit that had finished. <see cref="PursuitRecipe.Sparse"/> keeps every finished stage of its
    /// search, a bag (<see cref="WithEnsemble"/>) its finished members; the limits of these two are fixed. A cross-validation has a
    /// directory for every fold.</para>
    /// <para>A finished directory gives its result at once, without progress. What only an unfinished fit needs, the members of
    /// a bag and the stages of a sparse fit, is removed when it has finished.</para>
    /// <para>The checkpoints of other data or other options are refused before the fit begins (an InvalidDataException);
    /// <see cref="WithCheckpoints(string, CheckpointMismatch)"/> begins anew instead. A checkpoint that cannot be written (no room, no
    /// permission) ends the fit with an IOException; the one before stays whole.</para>
    /// </remarks>
    /// <param name="directory">A directory of this fit's own; created if missing.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithCheckpoints(string directory) => WithCheckpoints(directory, CheckpointMismatch.Refuse);

    /// <summary>As <see cref="WithCheckpoints(string)"/>, and says what becomes of checkpoints that the fit cannot go on from.</summary>
    /// <param name="directory">A directory of this fit's own; created if missing.</param>
    /// <param name="mismatch">
    /// <see cref="CheckpointMismatch.Refuse"/>, the default, or <see cref="CheckpointMismatch.Restart"/> to remove the checkpoints of
    /// other data or other options and begin anew: for a job that runs again and again on changing data.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithCheckpoints(string directory, CheckpointMismatch mismatch) => Run(_run with
    {
        Checkpoints = new CheckpointSettings(directory ?? throw new ArgumentNullException(nameof(directory)), mismatch),
    });

    private NeuronPursuitBuilder Run(RunSettings settings)
    {
        _run = settings;
        return this;
    }
}
