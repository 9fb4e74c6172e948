using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>
/// A model of an application: loaded from a file, and again when the file changes. A file that cannot be loaded leaves the model that is there.
/// Every member is safe from many threads at once.
/// </summary>
public sealed partial class HostedModel
{
    private readonly Lock _loading = new();
    private readonly ILogger _logger;
    private readonly TimeProvider _time;
    private volatile State? _state;
    private volatile string? _error;
    private (DateTime Written, long Length) _seen;

    internal HostedModel(string name, string path, ILogger logger, TimeProvider time) =>
        (Name, Path, _logger, _time) = (name, path, logger, time);

    /// <summary>Its name among the models of the application.</summary>
    public string Name { get; }

    /// <summary>The file.</summary>
    public string Path { get; }

    /// <summary>The model as it was loaded last. Take it once for what belongs together: the next one may be another.</summary>
    /// <exception cref="IOException">The file cannot be read, and none was before.</exception>
    /// <exception cref="InvalidDataException">The file is no model of a table, and none was before.</exception>
    public TableModel Current => (_state ?? Load()).Model;

    /// <summary>When it was loaded; null before.</summary>
    public DateTimeOffset? LoadedAt => _state?.LoadedAt;

    /// <summary>Why the file as it is now could not be loaded; null where it could.</summary>
    public string? Error => _error;

    /// <summary>Predicts by the current model, and counts rows and time (<see cref="HostedModelTelemetry"/>).</summary>
    /// <param name="table">As for <see cref="TableModel.Predict(Table, double?)"/>.</param>
    /// <param name="coverage">Likewise.</param>
    /// <returns>The prediction.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind; the message names all of them.</exception>
    public TablePrediction Predict(Table table, double? coverage = null) => Measured(model => model.Predict(table, coverage));

    /// <summary>The same for one row by names.</summary>
    /// <param name="row">As for <see cref="TableModel.Predict(IReadOnlyDictionary{string, object?})"/>.</param>
    /// <returns>The prediction of one row.</returns>
    /// <exception cref="ArgumentException">Columns are missing or of another kind; the message names all of them.</exception>
    public TablePrediction Predict(IReadOnlyDictionary<string, object?> row) => Measured(model => model.Predict(row));

    /// <summary>Loads the file if it is another than before. The application does so by itself, at the interval that it was given.</summary>
    /// <returns>Whether there is another model now.</returns>
    public bool Reload()
    {
        lock (_loading)
        {
            var file = new FileInfo(Path);
            if (file.Exists && _state is not null && (file.LastWriteTimeUtc, file.Length) == _seen)
            {
                // The file that is loaded is back, whatever stood there in between.
                _error = null;
                return false;
            }

            try
            {
                Load();
                return true;
            }
            catch (Exception exception) when (exception is not OutOfMemoryException)
            {
                if (_error != exception.Message)
                {
                    _error = exception.Message;
                    LogFailed(_logger, exception, Name, _state is null ? "There is none yet." : "The one before stays.");
                    HostedModelTelemetry.Loaded(Name, succeeded: false);
                }

                return false;
            }
        }
    }

    private State Load()
    {
        lock (_loading)
        {
            var file = new FileInfo(Path);
            (DateTime Written, long Length) seen = file.Exists ? (file.LastWriteTimeUtc, file.Length) : default;
            if (_state is { } known && seen == _seen)
            {
                return known;
            }

            var state = new State(TableModel.Load(Path), _time.GetUtcNow());
            (_seen, _error, _state) = (seen, null, state);
            HostedModelTelemetry.Loaded(Name, succeeded: true);
            LogLoaded(_logger, Name, Path, state.Model.Schema.Target.Name);
            return state;
        }
    }

    private TablePrediction Measured(Func<TableModel, TablePrediction> predict)
    {
        TableModel model = Current;
        long start = Stopwatch.GetTimestamp();
        TablePrediction prediction = predict(model);
        HostedModelTelemetry.Predicted(Name, prediction, Stopwatch.GetElapsedTime(start));
        return prediction;
    }

    [LoggerMessage(1, LogLevel.Information, "Model {Name} is loaded from {Path}: it predicts {Target}.")]
    private static partial void LogLoaded(ILogger logger, string name, string path, string target);

    [LoggerMessage(2, LogLevel.Error, "Model {Name} cannot be loaded. {Consequence}")]
    private static partial void LogFailed(ILogger logger, Exception exception, string name, string consequence);

    private sealed record State(TableModel Model, DateTimeOffset LoadedAt);
}
