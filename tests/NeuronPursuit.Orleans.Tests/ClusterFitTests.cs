using System.Diagnostics;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>Against silos in processes of their own.</summary>
[Trait("Category", "Slow")]
public class ClusterFitTests(ClusterFixture fixture) : IClassFixture<ClusterFixture>
{
    /// <summary>Restarts of a first fit on 300,000 rows that takes minutes of a processor.</summary>
    private const int LongSearch = 256;

    [Theory]
    [InlineData(4, 1)]
    [InlineData(3, 2)]
    [InlineData(1, 1)]
    public async Task FitAsync_AnyPlacement_EqualsTheFitInOneProcessBitForBit(int shards, int threads)
    {
        var source = new TeacherShards(9000, 6, shards, 3);
        var options = new ClusterPursuitOptions { ThreadsPerShard = threads };

        NeuronPursuitModel model = await Fits.Small().OnCluster(fixture.Cluster.Client, options).FitAsync(source);

        model.History.Should().HaveCount(3);
        model.ShouldEqualBitForBit(Fits.Small().Fit(source));
    }

    [Fact]
    public async Task FitAsync_OtherOptimizersAndPrecision_EqualsTheFitInOneProcessBitForBit()
    {
        var source = new TeacherShards(4000, 6, 4, 4);
        NeuronPursuitBuilder Builder() => Fits.Small().WithOptimizer(new LevenbergMarquardt()).WithDepth(4)
            .WithActivation(HomogeneousActivation.LeakyReLU(0.1)).WithStandardization().WithIntercept();

        NeuronPursuitModel model = await Builder().OnCluster(fixture.Cluster.Client).FitAsync(source);
        NeuronPursuitModel single = await Builder().WithPrecision(Precision.Single).OnCluster(fixture.Cluster.Client).FitAsync(source);

        model.ShouldEqualBitForBit(Builder().Fit(source));
        single.ShouldEqualBitForBit(Builder().WithPrecision(Precision.Single).Fit(source));
    }

    [Fact]
    public async Task FitAsync_CsvParts_EqualsTheOrdinaryFitOfTheRows()
    {
        using var folder = new TemporaryFolder();
        string[] paths = CsvParts.Write(folder, rows: 400, parts: 1);
        (double[,] X, double[] y) = CsvParts.Rows(400);

        NeuronPursuitModel model = await Fits.Small().OnCluster(fixture.Cluster.Client).FitAsync(new CsvShards(paths));

        model.ShouldEqualBitForBit(Fits.Small().Fit(X, y));
    }

    [Fact]
    public async Task FitAsync_TwoAtOnce_DoNotDisturbEachOther()
    {
        var source = new TeacherShards(6000, 6, 4, 5);
        var other = new TeacherShards(5000, 5, 3, 6);

        NeuronPursuitModel[] models = await Task.WhenAll(
            Fits.Small().OnCluster(fixture.Cluster.Client).FitAsync(source),
            Fits.Small().OnCluster(fixture.Cluster.Client).FitAsync(other));

        models[0].ShouldEqualBitForBit(Fits.Small().Fit(source));
        models[1].ShouldEqualBitForBit(Fits.Small().Fit(other));
    }

    [Fact]
    public async Task FitAsync_StepThatTakesLongerThanAnAnswer_IsWaitedFor()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It takes a POSIX pipe to make a shard wait.");
        using var folder = new TemporaryFolder();
        string[] paths = CsvParts.Write(folder, rows: 400, parts: 2);

        // A pipe gives its rows once; a fit that tries an offset loads them again.
        NeuronPursuitBuilder builder = Fits.Small().WithIntercept(false);
        NeuronPursuitModel expected = builder.Fit(new CsvShards(paths));
        byte[] rows = File.ReadAllBytes(paths[1]);
        File.Delete(paths[1]);
        using (var make = Process.Start("mkfifo", [paths[1]]))
        {
            await make.WaitForExitAsync();
        }

        Task<NeuronPursuitModel> fit = builder.OnCluster(fixture.Cluster.Client).FitAsync(new CsvShards(paths));
        Task<FileStream> opened = Task.Run(() => new FileStream(paths[1], FileMode.Open, FileAccess.Write, FileShare.ReadWrite));
        if (await Task.WhenAny(fit, opened) == fit)
        {
            await fit;
        }

        await using (FileStream pipe = await opened.WaitAsync(TimeSpan.FromMinutes(1)))
        {
            // The silo has opened it too and waits for the rows; after a second its grain answers that it does.
            await Task.Delay(TimeSpan.FromSeconds(3));
            await pipe.WriteAsync(rows);
        }

