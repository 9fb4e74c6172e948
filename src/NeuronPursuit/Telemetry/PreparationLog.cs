using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>What preparation found that the owner of the data may not know of.</summary>
internal static partial class PreparationLog
{
    public static void Write(ILogger logger, ModelScaling scaling)
    {
        if (!logger.IsEnabled(LogLevel.Warning))
        {
            return;
        }

        for (int column = 0; column < scaling.Found.Count; column++)
        {
            ColumnStatistics found = scaling.Found[column];
            if (!found.Ordinary.IsAll)
            {
                (double low, double high) = (found.Mean - found.Reach, found.Mean + found.Reach);
                StrayValues(logger, column, found.StrayShare, low, high);
            }
        }

        for (int output = 0; output < scaling.LeftOut.Count; output++)
        {
            if (scaling.LeftOut[output] > 0)
            {
                TargetsLeftOut(logger, output, scaling.LeftOut[output]);
            }
        }

        foreach (int column in scaling.Rescaled)
        {
            Rescaled(logger, column);
        }
    }

    /// <summary>Tells of offsets that follow the targets of a continuation.</summary>
    public static void Moved(ILogger logger, double[] shifts)
    {
        for (int output = 0; output < shifts.Length; output++)
        {
            if (shifts[output] != 0)
            {
                OffsetMoved(logger, output, shifts[output]);
            }
        }
    }

    [LoggerMessage(
        EventId = 23,
        Level = LogLevel.Warning,
        Message = "Column {Column} of X (counted from 0) has values far from all others: {Share} of the weight lies outside of {Low} to {High}. They count as a few times as far out as these at most. If they stand for missing values, pass NaN with WithMissingValues; if they are right, take a logarithm or a rank of the column")]
    private static partial void StrayValues(ILogger logger, int column, double share, double low, double high);

    [LoggerMessage(
        EventId = 24,
        Level = LogLevel.Warning,
        Message = "Column {Column} of X (counted from 0) was constant in the first data of the continued model, or its new values are far out of its scale or limits: it gets the scale of the new data")]
    private static partial void Rescaled(ILogger logger, int column);

    [LoggerMessage(
        EventId = 25,
        Level = LogLevel.Warning,
        Message = "The robust loss leaves out {Share} of the weight of output {Output} (counted from 0): targets far from all others")]
    private static partial void TargetsLeftOut(ILogger logger, int output, double share);

    [LoggerMessage(
        EventId = 27,
        Level = LogLevel.Warning,
        Message = "The targets of output {Output} (counted from 0) lie {Shift:g3} beside what the continued model predicts, far beyond what else it leaves: its offset moves there")]
    private static partial void OffsetMoved(ILogger logger, int output, double shift);
}
