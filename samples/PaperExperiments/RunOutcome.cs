using NeuronPursuit;

namespace PaperExperiments;

/// <summary>What came out of a run: one row of the CSV, and the tables beside it.</summary>
public sealed record RunOutcome
{
    /// <summary>The paper's relative training error, or what the experiment calls its training error.</summary>
    public double? TrainingError { get; init; }

    /// <summary>The same on fresh samples.</summary>
    public double? TestError { get; init; }

    /// <summary>Iterations of the pursuit, the first fit counted as 1.</summary>
    public int? Iterations { get; init; }

    /// <summary>Neurons per hidden layer, input side first.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [];

    /// <summary>Evaluations of loss and gradient by the optimiser.</summary>
    public long? Evaluations { get; init; }

    /// <summary>Why the run ended.</summary>
    public string StopReason { get; init; } = "";

    /// <summary>Further numbers by name: those of the figures' captions, and those that tests assert.</summary>
    public IReadOnlyDictionary<string, double> Values { get; init; } = new Dictionary<string, double>();

    /// <summary>
    /// Curves and weight matrices by name, each written to a CSV file of its own. Names consist of letters, digits and
    /// hyphens.
    /// </summary>
    public IReadOnlyDictionary<string, double[,]> Tables { get; init; } = new Dictionary<string, double[,]>();

    /// <summary>The outcome of a fit, with what the model itself knows.</summary>
    public static RunOutcome Of(NeuronPursuitModel model, double? testError = null) => new()
    {
        TrainingError = model.History is [.., var last] ? last.TrainingError : null,
        TestError = testError,
        Iterations = model.History.Count,
        Widths = model.HiddenWidths,
        Evaluations = model.History.Sum(iteration => iteration.Evaluations),
        StopReason = model.StopReason.ToString(),
    };
}

/// <summary>A finished run as read back from the results folder.</summary>
/// <param name="Key">What was run.</param>
/// <param name="Outcome">What came out; its tables are in <paramref name="Folder"/>.</param>
/// <param name="Seconds">Wall clock.</param>
/// <param name="CpuSeconds">Processor time of the run; wall clock where the system does not tell.</param>
/// <param name="Folder">Where the tables of the run are.</param>
public sealed record FinishedRun(RunKey Key, RunOutcome Outcome, double Seconds, double CpuSeconds, string Folder)
{
    /// <summary>Reads a table of the run.</summary>
    /// <exception cref="FileNotFoundException">The run wrote no table of that name.</exception>
    public double[,] Table(string name) => Runner.TableFile.Read(PathOf(name));

    /// <summary>Whether the run wrote a table of the name.</summary>
    public bool HasTable(string name) => File.Exists(PathOf(name));

    private string PathOf(string name) => Path.Combine(Folder, $"{name}.csv");
}

/// <summary>All finished runs of an experiment at one size (quick or full), in the order of the plan where known.</summary>
/// <param name="Runs">The runs.</param>
public sealed record ResultSet(IReadOnlyList<FinishedRun> Runs);
