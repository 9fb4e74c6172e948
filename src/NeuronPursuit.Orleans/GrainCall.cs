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
    private static readonly TimeSpan CloseWithin = TimeSpan.FromSeconds(2);

    /// <summary>Runs a step.</summary>
    /// <param name="name">What is asked, for the error: "Shard 3".</param>
    /// <param name="send">Sends the step: with everything there is to know where it gets true, as far as the grain lacks it where false.</param>
    /// <param name="wait">Asks for a step that is running.</param>
    /// <param name="recoveryTime">How long the grain may stay silent before it counts as lost.</param>
    /// <param name="cancellationToken">Ends the asking.</param>
    /// <param name="before">
    /// What comes before everything is sent; may take its time, and says whenever it got a step further.
    /// </param>
    /// <exception cref="LostGrainException">No request was answered for so long, or only by asking for everything again.</exception>
    public static async Task<byte[]> Run(
        string name,
        Func<bool, Task<byte[]?>> send,
        Func<Task<byte[]?>> wait,
        TimeSpan recoveryTime,
        CancellationToken cancellationToken,
        Func<Action, CancellationToken, Task>? before = null)
    {
        bool running = false;
        bool everything = false;
        long answered = Environment.TickCount64;
        var pause = TimeSpan.FromMilliseconds(50);
        int empty = 0;
        while (true)
        {
            Exception loss;
            try
            {
                // Whatever is asked from now on would be made anew for nobody.
                cancellationToken.ThrowIfCancellationRequested();
                if (before is not null && everything && !running)
                {
                    await before(() => answered = Environment.TickCount64, cancellationToken).ConfigureAwait(false);
                }

                byte[]? reply = await InTime(running ? wait() : send(everything), cancellationToken).ConfigureAwait(false);
                if (reply is { Length: > 0 })
                {
                    return reply;
                }

                empty = reply is null ? 0 : empty + 1;
                (running, everything) = (reply is null, true);
                if (empty < 2)
                {
                    answered = Environment.TickCount64;
                    continue;
                }

                // It was sent everything and asks for it again: it is lost over and over, or a later request overtook this one.
                loss = new TimeoutException("It asks for everything again and again.");
            }
            catch (Exception exception) when (IsLoss(exception) && !cancellationToken.IsCancellationRequested)
            {
                loss = exception;
                (running, everything) = (false, true);
            }

            if (Environment.TickCount64 - answered > recoveryTime.TotalMilliseconds)
            {
                throw new LostGrainException(
                    $"{name} has not answered for {recoveryTime.TotalSeconds:0} seconds: {loss.Message} Look at the silos, or raise ClusterPursuitOptions.RecoveryTime.", loss);
            }

            await Task.Delay(pause, cancellationToken).ConfigureAwait(false);
            pause = pause * 2 < LongestPause ? pause * 2 : LongestPause;
        }
    }

    /// <summary>Waits for a request, as long as one that is not lost may take.</summary>
    public static Task<T> InTime<T>(Task<T> request, CancellationToken cancellationToken) => request.WaitAsync(LostAfter, cancellationToken);

    /// <inheritdoc cref="InTime{T}"/>
    public static Task InTime(Task request, CancellationToken cancellationToken) => request.WaitAsync(LostAfter, cancellationToken);

    /// <summary>Waits until grains are closed, not for long: the fit has ended, well or badly, and a silo that is gone has freed its memory.</summary>
    public static async Task CloseAsync(Task closing)
    {
        // Where it takes longer, nobody else looks at how it ends.
        _ = closing.ContinueWith(static task => task.Exception, TaskScheduler.Default);
        await closing.WaitAsync(CloseWithin).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }

    // An operation that the fit did not cancel was cancelled by a silo that shuts down.
    private static bool IsLoss(Exception exception) => exception is
        OrleansException or TimeoutException or OperationCanceledException or SocketException or IOException or ObjectDisposedException
        && exception is not LostGrainException;
}
