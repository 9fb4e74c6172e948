using System.Globalization;

namespace NeuronPursuit;

/// <summary>What a fit is doing.</summary>
public enum PursuitPhase
{
    /// <summary>A network grows, or one of fixed widths is trained; of <see cref="PursuitRecipe.Sparse"/> any stage of the search.</summary>
    Pursuit,

    /// <summary>A pursuit by which an ensemble chooses its settings, or whether it has an offset.</summary>
    Trial,

    /// <summary>A network of an ensemble grows.</summary>
    Member,

    /// <summary>The chosen network is trained once more on all samples.</summary>
    LastTraining,

    /// <summary>The fit has ended; the last report.</summary>
    Finished,
}

/// <summary>
/// How far a fit is: reported after every iteration and at the end (<see cref="NeuronPursuitBuilder.WithProgress(IProgress{PursuitProgress})"/>).
/// </summary>
public sealed record PursuitProgress
{
    /// <summary>What the fit is doing.</summary>
    public required PursuitPhase Phase { get; init; }

    /// <summary>
    /// Which of <see cref="Members"/>, from 1: the pursuit of <see cref="NeuronPursuitBuilder.WithPursuits"/>, the trial or the member
    /// of <see cref="NeuronPursuitBuilder.WithEnsemble"/>. Members run side by side, so their reports alternate. At the end the last one.
    /// </summary>
    public required int Member { get; init; }

    /// <summary>
    /// How many pursuits, trials or members the phase has; 1 for a single pursuit. The members of an ensemble are the networks of
    /// its model: several for each of <see cref="NeuronPursuitBuilder.WithEnsemble"/> where several kinds of networks were good.
    /// </summary>
    public required int Members { get; init; }

    /// <summary>The fold of a cross-validation, from 1; else 1.</summary>
    public int Fold { get; init; } = 1;

    /// <summary>The folds of a cross-validation; else 1.</summary>
    public int Folds { get; init; } = 1;

    /// <summary>
    /// The share of the work that is done, from 0 to 1 and never less than before. Of the most that the limits allow: a fit that
    /// ends earlier, as most do, jumps to 1 at the end.
    /// </summary>
    public required double ShareDone { get; init; }

    /// <summary>The time since the fit began in this process.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>
    /// The time that the rest of the work takes at the pace so far; as <see cref="ShareDone"/> for the most that the limits allow, so
    /// usually less. Null where nothing can be said.
    /// </summary>
    public required TimeSpan? TimeLeft { get; init; }

    /// <summary>The iteration that has finished; null at the end.</summary>
    public PursuitIteration? Iteration { get; init; }

    /// <summary>One line, such as <c>member 3 of 8, 41 % done, at most 12 s left; 4. Neuron: ...</c>.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString()
    {
        string fold = Folds > 1 ? FormattableString.Invariant($"fold {Fold} of {Folds}, ") : "";
        string what = Phase switch
        {
            PursuitPhase.Finished => FormattableString.Invariant($"finished after {Elapsed.TotalSeconds:0.0} s"),
            PursuitPhase.LastTraining => "last training",
            _ => FormattableString.Invariant($"{Phase.ToString().ToLowerInvariant()} {Member} of {Members}"),
        };
        string left = Phase != PursuitPhase.Finished && TimeLeft is { } time
            ? string.Create(CultureInfo.InvariantCulture, $", at most {Math.Ceiling(time.TotalSeconds):0} s left")
            : "";
        string iteration = Iteration is null ? "" : $"; {Iteration}";
        return string.Create(CultureInfo.InvariantCulture, $"{fold}{what}, {Math.Floor(100 * ShareDone):0} % done{left}{iteration}");
    }
}
