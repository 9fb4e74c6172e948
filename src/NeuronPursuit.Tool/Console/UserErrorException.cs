namespace NeuronPursuit;

/// <summary>Something about the command line or a file that its user can put right; the message says what.</summary>
internal sealed class UserErrorException(string message) : Exception(message);
