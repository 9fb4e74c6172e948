namespace NeuronPursuit.Orleans.Tests;

/// <summary>Two silo processes that the tests of a class share; none of them kills one.</summary>
public sealed class ClusterFixture : IAsyncLifetime
{
    public LocalCluster Cluster { get; private set; } = null!;

    public async ValueTask InitializeAsync() => Cluster = await LocalCluster.StartAsync(2);

    public ValueTask DisposeAsync() => Cluster.DisposeAsync();
}
