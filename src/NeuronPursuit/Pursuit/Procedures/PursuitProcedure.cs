namespace NeuronPursuit;

/// <summary>
/// What a recipe runs. A new procedure is one more type: recipes and builder methods name it, and whoever runs, checks or keeps a
/// fit asks it and not which one it is (docs/adr/0055).
/// </summary>
internal abstract record PursuitProcedure
{
    /// <summary>Weight matrices, where the procedure decides their number; null where the options do.</summary>
    public virtual int? Depth => null;

    /// <summary>
    /// Whether stages are kept, and at last how it ended, so that a fit which has ended is not taken further; else every iteration, and a fit
    /// goes on when limits are raised.
    /// </summary>
    public virtual bool KeepsStages => false;

    /// <summary>What in it needs all samples in one place, for the sentence "does not support ..."; null for nothing.</summary>
    public virtual string? NeedsAllSamples => null;

    /// <summary>Whether it chooses among the inputs.</summary>
    public virtual bool ChoosesInputs => false;

    /// <summary>Whether a finished model can be taken further by it, or by a growth in its place.</summary>
    public virtual bool Continues => true;

    /// <summary>What a checkpoint must agree with, in the invariant culture.</summary>
    /// <param name="options">The options it runs with.</param>
    public abstract string Fingerprint(PursuitOptions options);

    /// <summary>What is wrong with options that it runs with.</summary>
    /// <param name="options">The options.</param>
    /// <param name="validationSet">Whether there are validation samples of the caller's own.</param>
    public virtual IEnumerable<string> Errors(PursuitOptions options, bool validationSet) => [];

    /// <summary>Runs one pursuit, or what is left of it.</summary>
    public abstract PursuitOutcome Run(PursuitJob job);

    /// <summary>Runs one pursuit with an offset or without, whichever is better (docs/adr/0047, 0057).</summary>
    public abstract OffsetResult Choose(OffsetJob job);
}

/// <summary>One pursuit to run.</summary>
/// <param name="Data">All samples.</param>
/// <param name="Validation">Samples of the caller's that only judge; null for none, or for a part of the data.</param>
/// <param name="Options">What to run.</param>
/// <param name="Metrics">The units of the targets.</param>
/// <param name="Store">Keeps how far it has come, and gives how far it had.</param>
/// <param name="Begin">Where it begins if nothing is kept; gives null for the beginning.</param>
/// <param name="OnIteration">Told of every finished iteration; returns true to stop.</param>
/// <param name="CancellationToken">Cancels.</param>
/// <param name="IsPaused">Whether it was stopped only to go on later, so that what ends a pursuit has time; null for never.</param>
internal sealed record PursuitJob(
    IPursuitData Data,
    ILocalPursuitData? Validation,
    PursuitOptions Options,
    PursuitMetrics Metrics,
    KeptInStore Store,
    Func<PursuitState?> Begin,
    Func<PursuitState, bool> OnIteration,
    CancellationToken CancellationToken,
    Func<bool>? IsPaused = null)
{
    /// <summary>Tells of a state; of a last training, which a resumed fit repeats, once.</summary>
    public bool Observe(PursuitState state)
    {
        if (state.Place?.Phase != PursuitPhase.LastTraining)
        {
            return OnIteration(state);
        }

        bool isNew = Store.Told < state.History.Count;
        bool isMet = OnIteration(isNew ? state : state with { Finished = 0 });
        if (isNew)
        {
            Store.TellOfLast(state.History.Count);
        }

        return isMet;
    }
}
