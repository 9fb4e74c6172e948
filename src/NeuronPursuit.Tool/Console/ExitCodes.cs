namespace NeuronPursuit;

/// <summary>What the process ends with.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>Something about the command line or a file, which its user can put right.</summary>
    public const int UserError = 1;

    /// <summary>A mistake of the tool.</summary>
    public const int Unexpected = 2;

    /// <summary>Ctrl-C, or a request to end.</summary>
    public const int Cancelled = 130;
}
