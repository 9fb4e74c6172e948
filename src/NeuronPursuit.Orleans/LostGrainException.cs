namespace NeuronPursuit;

/// <summary>
/// A grain stayed away for longer than the recovery time: nobody asks for it again. A type of its own, since a group says it
/// of its shards to a caller who takes other timeouts for those of the group.
/// </summary>
[GenerateSerializer]
[Alias("NeuronPursuit.LostGrainException")]
internal sealed class LostGrainException(string message, Exception? inner) : TimeoutException(message, inner);
