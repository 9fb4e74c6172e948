namespace NeuronPursuit;

/// <summary>
/// A grain that answers within seconds whatever its work takes, and ends its work when it is closed. It has no state to
/// store: one that was made anew on another silo says that it knows nothing, and is told.
/// </summary>
internal abstract class AnsweringGrain : Grain, IDisposable
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(1);

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
    protected static async Task<byte[]?> Answer(Task<byte[]> work)
    {
        try
        {
            return await work.WaitAsync(AnswerWithin);
        }
        catch (TimeoutException) when (!work.IsCompleted)
        {
            return null;
        }
    }
}
