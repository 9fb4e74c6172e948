using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Passes a warning on once, which every candidate of a fit would give about the same data.</summary>
internal sealed class OnceLogger(ILogger logger) : ILogger
{
    private readonly ConcurrentDictionary<(int Id, string Message), bool> _given = new();

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (logLevel != LogLevel.Warning || _given.TryAdd((eventId.Id, formatter(state, exception)), true))
        {
            logger.Log(logLevel, eventId, state, exception, formatter);
        }
    }
}