        (await fit.WaitAsync(TimeSpan.FromMinutes(1))).ShouldEqualBitForBit(expected);
    }

    [Theory]
    [InlineData("missing", "Shard 1 could not be loaded: *part-1.csv is not there*")]
    [InlineData("columns", "Shard 1 could not be loaded: *part-1.csv, line 4 (row 2, counted from 0) has 6 fields; 5 were expected*")]
    [InlineData("text", "Shard 1 could not be loaded: *part-1.csv, line 3 (row 1, column 2, counted from 0) has 'abc', which is no number*")]
    [InlineData("NaN", "Shard 1: X?5, 2? is NaN (row 5, column 2*")]
    [InlineData("wide", "Shard 1 has 5 columns and 1 targets, but shard 0 has 4 and 1*")]
    public async Task FitAsync_PoisonedShard_NamesShardAndRow(string poison, string message)
    {
        using var folder = new TemporaryFolder();
        string[] paths = CsvParts.Write(folder, rows: 300, parts: 3);
        CsvParts.Poison(paths[1], poison);

        Func<Task> fit = () => Fits.Small().OnCluster(fixture.Cluster.Client).FitAsync(new CsvShards(paths));

        (await fit.Should().ThrowAsync<InvalidDataException>()).WithMessage(message);
    }

    [Fact]
    public async Task FitAsync_Cancelled_EndsTheStepsOfTheShards()
    {
        using var cancellation = new CancellationTokenSource();
        var source = new TeacherShards(400_000, 20, 2, 8);
        int iterations = 0;
        Task<NeuronPursuitModel> fit = Fits.Small(30).WithRestarts(64)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => iterations++))
            .OnCluster(fixture.Cluster.Client).FitAsync(source, cancellation.Token);
        await fixture.ShouldBeAtWorkAsync(fit);

        await cancellation.CancelAsync();
        Func<Task> end = () => fit.WaitAsync(TimeSpan.FromSeconds(60));

        PursuitCanceledException exception = (await end.Should().ThrowAsync<PursuitCanceledException>()).Which;
        exception.CancellationToken.Should().Be(cancellation.Token);
        (exception.Model?.History.Count ?? 0).Should().Be(iterations);
        await fixture.ShouldComeToRestAsync();
    }

    [Fact]
    public async Task FitAsync_CoordinatorLost_ResumesFromItsCheckpoint()
    {
        using var folder = new TemporaryFolder();
        var source = new TeacherShards(6000, 6, 4, 9);
        using var lost = new CancellationTokenSource();

        // What is left of a coordinator that died is its checkpoint, and grains that nobody asks any more.
        Func<Task> first = () => Fits.Small(5).WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(iteration => { if (iteration.Number == 2) { lost.Cancel(); } }))
            .OnCluster(fixture.Cluster.Client).FitAsync(source, lost.Token);
        await first.Should().ThrowAsync<PursuitCanceledException>();
        var reported = new List<int>();
        NeuronPursuitModel resumed = await Fits.Small(5).WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(iteration => reported.Add(iteration.Number)))
            .OnCluster(fixture.Cluster.Client).FitAsync(source);

        var all = new List<int>();
        NeuronPursuitModel whole = Fits.Small(5).WithProgress(new InlineProgress<PursuitIteration>(iteration => all.Add(iteration.Number))).Fit(source);
        reported.Should().Equal(all.Skip(2), "the first run was told of two");
        resumed.ShouldEqualBitForBit(whole);
    }

    [Fact]
    public async Task FitAsync_UnsupportedSetting_IsRefused()
    {
        Func<Task> fit = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
            .OnCluster(fixture.Cluster.Client).FitAsync(new TeacherShards(100, 3, 2, 1));

        (await fit.Should().ThrowAsync<ArgumentException>()).WithMessage("*WithEnsemble*");
    }

    [Fact]
    public async Task RunPursuitsAsync_Restarts_GivesEachItsModel()
    {
        TeacherPursuit[] tasks = [.. Enumerable.Range(0, 5).Select(seed => new TeacherPursuit(800, 5, (ulong)seed))];

        IReadOnlyList<NeuronPursuitModel> models = await fixture.Cluster.Client.RunPursuitsAsync(tasks, atOnce: 2);

        models.Should().HaveCount(5);
        for (int task = 0; task < 5; task++)
        {
            models[task].ShouldEqualBitForBit(tasks[task].Run(default));
        }
    }

    [Fact]
    public async Task RunPursuitsAsync_TaskThatFails_EndsAllAndSaysWhich()
    {
        // When the second has ended the first is at work, and the third fails.
        TeacherPursuit[] tasks = [new(300_000, 20, 1, LongSearch), new(100_000, 8, 1), new(100, 3, 2)];

        Func<Task> run = () => fixture.Cluster.Client.RunPursuitsAsync(tasks, atOnce: 2).WaitAsync(TimeSpan.FromSeconds(60));

        (await run.Should().ThrowAsync<InvalidOperationException>()).WithMessage("Task 2 failed: Shard 0 could not be loaded: *")
            .WithInnerException<InvalidDataException>();
        await fixture.ShouldComeToRestAsync();
    }

    [Fact]
    public async Task RunPursuitsAsync_Cancelled_EndsTheTasksOnTheSilos()
    {
        using var cancellation = new CancellationTokenSource();
        TeacherPursuit[] tasks = [.. Enumerable.Range(0, 4).Select(seed => new TeacherPursuit(300_000, 20, (ulong)seed, LongSearch))];
        Task run = fixture.Cluster.Client.RunPursuitsAsync(tasks, atOnce: 4, cancellationToken: cancellation.Token);
        await fixture.ShouldBeAtWorkAsync(run);

        await cancellation.CancelAsync();
        Func<Task> end = () => run.WaitAsync(TimeSpan.FromSeconds(30));

        await end.Should().ThrowAsync<OperationCanceledException>();
        await fixture.ShouldComeToRestAsync();
    }
}
