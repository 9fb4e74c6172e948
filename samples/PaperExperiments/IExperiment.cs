namespace PaperExperiments;

/// <summary>
/// One experiment of the paper. The runner asks for the plan, carries out the runs that the results folder lacks, and
/// hands everything read back from that folder to <see cref="Summarize"/>: what is reported never depends on what this
/// process happened to compute.
/// </summary>
public interface IExperiment
{
    /// <summary>The name on the command line: lower case, words joined by hyphens.</summary>
    string Name { get; }

    /// <summary>Where it stands in the paper, such as "Figs. 9 and 11, Section 5.2.2, App. C.2.1".</summary>
    string Source { get; }

    /// <summary>One sentence: what it shows.</summary>
    string Summary { get; }

    /// <summary>
    /// Whether runs go side by side, each on one thread (the default), or one after another with all threads: for few
    /// long runs.
    /// </summary>
    bool RunsInParallel => true;

    /// <summary>All runs, in the order in which they are to be made: each key once.</summary>
    IEnumerable<RunKey> Plan(PlanRequest request);

    /// <summary>
    /// Makes one run. The same key and <see cref="RunContext.Quick"/> give the same result, so all randomness comes from
    /// <see cref="RunKey.Seed"/>.
    /// </summary>
    /// <exception cref="OperationCanceledException">The user interrupted; the run is repeated next time.</exception>
    RunOutcome Run(RunKey key, RunContext context);

    /// <summary>Figures, tables and sentences of the report, from the results so far (which may be incomplete).</summary>
    Section Summarize(ResultSet results);
}

/// <summary>What the user asked for, beyond the name of an experiment.</summary>
/// <param name="Seeds">Repetitions.</param>
/// <param name="Paper">The paper's recipe (true) or the library's default one.</param>
/// <param name="Quick">A run of seconds that shows the same thing on less: fewer seeds, sizes, test points.</param>
/// <param name="Samples">Only these numbers of training samples; null for the experiment's own.</param>
/// <param name="Cases">Only these cases ("f1"); null for all.</param>
/// <param name="Methods">Only methods whose name begins with one of these ("np", "gd"); null for all.</param>
public sealed record PlanRequest(
    int Seeds,
    bool Paper = false,
    bool Quick = false,
    IReadOnlyList<int>? Samples = null,
    IReadOnlyList<string>? Cases = null,
    IReadOnlyList<string>? Methods = null)
{
    /// <summary>Whether the user's choice of cases, methods and sample sizes admits a run.</summary>
    public bool Admits(RunKey key) =>
        (Samples is null || Samples.Contains(key.Samples))
        && (Cases is null || Cases.Contains(key.Case))
        && (Methods is null || Methods.Any(method => key.Method.StartsWith(method, StringComparison.Ordinal)));
}

/// <summary>What one run is about; together with the experiment it names the run.</summary>
/// <param name="Case">The target or variant, such as "f1"; an experiment with one case repeats its own name.</param>
/// <param name="Method">The method with all that distinguishes it from the others: "np-default", "gd eta=0.05".</param>
/// <param name="Samples">Training samples.</param>
/// <param name="Seed">The repetition, from 0.</param>
public sealed record RunKey(string Case, string Method, int Samples, int Seed)
{
    /// <summary>A name for files and messages.</summary>
    public override string ToString() => FormattableString.Invariant($"{Case} {Method} N={Samples} seed={Seed}");
}

/// <summary>What a run may use.</summary>
/// <param name="Threads">Threads for this run: 1 where runs go side by side.</param>
/// <param name="Quick">Less of everything; see <see cref="PlanRequest"/>.</param>
/// <param name="CheckpointFolder">A folder of this run alone, for <c>WithCheckpoints</c>; deleted when the run has ended.</param>
/// <param name="Report">Takes the state of the run in a few words and the share that is done, from 0 to 1.</param>
/// <param name="CancellationToken">Ctrl-C.</param>
public sealed record RunContext(
    int Threads,
    bool Quick,
    string CheckpointFolder,
    Action<string, double> Report,
    CancellationToken CancellationToken);
