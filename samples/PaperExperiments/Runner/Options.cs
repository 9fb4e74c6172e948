using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace PaperExperiments.Runner;

/// <summary>What the program is to do.</summary>
public enum Command
{
    /// <summary>Names the experiments.</summary>
    List,

    /// <summary>Runs one experiment.</summary>
    Run,

    /// <summary>Runs all experiments.</summary>
    All,

    /// <summary>Draws figures and report again from the results so far.</summary>
    Report,
}

/// <summary>The command line, read.</summary>
/// <param name="Command">The command.</param>
/// <param name="Name">The experiment of <see cref="Command.Run"/>; null for all.</param>
/// <param name="Request">What to run.</param>
/// <param name="Output">The results folder.</param>
/// <param name="Threads">Processor cores to use.</param>
/// <param name="Minutes">Stop after so many minutes; null for no limit.</param>
public sealed record Options(
    Command Command, string? Name, PlanRequest Request, string Output, int Threads, double? Minutes)
{
    /// <summary>The help text.</summary>
    public const string Usage =
        """
        Runs the experiments of the Neuron Pursuit paper and draws their figures.

          list                    the experiments
          run NAME [options]      one experiment
          all [options]           all of them
          report [options]        figures and report again, from the results so far

          --seeds 20              repetitions
          --recipe default        or paper: the paper's own procedure (hours to days)
          --quick                 a small version of everything, for a look and for tests
          --out DIR               results folder; artifacts/paper, or artifacts/paper-quick with --quick
          --samples 400,800       only these numbers of training samples
          --cases f1,f2           only these targets or variants
          --methods np,gd         only methods whose name begins like this
          --threads 2             processor cores to use; all by default
          --minutes 5             stop after so long

        Ctrl-C stops; the same command goes on where it stopped. Finished runs are read back from runs.csv in the results
        folder, so delete that folder to begin anew.
        Exit codes: 0 done, 1 failed, 2 bad arguments, 130 stopped before the end.
        """;

    private static readonly string[] KnownOptions =
        ["--seeds", "--recipe", "--quick", "--out", "--samples", "--cases", "--methods", "--threads", "--minutes"];

    /// <summary>Reads a command line.</summary>
    /// <param name="arguments">The command line, not empty.</param>
    /// <param name="experiments">Names of the experiments there are.</param>
    /// <param name="options">What was read.</param>
    /// <param name="problem">What is wrong, in one line; empty if nothing is.</param>
    public static bool TryParse(
        string[] arguments, IReadOnlyList<string> experiments, [NotNullWhen(true)] out Options? options, out string problem)
    {
        try
        {
            options = Parse(arguments, experiments);
            problem = "";
            return true;
        }
        catch (FormatException wrong)
        {
            options = null;
            problem = wrong.Message;
            return false;
        }
    }

    private static Options Parse(string[] arguments, IReadOnlyList<string> experiments)
    {
        Command command = arguments[0] switch
        {
            "list" => Command.List,
            "run" => Command.Run,
            "all" => Command.All,
            "report" => Command.Report,
            var other => throw new FormatException($"'{other}' is no command; list, run, all and report are."),
        };
        int next = 1;
        string? name = null;
        if (command == Command.Run)
        {
            name = arguments.ElementAtOrDefault(next++) is { } given && !given.StartsWith('-')
                ? given
                : throw new FormatException($"run needs the name of an experiment: {string.Join(", ", experiments)}.");
            if (!experiments.Contains(name))
            {
                throw new FormatException($"'{name}' is no experiment; there are {string.Join(", ", experiments)}.");
            }
        }

        Dictionary<string, string> values = Pairs(arguments.AsSpan(next));
        bool quick = values.ContainsKey("--quick");
        var request = new PlanRequest(
            Whole(values, "--seeds") ?? 20,
            Recipe(values.GetValueOrDefault("--recipe", "default")),
            quick,
            Words(values, "--samples") is { } sizes ? [.. sizes.Select(size => Positive("--samples", size))] : null,
            Words(values, "--cases"),
            Words(values, "--methods"));
        return new Options(
            command,
            name,
            request,
            values.GetValueOrDefault("--out", Path.Combine("artifacts", quick ? "paper-quick" : "paper")),
            Whole(values, "--threads") ?? Environment.ProcessorCount,
            Limit(values));
    }

    private static Dictionary<string, string> Pairs(ReadOnlySpan<string> arguments)
    {
        var values = new Dictionary<string, string>();
        for (int i = 0; i < arguments.Length; i++)
        {
            string option = arguments[i];
            if (!KnownOptions.Contains(option))
            {
                throw new FormatException($"'{option}' is no option; {string.Join(", ", KnownOptions)} are.");
            }

            string value = "";
            if (option != "--quick")
            {
                value = ++i < arguments.Length && !arguments[i].StartsWith("--", StringComparison.Ordinal)
                    ? arguments[i]
                    : throw new FormatException($"{option} needs a value.");
            }

            if (!values.TryAdd(option, value))
            {
                throw new FormatException($"{option} is given twice.");
            }
        }

        return values;
    }

    private static bool Recipe(string name) => name switch
    {
        "paper" => true,
        "default" => false,
        _ => throw new FormatException($"--recipe is '{name}'; it must be paper or default."),
    };

    private static int? Whole(Dictionary<string, string> values, string option) =>
        values.TryGetValue(option, out string? text) ? Positive(option, text) : null;

    private static int Positive(string option, string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int number) && number > 0
            ? number
            : throw new FormatException($"{option} has '{text}'; it takes whole numbers from 1.");

    private static double? Limit(Dictionary<string, string> values)
    {
        if (!values.TryGetValue("--minutes", out string? text))
        {
            return null;
        }

        return double.TryParse(text, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double number)
            && number is > 0 and < 1e5
            ? number
            : throw new FormatException($"--minutes is '{text}'; it must be a positive number.");
    }

    private static string[]? Words(Dictionary<string, string> values, string option) =>
        values.TryGetValue(option, out string? text) ? text.Split(',', StringSplitOptions.TrimEntries) : null;
}
