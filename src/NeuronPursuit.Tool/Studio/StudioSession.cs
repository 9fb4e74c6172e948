namespace NeuronPursuit;

/// <summary>What one studio holds: a table, a fit that runs, and the last model. One page or several of the same person see the same.</summary>
/// <param name="input">How tables are read.</param>
/// <param name="folder">The only folder it may write to; null for none.</param>
internal sealed class StudioSession(TableInput input, string? folder) : IDisposable
{
    private readonly Lock _lock = new();
    private CancellationTokenSource? _stop;

    /// <summary>How tables are read.</summary>
    public TableInput Input { get; } = input;

    /// <summary>Whether there is a folder to save to.</summary>
    public bool Saves => folder is not null;

    public Table? Table { get; private set; }

    public string FileName { get; private set; } = "";

    /// <summary>The fit that runs, or the last one.</summary>
    public FitWatch? Watch { get; private set; }

    /// <summary>What the last fit, or a model that was opened, gave.</summary>
    public StudioResult? Result { get; private set; }

    public bool IsRunning => Watch is { IsEnded: false };

    public void Open(Table table, string name)
    {
        lock (_lock)
        {
            RequireIdle();
            (Table, FileName, Result, Watch) = (table, name, null, null);
        }
    }

    /// <summary>Takes a model that somebody has trained, and judges it by the table.</summary>
    public void Open(TableModel model)
    {
        lock (_lock)
        {
            RequireIdle();
            Table table = Table ?? throw new UserErrorException("Open a table first.");
            Result = new StudioResult(model, table, null, IsCancelled: false, "a model that was opened");
        }
    }

    /// <summary>Begins a fit.</summary>
    public void Fit(FitSettings settings, IReadOnlyList<string> without)
    {
        lock (_lock)
        {
            RequireIdle();
            Table table = Table ?? throw new UserErrorException("Open a table first.");
            table = without.Count == 0 ? table : table.Without([.. without]);
            // What cannot be learned is said before anything runs.
            TablePlan.Of(settings.Shape(table), settings.Target, settings.Options);
            _stop?.Dispose();
            _stop = new CancellationTokenSource();
            var watch = new FitWatch();
            (Watch, Result) = (watch, null);
            CancellationToken token = _stop.Token;
            Task.Run(() => Run(table, settings, watch, token), CancellationToken.None);
        }
    }

    /// <summary>Ends the fit that runs; what was best is kept.</summary>
    public void Stop()
    {
        lock (_lock)
        {
            _stop?.Cancel();
        }
    }

    /// <summary>Writes to the folder, and nowhere else.</summary>
    /// <returns>The name of the file.</returns>
    public string Save(string name)
    {
        if (folder is null)
        {
            throw new UserErrorException("The studio was started without --folder, so it writes nothing. Download the model instead.");
        }

        if (name.Length is 0 or > 100 || name != Path.GetFileName(name) || name.StartsWith('.') || name.AsSpan().IndexOfAny(Path.GetInvalidFileNameChars()) >= 0 || name.AsSpan().ContainsAny('/', '\\', ':'))
        {
            throw new UserErrorException($"'{name}' is no name of a file. Use letters, digits, dots and dashes.");
        }

        string full = Path.Combine(Path.GetFullPath(folder), name.EndsWith(".json", StringComparison.OrdinalIgnoreCase) ? name : $"{name}.json");
        if (File.Exists(full) && File.ResolveLinkTarget(full, returnFinalTarget: true) is not null)
        {
            throw new UserErrorException($"'{name}' is a link to elsewhere. Take another name.");
        }

        RequireResult().Model.Save(full);
        return Path.GetFileName(full);
    }

    /// <summary>Ends the fit that runs.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            _stop?.Cancel();
            _stop?.Dispose();
            _stop = null;
        }
    }

    public StudioResult RequireResult() => Result ?? throw new UserErrorException("There is no model yet. Press fit first.");

    private void Run(Table table, FitSettings settings, FitWatch watch, CancellationToken cancellationToken)
    {
        try
        {
            FitRun run = FitRun.Of(table, settings, watch, cancellationToken);
            if (run.Model is null)
            {
                watch.End("Stopped before there was a model.");
                return;
            }

            Result = new StudioResult(run.Model, run.Test ?? run.Training, run.Test is not null, run.IsCancelled, run.IsCancelled ? "the best so far; the fit was stopped" : "");
            watch.End(null);
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            watch.End(CommandWords.Of(exception.Message));
        }
    }

    private void RequireIdle()
    {
        if (IsRunning)
        {
            throw new UserErrorException("A fit is running. Stop it first.");
        }
    }
}
