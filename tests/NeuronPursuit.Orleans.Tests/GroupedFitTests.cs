using Microsoft.Extensions.DependencyInjection;
using Orleans.Serialization;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>More shards than a group has: their replies are added up on the silos.</summary>
[Trait("Category", "Slow")]
public class GroupedFitTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    [Theory]
    [InlineData(31)]
    [InlineData(32)]
    [InlineData(33)]
    [InlineData(70)]
    public async Task FitAsync_GroupsOfShards_EqualsTheFitInOneProcessBitForBit(int shards)
    {
        var source = new TeacherShards(4200, 6, shards, 3);

        NeuronPursuitModel model = await Fits.Small(2).OnCluster(fixture.Cluster.Client).FitAsync(source);

        model.History.Should().HaveCount(2);
        model.ShouldEqualBitForBit(Fits.Small(2).Fit(source));
    }

    [Theory]
    [InlineData("missing", "Shard 36 could not be loaded: *part-36.csv is not there*")]
    [InlineData("NaN", "Shard 36: X?5, 2? is NaN (row 5, column 2*")]
    public async Task FitAsync_PoisonedShardOfAGroup_NamesShardAndRow(string poison, string message)
    {
        using var folder = new TemporaryFolder();
        string[] paths = CsvParts.Write(folder, rows: 800, parts: 40);
        CsvParts.Poison(paths[36], poison);

        Func<Task> fit = () => Fits.Small().OnCluster(fixture.Cluster.Client).FitAsync(new CsvShards(paths));

        (await fit.Should().ThrowAsync<InvalidDataException>()).WithMessage(message);
    }

    [Fact]
    public async Task FitAsync_GroupsCancelled_EndsTheStepsOfTheShards()
    {
        using var cancellation = new CancellationTokenSource();
        Task<NeuronPursuitModel> fit = Fits.Small(30).WithRestarts(64)
            .OnCluster(fixture.Cluster.Client).FitAsync(new TeacherShards(400_000, 20, 40, 8), cancellation.Token);
        await fixture.ShouldBeAtWorkAsync(fit);

        await cancellation.CancelAsync();
        Func<Task> end = () => fit.WaitAsync(TimeSpan.FromSeconds(60));

        await end.Should().ThrowAsync<PursuitCanceledException>();
        await fixture.ShouldComeToRestAsync();
    }

    /// <summary>A group tells its caller that a shard is lost; the caller must not take it for a timeout of the group.</summary>
    [Fact]
    public void LostGrainException_SentFromASilo_StaysWhatItIs()
    {
        using ServiceProvider services = new ServiceCollection().AddSerializer().BuildServiceProvider();
        Serializer serializer = services.GetRequiredService<Serializer>();

        Exception? received = serializer.Deserialize<Exception>(serializer.SerializeToArray<Exception>(
            new LostGrainException("Shard 3 has not answered.", new TimeoutException("No answer."))));

        received.Should().BeOfType<LostGrainException>().Which.Message.Should().Be("Shard 3 has not answered.");
        received!.InnerException!.Message.Should().Be("No answer.");
    }
}
