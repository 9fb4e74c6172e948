using System.Net.Sockets;

namespace NeuronPursuit;

/// <summary>
/// One step on one grain, asked for until it is answered: a grain that was lost with its silo is made anew by the next
/// request, and is sent everything again.
/// </summary>
internal static class GrainCall
{
    // A grain answers within a second, so after five its silo is dead, or so slow that a second request does no harm.
    private static readonly TimeSpan LostAfter = TimeSpan.FromSeconds(5);
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(1);

    /// <summary>Runs a step.</summary>
    /// <param name="name">What is asked, for the error: "Shard 3".</param>
    /// <param name="first">The first request: may leave out what the grain should know.</param>
    /// <param name="wait">Asks for a step that is running.</param>
    /// <param name="again">The request with all there is to know.</param>
    /// <param name="recoveryTime">How long no request may be answered.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="before">What comes before the request with all there is to know; may take its time.</param>
    /// <exception cref="LostGrainException">No request was answered for so long.</exception>
    public static async Task<byte[]> Run(
        string name,
        Func<Task<byte[]?>> first,
        Func<Task<byte[]?>> wait,
        Func<Task<byte[]?>> again,
        TimeSpan recoveryTime,
        CancellationToken cancellationToken,
        Func<CancellationToken, Task>? before = null)
    {
        Func<Task<byte[]?>> request = first;
        long answered = Environment.TickCount64;
        var pause = TimeSpan.FromMilliseconds(50);
        while (true)
        {
            try
            {
                if (before is not null && request == again)
                {
                    await before(cancellationToken).ConfigureAwait(false);
                }

                byte[]? reply = await InTime(request(), cancellationToken).ConfigureAwait(false);
                if (reply is { Length: > 0 })
                {
                    return reply;
                }

                (request, answered) = (reply is null ? wait : again, Environment.TickCount64);
            }
            catch (Exception exception) when (IsLoss(exception) && !cancellationToken.IsCancellationRequested)
            {
                if (Environment.TickCount64 - answered > recoveryTime.TotalMilliseconds)
                {
                    throw new LostGrainException(
                        $"{name} has not answered for {recoveryTime.TotalSeconds:0} seconds: {exception.Message} Look at the silos, or raise ClusterPursuitOptions.RecoveryTime.", exception);
                }

                await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
                pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
                request = again;
            }
        }
    }

    /// <summary>Waits for a request, as long as one that is not lost may take.</summary>
    public static Task<T> InTime<T>(Task<T> request, CancellationToken cancellationToken) => request.WaitAsync(LostAfter, cancellationToken);

    /// <inheritdoc cref="InTime{T}"/>
    public static Task InTime(Task request, CancellationToken cancellationToken) => request.WaitAsync(LostAfter, cancellationToken);

    // An operation that the fit did not cancel was cancelled by a silo that shuts down.
    private static bool IsLoss(Exception exception) => exception is
        OrleansException or TimeoutException or OperationCanceledException or SocketException or IOException or ObjectDisposedException
        && exception is not (InvalidDataException or LostGrainException);
}
