namespace NeuronPursuit;

/// <summary>Where a fit keeps checkpoints, and what it does with those of another one.</summary>
/// <param name="Directory">The directory.</param>
/// <param name="Mismatch">What becomes of checkpoints that it cannot go on from.</param>
internal sealed record CheckpointSettings(string Directory, CheckpointMismatch Mismatch = CheckpointMismatch.Refuse);
