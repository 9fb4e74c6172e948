namespace NeuronPursuit.Orleans.Tests;

/// <summary>Two silo processes that the tests of a class share; none of them kills one.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    /// <summary>Less processor time of both silos in two seconds than one that computes gets even on a machine with much else to do.</summary>
    private static readonly TimeSpan AtRest = TimeSpan.FromSeconds(0.25);

    public LocalCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await LocalCluster.StartAsync(2);

    /// <summary>Every silo must come to compute, however slow the machine is; a second is more than it takes to begin.</summary>
    public Task ShouldBeAtWorkAsync(Task work) =>
        Task.WhenAll(Cluster.Silos.Select(silo => silo.ShouldUseAsync(TimeSpan.FromSeconds(1), work)));

    /// <summary>
    /// Two seconds in which the silos use next to no processor time must come within twenty, however slow the machine is. The
    /// fits of the tests that end early have so many restarts that they would compute for minutes.
    /// </summary>
    public async Task ShouldComeToRestAsync()
    {
        TimeSpan used = TimeSpan.MaxValue;
        for (int tries = 0; tries < 10 && used >= AtRest; tries++)
        {
            TimeSpan before = ProcessorTime();
            await Task.Delay(2000);
            used = ProcessorTime() - before;
        }

        used.Should().BeLessThan(AtRest);

        TimeSpan ProcessorTime() => Cluster.Silos.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.ProcessorTime);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
