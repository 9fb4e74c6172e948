using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;

namespace PaperExperiments.Runner;

/// <summary>A run ended with an exception that is neither an interruption nor trouble with files.</summary>
public sealed class RunFailedException(string message, Exception inner) : Exception(message, inner);

/// <summary>Carries out the runs of a plan that the results folder lacks.</summary>
public static class ExperimentRunner
{
    /// <summary>Runs until the plan is done or the token says stop.</summary>
    /// <returns>Whether all runs of the plan are finished.</returns>
    /// <exception cref="RunFailedException">A run failed.</exception>
    public static bool Run(
        IExperiment experiment,
        PlanRequest request,
        RunStore store,
        int threads,
        RunProgress progress,
        CancellationToken cancellationToken)
    {
        RunKey[] plan = [.. experiment.Plan(request).Where(request.Admits).Distinct()];
        RunKey[] pending = [.. plan.Where(key => !store.Has(key, request.Quick))];
        bool sideBySide = experiment.RunsInParallel && threads > 1;
        progress.Start(plan, pending);
        try
        {
            Parallel.ForEach(
                Partitioner.Create(pending, EnumerablePartitionerOptions.NoBuffering),
                new ParallelOptions { MaxDegreeOfParallelism = sideBySide ? threads : 1, CancellationToken = cancellationToken },
                key => RunOne(experiment, key, request.Quick, store, sideBySide ? 1 : threads, progress, cancellationToken));
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return false;
        }
        catch (AggregateException several) when (several.InnerExceptions.OfType<RunFailedException>().FirstOrDefault() is { } failure)
        {
            throw failure;
        }
        catch (AggregateException several) when (several.InnerExceptions.All(inner => inner is OperationCanceledException))
        {
            return false;
        }
        finally
        {
            progress.Finish();
        }

        store.Sort(plan, request.Quick);
        return true;
    }

    private static void RunOne(
        IExperiment experiment,
        RunKey key,
        bool quick,
        RunStore store,
        int threads,
        RunProgress progress,
        CancellationToken cancellationToken)
    {
        string checkpoints = store.CheckpointFolder(key, quick);
        var context = new RunContext(
            threads, quick, checkpoints, (text, share) => progress.Update(key, text, share), cancellationToken);
        long start = Stopwatch.GetTimestamp();
        double? cpuBefore = CpuSeconds(threads);
        RunOutcome outcome;
        try
        {
            outcome = experiment.Run(key, context);
        }
        catch (Exception failure) when (failure is not OperationCanceledException)
        {
            throw new RunFailedException($"{experiment.Name}: the run {key} failed.", failure);
        }

        double seconds = Stopwatch.GetElapsedTime(start).TotalSeconds;
        double cpu = CpuSeconds(threads) - cpuBefore ?? seconds;
        store.Add(key, quick, outcome, seconds, cpu);
        progress.Done(key, outcome, seconds);
    }

    // A run on one thread shares the process with others, so only the time of its own thread counts; Linux alone tells
    // it without native calls.
    private static double? CpuSeconds(int threads)
    {
        const string ThreadTime = "/proc/thread-self/schedstat";
        if (threads > 1)
        {
            return Environment.CpuUsage.TotalTime.TotalSeconds;
        }

        return File.Exists(ThreadTime)
            ? double.Parse(File.ReadAllText(ThreadTime).Split(' ')[0], CultureInfo.InvariantCulture) * 1e-9
            : null;
    }
}
