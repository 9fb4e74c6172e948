namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>The directory as a whole: another fit's checkpoints, beginning anew, and what is left when a fit has finished.</summary>
public class CheckpointDirectoryTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(80, 4, 121, x => Math.Abs(x[0]) - x[1]);

    private static readonly (double[,] X, double[] y) Other = Problems.Gaussian(80, 4, 122, x => x[0] * x[1]);

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder>> Settings = new()
    {
        ["pursuit"] = () => Small(),
        ["pursuits"] = () => Small().WithPursuits(2),
        ["validation"] = () => Small().WithValidation(0.25, 2),
        ["fixed widths"] = () => Small().WithFixedWidths([3]),
        ["sparse"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithDepth(2).WithTargetError(0.2),
        ["bag"] = Bag,
        ["bag of one"] = () => Bag().WithEnsemble(1),
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_DirectoryOfAnotherTable_IsRefusedOnceByItsName(string name)
    {
        using var folder = new TemporaryFolder();
        Settings[name]().WithCheckpoints(folder.Path).Fit(Other.X, Other.y);
        Dictionary<string, byte[]> before = Contents(folder.Path);
        var reports = new List<PursuitIteration>();

        Action fit = () => Settings[name]().WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        fit.Should().Throw<InvalidDataException>().WithMessage(
            $"{folder.Path}: *other data or other options*WithCheckpoints(directory, CheckpointMismatch.Restart).");
        reports.Should().BeEmpty("it is refused before anything runs");
        Contents(folder.Path).Should().BeEquivalentTo(before);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_DirectoryOfAnotherTableAndRestart_BeginsAnewAndThenResumes(string name)
    {
        using var folder = new TemporaryFolder();
        Settings[name]().WithCheckpoints(folder.Path).Fit(Other.X, Other.y);
        string notes = folder.File("notes.checkpoint.json");
        File.WriteAllText(notes, "not ours");
        NeuronPursuitModel expected = Settings[name]().Fit(Data.X, Data.y);
        var reports = new List<PursuitIteration>();

        Restarting(name, folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(expected);

        Restarting(name, folder.Path).WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y)
            .ShouldEqualBitForBit(expected);
        reports.Should().BeEmpty("what is of this fit is gone on from");
        File.ReadAllText(notes).Should().Be("not ours");
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_DamagedFilesAndRestart_DoesThemAgain(string name)
    {
        using var folder = new TemporaryFolder();
        Settings[name]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        foreach (string file in Directory.GetFiles(folder.Path))
        {
            byte[] content = File.ReadAllBytes(file);
            File.WriteAllBytes(file, content[..(content.Length / 2)]);
        }

        Settings[name]().WithCheckpoints(folder.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>()
            .WithMessage("*.checkpoint.json: *delete the file to begin anew.");
        Restarting(name, folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Settings[name]().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_UnfinishedBagOfAnotherTable_IsRefusedOnceAndRestarted()
    {
        using var folder = new TemporaryFolder();
        CancelABag(folder.Path, Other);
        int files = Directory.GetFiles(folder.Path).Length;
        files.Should().BeGreaterThan(5);

        Bag().WithCheckpoints(folder.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>().WithMessage($"{folder.Path}: *");
        Directory.GetFiles(folder.Path).Should().HaveCount(files);

        Bag().WithCheckpoints(folder.Path, CheckpointMismatch.Restart).Fit(Data.X, Data.y).ShouldEqualBitForBit(Bag().Fit(Data.X, Data.y));
    }

    [Fact]
    public void CrossValidate_OtherDataAndRestart_RestartsEveryFold()
    {
        using var folder = new TemporaryFolder();
        Small().WithCheckpoints(folder.Path).CrossValidate(Other.X, Other.y, 3);

        CrossValidation again = Small().WithCheckpoints(folder.Path, CheckpointMismatch.Restart).CrossValidate(Data.X, Data.y, 3);

        again.Predictions.Cast<double>().Should().Equal(Small().CrossValidate(Data.X, Data.y, 3).Predictions.Cast<double>());
    }

    [Fact]
    public void Fit_FinishedBag_LeavesOneFile()
    {
        using var folder = new TemporaryFolder();
        CancelABag(folder.Path, Data);
        Directory.GetFiles(folder.Path, "trial-*").Should().NotBeEmpty();
        File.WriteAllText(folder.File("member-notes.txt"), "mine");

        Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        Directory.GetFiles(folder.Path).Select(Path.GetFileName).Should().BeEquivalentTo("result.checkpoint.json", "member-notes.txt");
    }

    [Fact]
    public void Fit_BagStoppedByACondition_KeepsItsMembersAndGoesOnWithoutIt()
    {
        using var folder = new TemporaryFolder();
        int asked = 0;
        Bag().WithStopWhen((_, _) => ++asked == 40).WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .StopReason.Should().Be(PursuitStopReason.ConditionMet);
        Directory.GetFiles(folder.Path, "result*").Should().BeEmpty();
        Directory.GetFiles(folder.Path, "trial-*").Should().NotBeEmpty();

        Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Bag().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_KilledBetweenTheResultAndTheRemovalOfMembers_RemovesThemLater()
    {
        using var folder = new TemporaryFolder();
        CancelABag(folder.Path, Data);
        Dictionary<string, byte[]> members = Contents(folder.Path);
        NeuronPursuitModel first = Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        foreach ((string file, byte[] content) in members)
        {
            File.WriteAllBytes(file, content);
        }

        NeuronPursuitModel second = Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        second.ShouldEqualBitForBit(first);
        Directory.GetFiles(folder.Path).Should().ContainSingle();
    }

    [Fact]
    public void Fit_ResumedBag_SaysWithWhat()
    {
        using var folder = new TemporaryFolder();
        CancelABag(folder.Path, Data);
        int trials = Directory.GetFiles(folder.Path, "trial-*").Length;
        int members = Directory.GetFiles(folder.Path, "member-*").Length;
        var logger = new RecordingLogger();
        Bag().WithCheckpoints(folder.Path).WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events.Where(e => e.EventId == 4).Should().ContainSingle().Which.Message.Should()
            .StartWith($"Resumed with {trials} finished trials").And.EndWith($" from {folder.Path}");
        (members > 0).Should().Be(logger.Events.Single(e => e.EventId == 4).Message.Contains("finished member", StringComparison.Ordinal));

        var again = new RecordingLogger();
        Bag().WithCheckpoints(folder.Path).WithLogger(again).Fit(Data.X, Data.y);
        again.Events.Select(e => e.EventId).Should().Equal(4, 2);
        again.Events[0].Message.Should().Be($"Resumed with the finished fit from {folder.Path}");
    }

    [Fact]
    public void Fit_FinishedBag_HasTheTimeOfAllRuns()
    {
        using var folder = new TemporaryFolder();
        CancelABag(folder.Path, Data);
        TimeSpan before = CheckpointHead.Of(folder.Path).Max(head => head.FitElapsed);
        before.Should().BePositive();

        NeuronPursuitModel finished = Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        finished.Ensemble!.Elapsed.Should().BeGreaterThan(before);
        Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).Ensemble!.Elapsed.Should().Be(finished.Ensemble.Elapsed);
    }

    [Fact]
    public void WithCheckpoints_UnknownMismatch_IsRefused()
    {
        Action build = () => Small().WithCheckpoints("somewhere", (CheckpointMismatch)7).Build();

        build.Should().Throw<ArgumentException>().WithMessage("mismatch is 7; it must be Refuse or Restart.");
    }

    private static void CancelABag(string directory, (double[,] X, double[] y) data)
    {
        using var source = new CancellationTokenSource();
        int seen = 0;
        Action fit = () => Bag().WithCheckpoints(directory).WithProgress(new InlineProgress<PursuitIteration>(_ =>
        {
            if (++seen == 70)
            {
                source.Cancel();
            }
        })).Fit(data.X, data.y, source.Token);
        fit.Should().Throw<PursuitCanceledException>();
    }

    private static NeuronPursuitBuilder Restarting(string name, string directory) =>
        Settings[name]().WithCheckpoints(directory, CheckpointMismatch.Restart);

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(3).WithTargetError(0).WithRestarts(8);

    private static NeuronPursuitBuilder Bag() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular)
        .WithEnsemble(3).WithMaxIterations(4).WithMaxDegreeOfParallelism(1);

    private static Dictionary<string, byte[]> Contents(string directory) =>
        Directory.GetFiles(directory).ToDictionary(file => file, File.ReadAllBytes);
}
