namespace NeuronPursuit;

/// <summary>The host does not hold what the step names, and the step does not describe it.</summary>
internal sealed class ShardLackingException : Exception;

/// <summary>The rows of the shard are not usable.</summary>
internal sealed class ShardDataException(string message, Exception? inner = null) : Exception(message, inner);
