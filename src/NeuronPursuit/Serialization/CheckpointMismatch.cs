namespace NeuronPursuit;

/// <summary>What a fit does with checkpoints that it cannot go on from (<see cref="NeuronPursuitBuilder.WithCheckpoints(string, CheckpointMismatch)"/>).</summary>
public enum CheckpointMismatch
{
    /// <summary>It throws an <see cref="InvalidDataException"/> before it begins, and leaves them alone.</summary>
    Refuse,

    /// <summary>
    /// It begins anew: the checkpoints of other data or other options in the directory are removed, and a damaged file counts as
    /// missing. Files of other names stay.
    /// </summary>
    Restart,
}
