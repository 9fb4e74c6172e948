using Microsoft.Extensions.Logging;
using Microsoft.ML;
using Microsoft.ML.Runtime;

namespace NeuronPursuit;

/// <summary>Passes the events of a fit to the Log of an MLContext.</summary>
internal sealed class ContextLogger(MLContext mlContext) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        using IChannel channel = ((IChannelProvider)mlContext).Start(nameof(NeuronPursuit));
        string message = formatter(state, exception);
        switch (logLevel)
        {
            case LogLevel.Trace or LogLevel.Debug:
                channel.Trace(MessageSensitivity.None, message);
                break;
            case LogLevel.Information:
                channel.Info(MessageSensitivity.None, message);
                break;
            case LogLevel.Warning:
                channel.Warning(MessageSensitivity.None, message);
                break;
            case LogLevel.Error or LogLevel.Critical:
                channel.Error(MessageSensitivity.None, message);
                break;
        }
    }
}
