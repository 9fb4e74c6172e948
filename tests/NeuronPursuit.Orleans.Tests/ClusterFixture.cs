namespace NeuronPursuit.Orleans.Tests;

/// <summary>Two silo processes that the tests of a class share; none of them kills one.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public LocalCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await LocalCluster.StartAsync(2);

    /// <summary>Every silo must come to compute, however slow the machine is; a second is more than it takes to begin.</summary>
    public Task ShouldBeAtWorkAsync() => Task.WhenAll(Cluster.Silos.Select(silo => silo.ShouldUseAsync(TimeSpan.FromSeconds(1))));

    /// <summary>
    /// Two seconds in which the silos use next to no processor time must come soon, however slow the machine is; the fits of
    /// the tests that end early would compute for minutes.
    /// </summary>
    public async Task ShouldComeToRestAsync()
    {
        TimeSpan used = TimeSpan.MaxValue;
        for (int tries = 0; tries < 10 && used >= TimeSpan.FromSeconds(1); tries++)
        {
            TimeSpan before = ProcessorTime();
            await Task.Delay(2000);
            used = ProcessorTime() - before;
        }

        used.Should().BeLessThan(TimeSpan.FromSeconds(1));

        TimeSpan ProcessorTime() => Cluster.Silos.Aggregate(TimeSpan.Zero, (sum, silo) => sum + silo.ProcessorTime);
    }

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
