using System.Runtime.ExceptionServices;
using Orleans.Serialization;

namespace NeuronPursuit;

/// <summary>
/// Errors in a form that gets to the caller. Orleans writes exceptions of the runtime and those with a serializer of their
/// own; for any other type, or values beside it that cannot be written, the caller would hear of a missing codec instead of
/// the error.
/// </summary>
internal static class PortableErrors
{
    /// <summary>The error itself where it can be sent, else one of the runtime with its type, message and stack trace.</summary>
    /// <param name="error">What happened on the silo.</param>
    /// <param name="serializer">That of the silo.</param>
    public static Exception Of(Exception error, Serializer serializer)
    {
        if (Travels(error, serializer))
        {
            return error;
        }

        Exception? inner = error.InnerException is { } cause ? Of(cause, serializer) : null;
        string message = error.GetType() == typeof(InvalidOperationException) ? error.Message : $"{error.GetType().FullName}: {error.Message}";

        // Whoever asks again after a silo that shuts down knows it by this type.
        Exception portable = error is OperationCanceledException
            ? new OperationCanceledException(message, inner)
            : new InvalidOperationException(message, inner);
        if (error.StackTrace is { Length: > 0 } trace)
        {
            ExceptionDispatchInfo.SetRemoteStackTrace(portable, trace);
        }

        return portable;
    }

    private static bool Travels(Exception error, Serializer serializer)
    {
        try
        {
            return serializer.Deserialize<Exception>(serializer.SerializeToArray(error)) is not null;
        }
#pragma warning disable CA1031 // Whatever a serializer of somebody else throws, this error cannot be sent.
        catch (Exception)
#pragma warning restore CA1031
        {
            return false;
        }
    }
}
