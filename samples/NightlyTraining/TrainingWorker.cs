using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using NeuronPursuit;

namespace NightlyTraining;

/// <summary>Trains every night. A stopped fit goes on from its checkpoints, and a worse model takes nobody's place.</summary>
public sealed partial class TrainingWorker(TrainingSettings settings, ILogger<TrainingWorker> logger, IHostApplicationLifetime lifetime, TimeProvider? time = null) : BackgroundService
{
    private readonly TimeProvider _time = time ?? TimeProvider.System;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        do
        {
            if (!settings.Once)
            {
                await Task.Delay(UntilNext(), _time, stoppingToken);
            }

            try
            {
                await Task.Run(() => Train(stoppingToken), stoppingToken);
            }
            catch (PursuitCanceledException)
            {
                LogStopped(logger);
                return;
            }
            catch (Exception exception) when (exception is IOException or InvalidDataException or ArgumentException)
            {
                // Tonight's data are wrong: the model of yesterday stays, and tomorrow is another night.
                LogFailed(logger, exception);
            }
        }
        while (!settings.Once);

        lifetime.StopApplication();
    }

    private void Train(CancellationToken cancellationToken)
    {
        Table table = Table.ReadCsv(settings.Data);
        table = table.Without([.. settings.Without.Split(',', StringSplitOptions.RemoveEmptyEntries).Where(table.Names.Contains)]);
        (Table training, Table test) = table.Split();
        TableModel model = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular)
            .WithCheckpoints($"{settings.Out}.checkpoints", CheckpointMismatch.Restart)
            .WithProgress(new Progress<PursuitProgress>(progress => LogProgress(logger, progress.ShareDone)))
            .FitTable(training, settings.Target, new TableFitOptions { TrainedOn = _time.GetUtcNow() }, cancellationToken);
        foreach (TableFinding finding in model.Findings)
        {
            LogFinding(logger, finding.Message);
        }

        TableEvaluation evaluation = model.Evaluate(test);
        if (IsWorse(evaluation, test))
        {
            LogKept(logger, evaluation.ToString());
            return;
        }

        model.Save(settings.Out);
        LogSaved(logger, settings.Out, evaluation.ToString());
    }

    /// <summary>Whether yesterday's model is better by a tenth on rows that tonight's has not seen; it has seen some of them, so that it has an advantage.</summary>
    private bool IsWorse(TableEvaluation evaluation, Table test)
    {
        if (!File.Exists(settings.Out))
        {
            return false;
        }

        try
        {
            TableEvaluation yesterday = TableModel.Load(settings.Out).Evaluate(test);
            return Error(evaluation) > 1.1 * Error(yesterday);
        }
        catch (Exception exception) when (exception is InvalidDataException or ArgumentException)
        {
            // It is of other columns, or damaged: nothing to compare with.
            return false;
        }
    }

    private static double Error(TableEvaluation evaluation) =>
        evaluation.Regression?.RootMeanSquaredError ?? evaluation.Classification!.LogLoss;

    private TimeSpan UntilNext()
    {
        DateTimeOffset now = _time.GetLocalNow();
        TimeSpan left = settings.At - now.TimeOfDay;
        return left > TimeSpan.Zero ? left : left + TimeSpan.FromDays(1);
    }

    [LoggerMessage(1, LogLevel.Information, "Saved to {Path}: {Evaluation}")]
    private static partial void LogSaved(ILogger logger, string path, string evaluation);

    [LoggerMessage(2, LogLevel.Warning, "Tonight's model is worse than yesterday's, which stays: {Evaluation}")]
    private static partial void LogKept(ILogger logger, string evaluation);

    [LoggerMessage(3, LogLevel.Warning, "{Finding}")]
    private static partial void LogFinding(ILogger logger, string finding);

    [LoggerMessage(4, LogLevel.Debug, "{Share:p0} done")]
    private static partial void LogProgress(ILogger logger, double share);

    [LoggerMessage(5, LogLevel.Information, "Stopped; what is finished lies in the checkpoints.")]
    private static partial void LogStopped(ILogger logger);

    [LoggerMessage(6, LogLevel.Error, "No model tonight.")]
    private static partial void LogFailed(ILogger logger, Exception exception);
}
