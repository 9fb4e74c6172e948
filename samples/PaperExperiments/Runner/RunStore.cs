namespace PaperExperiments.Runner;

/// <summary>
/// The results folder of one experiment: runs.csv with a row for every finished run, and a folder of tables for each
/// run that has any. A row is written after its tables, so what has a row is complete.
/// </summary>
public sealed class RunStore : IDisposable
{
    private readonly string _folder;
    private readonly string _path;
    private readonly FileStream _lock;
    private readonly Lock _writing = new();
    private readonly Dictionary<(RunKey Key, bool Quick), RunRow> _rows = [];

    private RunStore(string folder, FileStream @lock) =>
        (_folder, _path, _lock) = (folder, Path.Combine(folder, "runs.csv"), @lock);

    /// <summary>Opens a results folder for this process alone; creates it where there is none.</summary>
    /// <exception cref="IOException">Another process has it open, or it cannot be created or read.</exception>
    /// <exception cref="UnauthorizedAccessException">It must not be written or read, or runs.csv is a folder.</exception>
    public static RunStore Open(string folder)
    {
        Directory.CreateDirectory(folder);
        var store = new RunStore(folder, Lock(folder));
        try
        {
            store.Load();
            return store;
        }
        catch
        {
            store.Dispose();
            throw;
        }
    }

    /// <summary>Reads the finished runs of a size without opening the folder: another process may go on writing there.</summary>
    public static ResultSet Read(string folder, bool quick)
    {
        (RunRow[] rows, _) = ReadRows(Path.Combine(folder, "runs.csv"));
        return new ResultSet([.. rows
            .Where(row => row.Quick == quick)
            .Select(row => new FinishedRun(row.Key, row.Outcome, row.Seconds, row.CpuSeconds, TableFolder(folder, row.Key, quick)))]);
    }

    /// <summary>Whether a run is finished.</summary>
    public bool Has(RunKey key, bool quick)
    {
        lock (_writing)
        {
            return _rows.ContainsKey((key, quick));
        }
    }

    /// <summary>A folder for the checkpoints of a run.</summary>
    public string CheckpointFolder(RunKey key, bool quick) => Path.Combine(_folder, "checkpoints", FolderName(key, quick));

    /// <summary>Keeps a finished run. Safe from several threads.</summary>
    public void Add(RunKey key, bool quick, RunOutcome outcome, double seconds, double cpuSeconds)
    {
        foreach (string text in (IEnumerable<string>)[key.Case, key.Method, outcome.StopReason, .. outcome.Values.Keys])
        {
            if (text.AsSpan().ContainsAny(",;\r\n\"") || (text != key.Method && text.Contains('=', StringComparison.Ordinal)))
            {
                throw new ArgumentException($"'{text}' cannot be a cell of runs.csv; leave out commas, semicolons, quotes, line breaks and equals signs.");
            }
        }

        if (outcome.Tables.Count > 0)
        {
            string tables = TableFolder(_folder, key, quick);
            Directory.CreateDirectory(tables);
            foreach ((string name, double[,] table) in outcome.Tables)
            {
                TableFile.Write(Path.Combine(tables, $"{name}.csv"), table);
            }
        }

        var row = new RunRow(key, quick, outcome, seconds, cpuSeconds);
        lock (_writing)
        {
            File.AppendAllText(_path, row.Format() + Environment.NewLine);
            _rows[(key, quick)] = row;
        }

        string checkpoints = CheckpointFolder(key, quick);
        if (Directory.Exists(checkpoints))
        {
            Directory.Delete(checkpoints, recursive: true);
        }
    }

    /// <summary>Puts the rows of a plan into its order, so that the file does not depend on which run ended first.</summary>
    public void Sort(IReadOnlyList<RunKey> plan, bool quick)
    {
        lock (_writing)
        {
            Rewrite([.. plan.Select(key => (key, quick))]);
        }
    }

    /// <summary>Gives the folder free.</summary>
    public void Dispose() => _lock.Dispose();

    private static FileStream Lock(string folder)
    {
        try
        {
            return new FileStream(Path.Combine(folder, ".lock"), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException busy)
        {
            throw new IOException(
                $"The results folder {folder} cannot be opened; most likely another process writes there. Wait for it, or give another --out.", busy);
        }
    }

    private static string FolderName(RunKey key, bool quick)
    {
        char[] name = [.. FormattableString.Invariant($"{key.Case}_{key.Method}_{key.Samples}_{key.Seed}{(quick ? "_quick" : "")}")
            .Select(character => char.IsAsciiLetterOrDigit(character) || character is '-' or '.' or '_' ? character : '-')];
        return new string(name);
    }

    private static string TableFolder(string folder, RunKey key, bool quick) =>
        Path.Combine(folder, "tables", FolderName(key, quick));

    /// <summary>The rows of a file, and whether it also has lines that are none.</summary>
    private static (RunRow[] Rows, bool Torn) ReadRows(string path)
    {
        string[] lines = File.Exists(path) ? [.. File.ReadLines(path).Where(line => line != RunRow.Header)] : [];
        RunRow[] rows = [.. lines.Select(RunRow.Parse).OfType<RunRow>()];
        return (rows, rows.Length < lines.Length);
    }

    private void Load()
    {
        (RunRow[] rows, bool torn) = ReadRows(_path);
        foreach (RunRow row in rows)
        {
            _rows[(row.Key, row.Quick)] = row;
        }

        if (torn || !File.Exists(_path))
        {
            Rewrite([]);
        }
    }

    private void Rewrite(IReadOnlyList<(RunKey Key, bool Quick)> first)
    {
        (RunKey Key, bool Quick)[] order = [.. first.Where(_rows.ContainsKey).Concat(_rows.Keys).Distinct()];
        RunRow[] sorted = [.. order.Select(key => _rows[key])];
        string draft = _path + ".new";
        File.WriteAllLines(draft, [RunRow.Header, .. sorted.Select(row => row.Format())]);
        File.Move(draft, _path, overwrite: true);
        _rows.Clear();
        foreach (RunRow row in sorted)
        {
            _rows.Add((row.Key, row.Quick), row);
        }
    }
}
