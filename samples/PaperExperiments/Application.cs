using PaperExperiments.Reporting;
using PaperExperiments.Runner;

namespace PaperExperiments;

/// <summary>The program: reads the command line and carries it out.</summary>
public static class Application
{
    /// <summary>Everything that was asked for is done.</summary>
    public const int Done = 0;

    /// <summary>A run failed, or the results folder cannot be used.</summary>
    public const int Failed = 1;

    /// <summary>The command line makes no sense.</summary>
    public const int BadArguments = 2;

    /// <summary>Stopped before the end, by a signal or by --minutes; the same command goes on.</summary>
    public const int Stopped = 130;

    /// <summary>Runs the program.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="experiments">The experiments there are.</param>
    /// <param name="output">Results and progress.</param>
    /// <param name="error">What is wrong.</param>
    /// <param name="cancellationToken">Stops the runs.</param>
    /// <returns>The exit code.</returns>
    public static int Run(
        string[] arguments,
        IReadOnlyList<IExperiment> experiments,
        TextWriter output,
        TextWriter error,
        CancellationToken cancellationToken)
    {
        if (arguments is [] or ["--help"] or ["-h"] or ["help"])
        {
            output.WriteLine(Options.Usage);
            return arguments.Length == 0 ? BadArguments : Done;
        }

        if (!Options.TryParse(arguments, [.. experiments.Select(experiment => experiment.Name)], out Options? options, out string problem))
        {
            error.WriteLine(problem);
            error.WriteLine("--help shows what there is.");
            return BadArguments;
        }

        if (options.Command == Command.List)
        {
            List(experiments, output);
            return Done;
        }

        IExperiment[] chosen = [.. experiments.Where(experiment => options.Name is null || experiment.Name == options.Name)];
        try
        {
            return Carry(options, chosen, experiments, output, cancellationToken);
        }
        catch (Exception problemWithFiles) when (problemWithFiles is IOException or UnauthorizedAccessException or InvalidDataException)
        {
            error.WriteLine(problemWithFiles.Message);
            return Failed;
        }
        catch (RunFailedException failure)
        {
            error.WriteLine(failure.Message);
            error.WriteLine(failure.InnerException);
            return Failed;
        }
    }

    private static int Carry(
        Options options,
        IExperiment[] chosen,
        IReadOnlyList<IExperiment> experiments,
        TextWriter output,
        CancellationToken cancellationToken)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        if (options.Minutes is { } minutes)
        {
            stop.CancelAfter(TimeSpan.FromMinutes(minutes));
        }

        foreach (IExperiment experiment in chosen)
        {
            string folder = Path.Combine(options.Output, experiment.Name);
            if (options.Command != Command.Report)
            {
                using var store = RunStore.Open(folder);
                using var progress = RunProgress.For(output, experiment);
                bool complete = ExperimentRunner.Run(
                    experiment, options.Request, store, options.Threads, progress, stop.Token);
                if (!complete)
                {
                    output.WriteLine("Stopped. Finished runs are kept; the same command goes on from here.");
                    return Stopped;
                }
            }

            foreach (string file in FigureFiles.Write(experiment, RunStore.Read(folder, options.Request.Quick), options.Output))
            {
                output.WriteLine($"  {file}");
            }
        }

        output.WriteLine($"  {ReportPage.Write(experiments, options.Request.Quick, options.Output)}");
        return Done;
    }

    private static void List(IReadOnlyList<IExperiment> experiments, TextWriter output)
    {
        int width = experiments.Max(experiment => experiment.Name.Length);
        foreach (IExperiment experiment in experiments)
        {
            output.WriteLine($"{experiment.Name.PadRight(width)}  {experiment.Summary}");
            output.WriteLine($"{new string(' ', width)}  {experiment.Source}");
        }
    }
}
