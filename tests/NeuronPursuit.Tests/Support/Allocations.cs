namespace NeuronPursuit.Tests;

/// <summary>What the current thread allocates.</summary>
internal static class Allocations
{
    /// <summary>
    /// By some calls, once everything is warm. The least of several tries: the runtime allocates on its own now and then
    /// (tiering, for one).
    /// </summary>
    public static long Of(Action action, int calls = 1)
    {
        for (int i = 0; i < 50; i++)
        {
            action();
        }

        long least = long.MaxValue;
        for (int attempt = 0; attempt < 20 && least > 0; attempt++)
        {
            long before = GC.GetAllocatedBytesForCurrentThread();
            for (int i = 0; i < calls; i++)
            {
                action();
            }

            least = Math.Min(least, GC.GetAllocatedBytesForCurrentThread() - before);
        }

        return least;
    }
}
