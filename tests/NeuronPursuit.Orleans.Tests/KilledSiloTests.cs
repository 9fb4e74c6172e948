namespace NeuronPursuit.Orleans.Tests;

/// <summary>A silo dies as the power fails, in the middle of a fit.</summary>
[Trait("Category", "Slow")]
public class KilledSiloTests
{
    [Theory]
    [InlineData(1, 4, 2)]
    [InlineData(2, 4, 2)]
    [InlineData(3, 70, 3)]
    public async Task FitAsync_SiloKilled_EqualsTheFitWithoutTheFault(int seed, int shards, int silos)
    {
        var source = new TeacherShards(400_000, 8, shards, seed);
        await using LocalCluster cluster = await LocalCluster.StartAsync(silos);
        var firstFit = new TaskCompletionSource();

        Task<NeuronPursuitModel> fit = Fits.Small(4)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => firstFit.TrySetResult()))
            .OnCluster(cluster.Client).FitAsync(source);
        await Task.WhenAny(firstFit.Task, fit);
        await cluster.KillAtWorkAsync(TimeSpan.FromMilliseconds(new Random(seed).Next(300)), fit);
        NeuronPursuitModel model = await fit.WaitAsync(TimeSpan.FromMinutes(4));

        cluster.Silos.Count(silo => silo.IsAlive).Should().Be(silos - 1);
        model.ShouldEqualBitForBit(Fits.Small(4).Fit(source));
    }

    [Fact]
    public async Task FitAsync_AllSilosGone_GivesUpAfterTheRecoveryTime()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(1);
        var options = new ClusterPursuitOptions { RecoveryTime = TimeSpan.FromSeconds(3) };

        Func<Task> fit = () => Fits.Small(30)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => cluster.Silos[0].Kill()))
            .OnCluster(cluster.Client, options).FitAsync(new TeacherShards(20_000, 8, 2, 1)).WaitAsync(TimeSpan.FromMinutes(2));

        (await fit.Should().ThrowAsync<TimeoutException>()).WithMessage("Shard ? has not answered for 3 seconds:*RecoveryTime*");
    }

    [Fact]
    public async Task RunPursuitsAsync_SiloKilled_RunsItsTasksAgain()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        TeacherPursuit[] tasks = [.. Enumerable.Range(0, 4).Select(seed => new TeacherPursuit(500_000, 8, (ulong)seed))];

        Task<IReadOnlyList<NeuronPursuitModel>> run = cluster.Client.RunPursuitsAsync(tasks, atOnce: 4);
        await cluster.KillAtWorkAsync(TimeSpan.FromSeconds(0.5), run);
        IReadOnlyList<NeuronPursuitModel> models = await run.WaitAsync(TimeSpan.FromMinutes(4));

        for (int task = 0; task < 4; task++)
        {
            models[task].ShouldEqualBitForBit(tasks[task].Run(default));
        }
    }

    [Fact]
    public async Task FitAsync_SiloOfPursuitsKilled_EqualsTheFitWithoutTheFault()
    {
        await using LocalCluster cluster = await LocalCluster.StartAsync(2);
        (float[,] X, float[] y) = ClusterPartsTests.Wide(100_000, 20);
        NeuronPursuitBuilder Builder() => Fits.Small(4).WithPursuits(4);
        int heard = 0;

        // Two of the four run at once, so when the first has finished another runs on, and at least two have not begun; the
        // next one begins only when its iterations have been heard.
        NeuronPursuitModel model = await Builder()
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (++heard == 1)
                {
                    cluster.KillOne().Should().NotBeNull();
                }
            }))
            .OnCluster(cluster.Client).FitAsync(X, y).WaitAsync(TimeSpan.FromMinutes(4));

        heard.Should().Be(16);
        cluster.Silos.Count(silo => silo.IsAlive).Should().Be(1);
        model.ShouldEqualBitForBit(Builder().Fit(X, y));
    }
}
