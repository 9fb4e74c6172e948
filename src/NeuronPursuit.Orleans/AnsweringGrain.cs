using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace NeuronPursuit;

/// <summary>
/// A grain that answers within seconds whatever its work takes, and ends its work when it is closed. It has no state to
/// store: one that was made anew on another silo says that it knows nothing, and is told.
/// </summary>
internal abstract class AnsweringGrain : Grain, IIncomingGrainCallFilter, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

    /// <summary>Every call of the grain: what it throws reaches the caller whatever its type.</summary>
    public async Task Invoke(IIncomingGrainCallContext context)
    {
        try
        {
            await context.Invoke();
        }
        catch (Exception error)
        {
            Exception portable = PortableErrors.Of(error, ServiceProvider.GetRequiredService<Serializer>());
            if (ReferenceEquals(portable, error))
            {
                throw;
            }

            throw portable;
        }
    }

    public Task Close()
    {
        DeactivateOnIdle();
        Dispose();
        return Task.CompletedTask;
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        Dispose();
        return Task.CompletedTask;
    }

    /// <summary>Cancels the work; called more than once.</summary>
    public abstract void Dispose();

    /// <summary>The result of the work, or null where it takes longer than a second.</summary>
    internal static async Task<byte[]?> Answer(Task<byte[]> work) => await HasEnded(work) ? await work : null;

    /// <summary>Waits for the work, for a second at most.</summary>
    /// <returns>Whether it has ended, well or badly.</returns>
    protected static async Task<bool> HasEnded(Task work)
    {
        // The end of the wait does not count, since the work may end before the grain gets here.
        await work.WaitAsync(AnswerWithin).ConfigureAwait(
            ConfigureAwaitOptions.ContinueOnCapturedContext | ConfigureAwaitOptions.SuppressThrowing);
        return work.IsCompleted;
    }
}
