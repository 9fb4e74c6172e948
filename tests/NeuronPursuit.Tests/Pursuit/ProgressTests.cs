using Microsoft.Extensions.Logging;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>How far a fit is: phase, member of members, share and time left; and what the log says of it.</summary>
public class ProgressTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(120, 5, 31, x => Math.Abs(x[0]) + x[1] * x[2]);

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder>> Settings = new()
    {
        ["default"] = () => new NeuronPursuitBuilder(),
        ["Sparse"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse),
        ["Tabular"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithMaxIterations(4),
        ["Tabular, one thread"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithMaxIterations(3).WithMaxDegreeOfParallelism(1),
        ["Paper"] = () => TinyPaper.Builder().WithMaxIterations(3),
        ["one member"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).WithMaxIterations(4),
        ["bag without a choice"] = () => new NeuronPursuitBuilder().WithEnsemble(3).WithMaxIterations(4),
        ["pursuits"] = () => new NeuronPursuitBuilder().WithPursuits(3).WithMaxIterations(4).WithTargetError(0),
        ["held out"] = () => new NeuronPursuitBuilder().WithValidation(0.2, 3),
        ["fixed widths"] = () => new NeuronPursuitBuilder().WithFixedWidths([3, 3]),
        ["without a limit"] = () => new NeuronPursuitBuilder().WithMaxIterations(int.MaxValue).WithTargetError(0.1),
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void WithProgress_OfAnyFit_GrowsFromNothingToTheWhole(string name)
    {
        var iterations = new List<PursuitIteration>();
        List<PursuitProgress> reports = ReportsOf(Settings[name](), iterations);

        reports[..^1].Select(report => report.Iteration).Should().Equal(iterations, "one report an iteration, and one at the end");
        reports.Should().OnlyContain(report => report.ShareDone >= 0 && report.ShareDone <= 1);
        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder();
        reports.Select(report => report.Elapsed).Should().BeInAscendingOrder();
        reports.Should().OnlyContain(report => report.Member >= 1 && report.Member <= report.Members && report.Fold == 1 && report.Folds == 1);
        reports.Should().OnlyContain(report => report.TimeLeft == null || report.TimeLeft >= TimeSpan.Zero);
        reports[..^1].Should().OnlyContain(report => report.Phase != PursuitPhase.Finished);
        (reports[^1].Phase, reports[^1].ShareDone, reports[^1].TimeLeft, reports[^1].Iteration).Should()
            .Be((PursuitPhase.Finished, 1, TimeSpan.Zero, null));
    }

    [Fact]
    public void WithProgress_OfABag_NamesTrialsAndMembers()
    {
        List<PursuitProgress> reports = ReportsOf(Settings["Tabular"](), [], out NeuronPursuitModel model);

        // 15 settings on the first window, the better half on the next, half of those on the third.
        PursuitProgress[] trials = [.. reports.Where(report => report.Phase == PursuitPhase.Trial)];
        trials.Should().OnlyContain(report => report.Members == 15 + 8 + 4);
        trials.Select(report => report.Member).Distinct().Should().BeEquivalentTo(Enumerable.Range(1, 27));
        PursuitProgress[] members = [.. reports.Where(report => report.Phase == PursuitPhase.Member)];
        members.Should().NotBeEmpty().And.OnlyContain(report => report.Members == model.Networks.Count);
        trials[^1].ShareDone.Should().BeInRange(0.3, 0.9, "the trials are a large part of a small table");
        reports.Where(report => report.TimeLeft is not null).Should().HaveCountGreaterThan(reports.Count / 2);
    }

    [Fact]
    public void WithProgress_OfABag_NumbersItsMembersAsTheModelDoes()
    {
        List<PursuitProgress> reports = ReportsOf(Settings["bag without a choice"](), [], out NeuronPursuitModel model);

        for (int member = 1; member <= 3; member++)
        {
            PursuitProgress[] own = [.. reports.Where(report => report.Phase == PursuitPhase.Member && report.Member == member)];
            own.Should().Contain(report => report.Iteration!.HiddenWidths.SequenceEqual(model.Networks[member - 1].HiddenWidths));
        }

        model.Networks.Should().HaveCount(3);
    }

    [Fact]
    public void WithProgress_OfOneMember_EndsWithTheLastTraining()
    {
        List<PursuitProgress> reports = ReportsOf(Settings["one member"](), []);

        (reports[^2].Phase, reports[^2].Iteration!.Kind).Should().Be((PursuitPhase.LastTraining, PursuitIterationKind.Refit));
        reports.Where(report => report.Phase == PursuitPhase.LastTraining).Should().ContainSingle();
    }

    [Fact]
    public void WithProgress_OfPursuits_SaysWhich()
    {
        List<PursuitProgress> reports = ReportsOf(Settings["pursuits"](), []);

        reports[..^1].Select(report => report.Member).Should().Equal(1, 1, 1, 1, 2, 2, 2, 2, 3, 3, 3, 3);
        reports[..^1].Should().OnlyContain(report => report.Members == 3 && report.Phase == PursuitPhase.Pursuit);
        reports[..^1].Select(report => Math.Round(12 * report.ShareDone, 9)).Should().Equal(Enumerable.Range(1, 12).Select(count => (double)count));
    }

    [Fact]
    public void WithProgress_OfAContinuedModel_CountsItsOwnIterations()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(6).WithTargetError(0).Fit(Data.X, Data.y);
        var reports = new List<PursuitProgress>();

        new NeuronPursuitBuilder().WithMaxIterations(4).WithTargetError(0)
            .WithProgress(new InlineProgress<PursuitProgress>(reports.Add)).Continue(model, Data.X, Data.y);

        reports.Select(report => report.ShareDone).Should().Equal(0.25, 0.5, 0.75, 1, 1);
    }

    [Fact]
    public void WithProgress_OfACrossValidation_IsOfTheWhole()
    {
        var reports = new List<PursuitProgress>();
        new NeuronPursuitBuilder().WithMaxIterations(3).WithTargetError(0)
            .WithProgress(new InlineProgress<PursuitProgress>(reports.Add)).CrossValidate(Data.X, Data.y, 4);

        reports.Should().HaveCount((4 * 3) + 1);
        reports[..^1].Select(report => report.Fold).Should().Equal(1, 1, 1, 2, 2, 2, 3, 3, 3, 4, 4, 4);
        reports.Should().OnlyContain(report => report.Folds == 4);
        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder().And.EndWith(1);
        reports.Where(report => report.Phase == PursuitPhase.Finished).Should().ContainSingle().Which.Should().BeSameAs(reports[^1]);
        reports[0].ToString().Should().StartWith("fold 1 of 4, pursuit 1 of 1, 8 % done, at most ");
    }

    [Theory]
    [InlineData("pursuits")]
    [InlineData("held out")]
    public void WithProgress_PartsElsewhere_TellsOfEveryPartWhenItHasFinished(string name)
    {
        var reports = new List<PursuitProgress>();
        NeuronPursuitBuilder builder = Settings[name]().WithProgress(new InlineProgress<PursuitProgress>(reports.Add));
        builder.Build().On(new Parts.LocalParts()).Fit(Data.X, Data.y);

        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder().And.EndWith(1);
        reports[^1].Phase.Should().Be(PursuitPhase.Finished);
        reports.Clear();

        builder.Build().On(new Parts.LocalParts()).CrossValidate(Data.X, Data.y, 3);
        reports[..^1].Select(report => report.Fold).Distinct().Should().BeEquivalentTo([1, 2, 3]);
        reports.Should().OnlyContain(report => report.Folds == 3);
        reports[^1].Phase.Should().Be(PursuitPhase.Finished);
    }

    [Fact]
    public void WithProgress_MembersElsewhere_CountsAsHere()
    {
        var elsewhere = new List<PursuitProgress>();
        Settings["Tabular"]().WithProgress(new InlineProgress<PursuitProgress>(elsewhere.Add)).Build().On(new Parts.LocalParts()).Fit(Data.X, Data.y);

        elsewhere.Select(report => report.ShareDone).Should().BeInAscendingOrder().And.EndWith(1);
        elsewhere.Where(report => report.Phase == PursuitPhase.Trial).Select(report => report.Member).Distinct()
            .Should().BeEquivalentTo(Enumerable.Range(1, 27));
    }

    [Fact]
    public void WithProgress_OfAResumedBag_BeginsWhereItWas()
    {
        NeuronPursuitBuilder Bag() => Settings["Tabular, one thread"]();
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        double reached = 0;
        Action canceled = () => Bag().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitProgress>(report =>
        {
            reached = report.ShareDone;
            if (reached > 0.6)
            {
                source.Cancel();
            }
        })).Fit(Data.X, Data.y, source.Token);
        canceled.Should().Throw<PursuitCanceledException>();

        List<PursuitProgress> reports = ReportsOf(Bag().WithCheckpoints(folder.Path), []);

        reports[0].ShareDone.Should().BeGreaterThan(reached - 0.1);
        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder().And.EndWith(1);
    }

    [Fact]
    public void WithProgress_OfAFinishedDirectory_SaysSo()
    {
        using var folder = new TemporaryFolder();
        Settings["one member"]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        ReportsOf(Settings["one member"]().WithCheckpoints(folder.Path), []).Should().ContainSingle().Which.Phase.Should().Be(PursuitPhase.Finished);
    }

    [Fact]
    public void WithProgress_BothKinds_HearBoth()
    {
        var builder = new NeuronPursuitBuilder();

        // What compiles: an observer of either, a lambda with its type, and an observer of everything, which is told of iterations.
        builder.WithProgress(new Progress<PursuitIteration>(_ => { }));
        builder.WithProgress(new Progress<PursuitProgress>(_ => { }));
        builder.WithProgress(new Progress<PursuitProgress>((PursuitProgress progress) => _ = progress.ShareDone));
        var everything = new List<object>();
        builder.WithProgress(new InlineProgress<object>(everything.Add)).WithMaxIterations(2).WithTargetError(0).Fit(Data.X, Data.y);
        everything.Should().HaveCount(2).And.AllBeOfType<PursuitIteration>();

        builder.Invoking(b => b.WithProgress(null!)).Should().Throw<ArgumentNullException>().WithParameterName("progress");
        builder.Invoking(b => b.WithProgress((IProgress<PursuitProgress>)null!)).Should().Throw<ArgumentNullException>().WithParameterName("progress");
    }

    [Theory]
    [InlineData(10, 0.25, 0.75, 30)]
    [InlineData(10, 0.5, 0, 0)]
    [InlineData(0, 0.5, 0.5, 0)]
    public void TimeLeft_AtAPace_GoesOnAtIt(double elapsed, double done, double left, double expected) =>
        ProgressReports.TimeLeft(TimeSpan.FromSeconds(elapsed), done, left).Should().Be(TimeSpan.FromSeconds(expected));

    [Theory]
    [InlineData(10, 0, 1)]
    [InlineData(1e9, 1e-9, 1)]
    public void TimeLeft_WithoutAPaceOrAnEnd_IsUnknown(double elapsed, double done, double left) =>
        ProgressReports.TimeLeft(TimeSpan.FromSeconds(elapsed), done, left).Should().BeNull();

    [Fact]
    public void ToString_OfAReport_IsOneLine()
    {
        var report = new PursuitProgress
        {
            Phase = PursuitPhase.Member,
            Member = 3,
            Members = 8,
            ShareDone = 0.419,
            Elapsed = TimeSpan.FromSeconds(8),
            TimeLeft = TimeSpan.FromSeconds(11.1),
        };

        report.ToString().Should().Be("member 3 of 8, 41 % done, at most 12 s left");
        (report with { Phase = PursuitPhase.LastTraining, TimeLeft = null }).ToString().Should().Be("last training, 41 % done");
        (report with { Phase = PursuitPhase.Finished, ShareDone = 1 }).ToString().Should().Be("finished after 8.0 s, 100 % done");
    }

    [Fact]
    public void WithLogger_OfABag_TellsOfTrialsInDetailOnly()
    {
        var logger = new RecordingLogger();
        NeuronPursuitModel model = Settings["Tabular, one thread"]().WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events.Where(e => e.Level == LogLevel.Debug).Should().NotBeEmpty()
            .And.OnlyContain(e => e.EventId == 6 && e.Message.StartsWith("Trial ", StringComparison.Ordinal));
        logger.Events.First(e => e.EventId == 6).Message.Should().MatchRegex(@"^Trial 1 of 27, iteration 1 \(FirstFit\): widths .*; 1 % done$|^Trial 1 of 27, iteration 1 .*; 0 % done$");
        logger.Events.Where(e => e.Level == LogLevel.Information).SkipLast(1).Should().NotBeEmpty()
            .And.OnlyContain(e => e.EventId == 5 && e.Message.Contains($" of {model.Networks.Count}, iteration "));
        logger.Events[^1].EventId.Should().Be(2);
        logger.Events[^1].Message.Should().Contain(model.Ensemble!.Describe());

        var brief = new RecordingLogger(LogLevel.Information);
        Settings["Tabular, one thread"]().WithLogger(brief).Fit(Data.X, Data.y);
        brief.Events.Should().Equal(logger.Events.Where(e => e.Level == LogLevel.Information));
    }

    [Fact]
    public void WithLogger_OfPursuits_SaysWhich()
    {
        var logger = new RecordingLogger();
        Settings["pursuits"]().WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events.Select(e => e.EventId).Should().Equal([.. Enumerable.Repeat(5, 12), 2]);
        logger.Events[5].Message.Should().StartWith("Pursuit 2 of 3, iteration 2 (").And.EndWith("; 50 % done");
    }

    private static List<PursuitProgress> ReportsOf(NeuronPursuitBuilder builder, List<PursuitIteration> iterations) =>
        ReportsOf(builder, iterations, out _);

    private static List<PursuitProgress> ReportsOf(NeuronPursuitBuilder builder, List<PursuitIteration> iterations, out NeuronPursuitModel model)
    {
        var reports = new List<PursuitProgress>();
        model = builder
            .WithProgress(new InlineProgress<PursuitIteration>(iterations.Add))
            .WithProgress(new InlineProgress<PursuitProgress>(reports.Add))
            .Fit(Data.X, Data.y);
        return reports;
    }
}
