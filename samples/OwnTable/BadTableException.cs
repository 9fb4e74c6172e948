namespace OwnTable;

/// <summary>Something about the table or the command line that its user can put right; the message says what.</summary>
public sealed class BadTableException(string message) : Exception(message);
