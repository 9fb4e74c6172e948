namespace NeuronPursuit.Orleans.Tests;

/// <summary>Silos that are told to have different processors: with AVX-512 as far as this machine has it, and without.</summary>
[Trait("Category", "Slow")]
public class MixedProcessorsTests
{
    private static readonly IReadOnlyDictionary<string, string>[] Environments =
    [
        new Dictionary<string, string>(),
        new Dictionary<string, string> { ["DOTNET_EnableAVX512"] = "0" },
    ];

    [Fact]
    public async Task FitAsync_SiloOfTheOtherKindKilled_HasTheBitsOfOneProcess()
    {
        var source = new TeacherShards(200_000, 8, 4, 5);
        await using LocalCluster cluster = await LocalCluster.StartAsync(2, environments: Environments);
        var firstFit = new TaskCompletionSource();

        Task<NeuronPursuitModel> fit = Fits.Small(4)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => firstFit.TrySetResult()))
            .OnCluster(cluster.Client).FitAsync(source);
        await Task.WhenAny(firstFit.Task, fit);
        await cluster.KillAtWorkAsync(TimeSpan.FromMilliseconds(50), fit);
        NeuronPursuitModel model = await fit.WaitAsync(TimeSpan.FromMinutes(4));

        cluster.Silos.Count(silo => silo.IsAlive).Should().Be(1);
        model.ShouldEqualBitForBit(Fits.Small(4).Fit(source));
    }

    [Fact]
    public async Task FitAsync_CanceledAndResumedInThisProcess_HasTheBitsOfOneProcess()
    {
        var source = new TeacherShards(50_000, 8, 4, 6);
        using var checkpoints = new TemporaryFolder();
        using var canceled = new CancellationTokenSource();
        await using LocalCluster cluster = await LocalCluster.StartAsync(2, environments: Environments);

        Func<Task> fit = () => Fits.Small(4).WithCheckpoints(checkpoints.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(iteration =>
            {
                if (iteration.Number == 2)
                {
                    canceled.Cancel();
                }
            }))
            .OnCluster(cluster.Client).FitAsync(source, canceled.Token).WaitAsync(TimeSpan.FromMinutes(4));

        await fit.Should().ThrowAsync<PursuitCanceledException>();
        Fits.Small(4).WithCheckpoints(checkpoints.Path).Fit(source).ShouldEqualBitForBit(Fits.Small(4).Fit(source));
    }
}
