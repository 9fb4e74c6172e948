using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>The events of a fit.</summary>
internal static partial class PursuitLog
{
    public static void Iteration(ILogger logger, PursuitIteration iteration)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            string widths = string.Join("/", iteration.HiddenWidths);
            Iteration(logger, iteration.Number, iteration.Kind, widths, iteration.TrainingError);
        }
    }

    public static void Finished(ILogger logger, PursuitStopReason reason, OffsetChoice? choice = null)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            string explanation = choice is null ? reason.Describe() : $"{reason.Describe()}{choice.Describe()}";
            Finished(logger, reason, explanation);
        }
    }

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Pursuit ended: {Reason}. {Explanation}")]
    private static partial void Finished(ILogger logger, PursuitStopReason reason, string explanation);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Resumed at iteration {Number} from {Path}")]
    public static partial void Resumed(ILogger logger, int number, string path);

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "Iteration {Number} ({Kind}): widths {Widths}, relative training error {TrainingError}")]
    private static partial void Iteration(
        ILogger logger, int number, PursuitIterationKind kind, string widths, double trainingError);
}
