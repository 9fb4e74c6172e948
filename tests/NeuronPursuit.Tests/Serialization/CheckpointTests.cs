using System.Text.Json.Nodes;

namespace NeuronPursuit.Tests.Serialization;

/// <summary>A fit that was interrupted and resumed equals one that was not.</summary>
public class CheckpointTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(150, 5, 111, x => Math.Abs(x[0]) + x[1] * x[2]);

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder>> Settings = new()
    {
        ["fast"] = () => new NeuronPursuitBuilder().WithMaxIterations(5).WithTargetError(0),
        ["prepared"] = () => new NeuronPursuitBuilder()
            .WithMaxIterations(5).WithTargetError(0).WithStandardization().WithIntercept().WithWeightBalancing().WithDepth(4),
        ["paper"] = () => TinyPaper.Builder().WithMaxIterations(5).WithTargetError(0),
        ["single"] = () => new NeuronPursuitBuilder().WithMaxIterations(5).WithTargetError(0).WithPrecision(Precision.Single),
        ["stalling"] = () => new NeuronPursuitBuilder()
            .WithOptimizer(new LimitedMemoryBfgs(), new GradientDescent(1e-12, 1)).WithTargetError(0),
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_CanceledAfterAnyIterationAndResumed_EqualsTheUninterruptedFit(string name)
    {
        NeuronPursuitModel uninterrupted = Settings[name]().Fit(Data.X, Data.y);

        for (int number = 1; number < uninterrupted.History.Count; number++)
        {
            using var folder = new TemporaryFolder();
            CancelAfter(number, Settings[name](), folder.Path);

            NeuronPursuitModel resumed = Settings[name]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

            resumed.ShouldEqualBitForBit(uninterrupted);
            resumed.History.Select(iteration => iteration.Elapsed).Should().BeInAscendingOrder();
        }
    }

    [Fact]
    public void Fit_CanceledAfterEveryIteration_EqualsTheUninterruptedFit()
    {
        using var folder = new TemporaryFolder();
        for (int number = 1; number < 5; number++)
        {
            CancelAfter(number, Settings["fast"](), folder.Path);
        }

        Settings["fast"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_WithCheckpoints_ChangesNothing()
    {
        using var folder = new TemporaryFolder();

        Settings["fast"]().WithCheckpoints(folder.File("new/and/deep")).Fit(Data.X, Data.y)
            .ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
        Directory.GetFiles(folder.File("new/and/deep")).Should().ContainSingle("no temporary file is left");
    }

    [Fact]
    public void Fit_OnAFinishedDirectory_ReturnsTheSameModelWithoutWork()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Settings["fast"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        var logger = new RecordingLogger();
        var reports = new List<PursuitIteration>();

        NeuronPursuitModel second = Settings["fast"]().WithCheckpoints(folder.Path)
            .WithLogger(logger).WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        second.ShouldEqualBitForBit(first);
        reports.Should().BeEmpty();
        logger.Events.Select(e => e.EventId).Should().Equal(3, 2);
        logger.Events[0].Message.Should().Contain("Resumed at iteration 5").And.Contain(folder.Path);
    }

    [Fact]
    public void Fit_MoreIterationsThanBefore_GoesOn()
    {
        using var folder = new TemporaryFolder();
        Settings["fast"]().WithMaxIterations(2).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        NeuronPursuitModel raised = Settings["fast"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        raised.ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_SmallerTargetErrorThanBefore_GoesOn()
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel rough = Settings["fast"]().WithTargetError(0.9).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        NeuronPursuitModel fine = Settings["fast"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        rough.StopReason.Should().Be(PursuitStopReason.TargetReached);
        fine.ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_ResumedWithOtherThreads_GivesTheSameBits()
    {
        using var folder = new TemporaryFolder();
        CancelAfter(2, Settings["fast"]().WithMaxDegreeOfParallelism(1), folder.Path);

        Settings["fast"]().WithMaxDegreeOfParallelism(3).WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_StoppedByAConditionAndResumedWithoutIt_GoesOn()
    {
        using var folder = new TemporaryFolder();
        Settings["fast"]().WithStopWhen((iteration, _) => iteration.Number == 3).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        Settings["fast"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .ShouldEqualBitForBit(Settings["fast"]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_CanceledRightAfterResuming_CarriesTheResumedModel()
    {
        using var folder = new TemporaryFolder();
        CancelAfter(3, Settings["fast"](), folder.Path);
        using var source = new CancellationTokenSource();

        Action fit = () => Settings["fast"]().WithCheckpoints(folder.Path)
            .WithStopWhen((_, _) =>
            {
                source.Cancel();
                return false;
            })
            .Fit(Data.X, Data.y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(3);
    }

    [Fact]
    public void Fit_CheckpointFromBeforeCorrelationsWereStored_GoesOn()
    {
        using var folder = new TemporaryFolder();
        CancelAfter(2, Settings["fast"]().WithIntercept(false), folder.Path);
        string path = Directory.GetFiles(folder.Path).Single();
        JsonNode document = JsonNode.Parse(File.ReadAllText(path))!;
        foreach (JsonNode? iteration in document["history"]!.AsArray())
        {
            iteration!.AsObject().Remove("correlations").Should().BeTrue();
        }

        File.WriteAllText(path, document.ToJsonString());
        NeuronPursuitModel resumed = Settings["fast"]().WithIntercept(false).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        resumed.History.Select(iteration => iteration.Correlations.Count > 0).Should().Equal(false, false, true, true, true);
        TestModels.Weights(resumed).Should().Equal(TestModels.Weights(Settings["fast"]().WithIntercept(false).Fit(Data.X, Data.y)));
    }

    private static void CancelAfter(int number, NeuronPursuitBuilder builder, string directory)
    {
        using var source = new CancellationTokenSource();
        builder.WithCheckpoints(directory).WithProgress(new InlineProgress<PursuitIteration>(iteration =>
        {
            if (iteration.Number == number)
            {
                source.Cancel();
            }
        }));

        Action fit = () => builder.Fit(Data.X, Data.y, source.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(number);
    }
}
