using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>What was odd about a table, in the log of its fit.</summary>
internal static partial class FindingLog
{
    public static void Write(ILogger? logger, IReadOnlyList<TableFinding> findings)
    {
        foreach (TableFinding finding in logger is null ? [] : findings)
        {
            Write(logger!, finding.Kind, finding.Column, finding.Message);
        }
    }

    [LoggerMessage(EventId = 100, EventName = "TableFinding", Level = LogLevel.Warning, Message = "{Kind} ({Column}): {Finding}")]
    private static partial void Write(ILogger logger, FindingKind kind, string column, string finding);
}
