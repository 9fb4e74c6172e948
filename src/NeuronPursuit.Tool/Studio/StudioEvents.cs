using System.Text;
using Microsoft.AspNetCore.Http;

namespace NeuronPursuit;

/// <summary>Tells a page what a fit does, by server-sent events: ten times a second at most, and at once that it has ended.</summary>
internal static class StudioEvents
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    public static async Task SendAsync(HttpContext context, StudioSession session, CancellationToken stopping)
    {
        context.Response.ContentType = "text/event-stream; charset=utf-8";
        using var ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, stopping);
        try
        {
            await SendAsync(context.Response.Body, session, ended.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // The page is gone, or the studio ends.
        }
    }

    private static async Task SendAsync(Stream body, StudioSession session, CancellationToken cancellationToken)
    {
        if (session.Watch is not { } watch)
        {
            await WriteAsync(body, new FitState { Ended = true, Error = "No fit has begun." }, cancellationToken).ConfigureAwait(false);
            return;
        }

        (int version, int points) = (-1, 0);
        while (true)
        {
            if (watch.Next(ref version, ref points) is { } state)
            {
                await WriteAsync(body, state, cancellationToken).ConfigureAwait(false);
                if (state.Ended)
                {
                    return;
                }
            }

            await Task.Delay(Pause, cancellationToken).ConfigureAwait(false);
        }
    }

    private static async Task WriteAsync(Stream body, FitState state, CancellationToken cancellationToken)
    {
        await body.WriteAsync(Encoding.UTF8.GetBytes($"data: {Encoding.UTF8.GetString(ToolConsole.ToJson(state))}\n\n"), cancellationToken).ConfigureAwait(false);
        await body.FlushAsync(cancellationToken).ConfigureAwait(false);
    }
}
