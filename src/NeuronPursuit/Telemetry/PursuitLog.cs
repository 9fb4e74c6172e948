using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>The events of a fit.</summary>
internal static partial class PursuitLog
{
    /// <summary>An iteration; of several pursuits or of a bag with its place among them, and trials only for whoever wants details.</summary>
    public static void Iteration(ILogger logger, PursuitIteration iteration, PursuitPlace place)
    {
        bool isTrial = place.Phase == PursuitPhase.Trial;
        if (!logger.IsEnabled(isTrial ? LogLevel.Debug : LogLevel.Information))
        {
            return;
        }

        string widths = string.Join("/", iteration.HiddenWidths);
        int percent = (int)Math.Floor(100 * place.Share);
        if (isTrial)
        {
            TrialIteration(logger, place.Member, place.Members, iteration.Number, iteration.Kind, widths, iteration.TrainingError, percent);
        }
        else if (place.Phase == PursuitPhase.Member || place.Members > 1)
        {
            string part = place.Phase == PursuitPhase.Member ? "Member" : "Pursuit";
            PartIteration(logger, part, place.Member, place.Members, iteration.Number, iteration.Kind, widths, iteration.TrainingError, percent);
        }
        else
        {
            Iteration(
                logger, iteration.Number, iteration.Kind, widths, iteration.TrainingError, iteration.Outcome, iteration.OptimizerIterations);
        }
    }

    /// <summary>How a fit ended; of a bag as a whole.</summary>
    public static void Finished(ILogger logger, NeuronPursuitModel model)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            string end = model is { Ensemble: { } ensemble, Networks.Count: > 1 } ? ensemble.Describe() : model.StopReason.Describe();
            string recipe = model.RecipeChoice is { } choice ? $" Chosen is {choice.Describe()}." : "";
            string explanation = $"{end}{model.OffsetChoice?.Describe()}{recipe}";
            Finished(logger, model.StopReason, explanation);
        }
    }

    [LoggerMessage(
        EventId = 1,
        Level = LogLevel.Information,
        Message = "Iteration {Number} ({Kind}): widths {Widths}, relative training error {TrainingError:" + PursuitIteration.NumberFormat + "}; training: {Outcome} after {OptimizerIterations} iterations")]
    private static partial void Iteration(
        ILogger logger, int number, PursuitIterationKind kind, string widths, double trainingError, OptimizationOutcome? outcome, int? optimizerIterations);

    [LoggerMessage(EventId = 2, Level = LogLevel.Information, Message = "Pursuit ended: {Reason}. {Explanation}")]
    private static partial void Finished(ILogger logger, PursuitStopReason reason, string explanation);

    /// <summary>A pursuit goes on from where an earlier run came to.</summary>
    public static void Resumed(ILogger logger, KeptPursuit kept, string path) =>
        Resumed(logger, kept.State.History is [.., var last] ? last.Number : 0, path);

    [LoggerMessage(EventId = 3, Level = LogLevel.Information, Message = "Resumed at iteration {Number} from {Path}")]
    private static partial void Resumed(ILogger logger, int number, string path);

    [LoggerMessage(EventId = 4, Level = LogLevel.Information, Message = "Resumed with {Finished} from {Directory}")]
    public static partial void ResumedParts(ILogger logger, string finished, string directory);

    [LoggerMessage(
        EventId = 5,
        Level = LogLevel.Information,
        Message = "{Part} {Member} of {Members}, iteration {Number} ({Kind}): widths {Widths}, relative training error {TrainingError:" + PursuitIteration.NumberFormat + "}; {Percent} % done")]
    private static partial void PartIteration(
        ILogger logger, string part, int member, int members, int number, PursuitIterationKind kind, string widths, double trainingError, int percent);

    [LoggerMessage(
        EventId = 6,
        Level = LogLevel.Debug,
        Message = "Trial {Member} of {Members}, iteration {Number} ({Kind}): widths {Widths}, relative training error {TrainingError:" + PursuitIteration.NumberFormat + "}; {Percent} % done")]
    private static partial void TrialIteration(
        ILogger logger, int member, int members, int number, PursuitIterationKind kind, string widths, double trainingError, int percent);
}
