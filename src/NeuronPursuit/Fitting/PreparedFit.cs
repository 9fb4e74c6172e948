namespace NeuronPursuit;

/// <summary>A fit before it runs.</summary>
/// <param name="Run">How it runs and whom it tells.</param>
/// <param name="Plain">The data as they are prepared; where there is a choice, without an offset.</param>
/// <param name="Offset">The data with an offset, where there is a choice.</param>
/// <param name="Checkpoints">Where what has finished is kept; null for nowhere.</param>
internal sealed record PreparedFit(RunSettings Run, FitWay Plain, OffsetWay? Offset, CheckpointDirectory? Checkpoints)
{
    /// <summary>Members of a bag that run at once.</summary>
    public int ParallelMembers { get; init; } = 1;

    /// <summary>The model that is trained further; null for a new one.</summary>
    public NeuronPursuitModel? Continued { get; init; }

    /// <summary>Makes what runs the members of a bag on the way that is taken; null for this process.</summary>
    public Func<FitWay, IBagEngine>? BagEngine { get; init; }
}
