namespace NeuronPursuit;

/// <summary>Keeps what a fit has finished, so that an interrupted one need not do it again.</summary>
internal interface IFitStore : IMemberStore
{
    /// <summary>A pursuit as far as it came, or null. Nobody is told of its iterations again.</summary>
    /// <param name="pursuit">Which of several pursuits, from 0.</param>
    KeptPursuit? LoadPursuit(int pursuit);

    /// <summary>Keeps a pursuit in place of what was kept of it before.</summary>
    /// <param name="pursuit">Which of several pursuits, from 0.</param>
    /// <param name="kept">How far it has come.</param>
    void SavePursuit(int pursuit, KeptPursuit kept);

    /// <summary>A finished stage of a sparse pursuit, or null.</summary>
    /// <param name="pursuit">Which of several pursuits, from 0.</param>
    /// <param name="stage">Which stage of it, from 1.</param>
    KeptStage? LoadStage(int pursuit, int stage);

    /// <summary>Keeps a finished stage of a sparse pursuit.</summary>
    /// <param name="pursuit">Which of several pursuits, from 0.</param>
    /// <param name="stage">Which stage of it, from 1.</param>
    /// <param name="kept">What became of it.</param>
    void SaveStage(int pursuit, int stage, KeptStage kept);

    /// <summary>Forgets the stages of a sparse pursuit that is kept as a whole.</summary>
    /// <param name="pursuit">Which of several pursuits, from 0.</param>
    void RemoveStages(int pursuit);
}

/// <summary>A pursuit as far as it came.</summary>
/// <param name="State">The last finished iteration, with the history as observers saw it.</param>
/// <param name="HeldOut">What held-out samples have said; null where none are held out.</param>
/// <param name="Reason">Why it ended; null for one that goes on from its state, if its limits allow.</param>
/// <param name="Choice">Of one that has ended, what it made of an offset; null where it had no choice.</param>
/// <param name="WithOffset">The same fit with an offset, where both are tried.</param>
/// <param name="Told">
/// Of a fit with an offset, how many iterations an observer was told of, since it is told when it has won; one more than there are
/// once it was told of a last training, of any fit.
/// </param>
internal sealed record KeptPursuit(
    PursuitState State,
    HeldOutState? HeldOut = null,
    PursuitStopReason? Reason = null,
    OffsetChoice? Choice = null,
    KeptPursuit? WithOffset = null,
    int Told = 0);

/// <summary>What a pursuit with held-out samples carries from one iteration to the next beside its state.</summary>
/// <param name="Best">The iteration of the lowest held-out loss; null where none is finite.</param>
/// <param name="BestLoss">That loss.</param>
/// <param name="WithoutGain">Iterations since.</param>
internal sealed record HeldOutState(PursuitState? Best, double BestLoss, int WithoutGain);

/// <summary>A finished stage of a sparse pursuit.</summary>
/// <param name="State">What it found; null for nothing.</param>
/// <param name="Shown">How many iterations at the beginning of its history an observer had seen.</param>
/// <param name="Spent">The work of the pursuit until then.</param>
/// <param name="Elapsed">Its time.</param>
/// <param name="Trials">How many proposals it had tried.</param>
/// <param name="Told">Of a pursuit that is told of later, how many iterations an observer was told of.</param>
internal sealed record KeptStage(SparseState? State, int Shown, double Spent, TimeSpan Elapsed, int Trials, int Told = 0);
