namespace NeuronPursuit.Orleans.Tests;

/// <summary>Silos that work, by their processor time.</summary>
internal static class SiloWork
{
    /// <summary>Waits until a silo has computed for so long from now on; it must within a minute. Fails as the work does.</summary>
    public static async Task ShouldUseAsync(this SiloProcess silo, TimeSpan time, Task work)
    {
        TimeSpan before = silo.ProcessorTime;
        for (int tries = 0; tries < 3000 && !work.IsCompleted && silo.ProcessorTime - before < time; tries++)
        {
            await Task.Delay(20);
        }

        if (work.IsCompleted)
        {
            await work;
        }

        (silo.ProcessorTime - before).Should().BeGreaterThanOrEqualTo(time);
    }

    /// <summary>Kills the last silo once it has computed for so long from now on, in the middle of a fit.</summary>
    public static async Task KillAtWorkAsync(this LocalCluster cluster, TimeSpan time, Task fit)
    {
        await cluster.Silos[^1].ShouldUseAsync(time, fit);
        fit.IsCompleted.Should().BeFalse();
        cluster.KillOne().Should().NotBeNull();
    }
}
