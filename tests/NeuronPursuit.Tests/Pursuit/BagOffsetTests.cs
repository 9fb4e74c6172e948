namespace NeuronPursuit.Tests.Pursuit;

/// <summary>A bag chooses its offset by a pursuit that is part of the fit: told of, kept, and said in the model.</summary>
public class BagOffsetTests
{
    private const int Rows = 300;

    [Theory]
    [InlineData(1, OffsetReason.LowersError)]
    [InlineData(100, OffsetReason.FarFromZero)]
    public void Fit_Bag_SaysWhatWasChosenAndWhy(double offset, OffsetReason reason)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, offset);
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithEnsemble(2).WithLogger(logger).Fit(X, y);

        (model.OffsetChoice!.IsFitted, model.OffsetChoice.Reason).Should().Be((true, reason));
        model.Networks.Should().HaveCount(2);
        Lines.RSquaredOf(model, offset, 2).Should().BeGreaterThan(0.999);
        logger.Events[^1].Message.Should().Contain("members finished").And.Contain(model.OffsetChoice.Describe());
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        NeuronPursuitModel.Load(stream).OffsetChoice.Should().Be(model.OffsetChoice);
    }

    [Fact]
    public void Fit_BagOfWhatNeedsNone_SaysSo()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 5, 3, x => 3 * x[0] - 2 * x[1]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithEnsemble(2).Fit(X, y);

        (model.OffsetChoice!.IsFitted, model.OffsetChoice.Reason, model.HasIntercept).Should().Be((false, OffsetReason.NotNeeded, false));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(100)]
    public void WithProgress_OfABag_TellsOfTheChoiceBeforeItsMembers(double offset)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, offset);
        var reports = new List<PursuitProgress>();

        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithEnsemble(2).WithMaxDegreeOfParallelism(1).WithProgress(new InlineProgress<PursuitProgress>(reports.Add)).Fit(X, y);

        PursuitPhase[] phases = [.. reports.Select(report => report.Phase)];
        phases[0].Should().Be(PursuitPhase.Trial);
        phases.Should().BeInAscendingOrder().And.Contain(PursuitPhase.Member);
        reports.Select(report => report.ShareDone).Should().BeInAscendingOrder();
        reports.Last(report => report.Phase == PursuitPhase.Trial).ShareDone.Should().BeInRange(1e-3, 0.4);
    }

    /// <summary>Interrupted in the choice, or in a member: what resumes runs the rest alone and has the same bits.</summary>
    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 9)]
    [InlineData(1, 1000)]
    [InlineData(100, 2)]
    [InlineData(100, 1000)]
    public void Fit_BagResumed_DoesNotChooseAgain(double offset, int trials)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, offset);
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        var first = new List<PursuitProgress>();
        var second = new List<PursuitProgress>();
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithEnsemble(2).WithMaxDegreeOfParallelism(1);

        Action interrupted = () => Builder().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitProgress>(report =>
        {
            first.Add(report);
            if (report.Phase == PursuitPhase.Member || first.Count == trials)
            {
                source.Cancel();
            }
        })).Fit(X, y, source.Token);
        interrupted.Should().Throw<PursuitCanceledException>();
        NeuronPursuitModel resumed = Builder().WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitProgress>(second.Add)).Fit(X, y);

        var whole = new List<PursuitProgress>();
        NeuronPursuitModel undisturbed = Builder().WithProgress(new InlineProgress<PursuitProgress>(whole.Add)).Fit(X, y);
        resumed.ShouldEqualBitForBit(undisturbed);
        Trials(first).Concat(Trials(second)).Should().Equal(Trials(whole), "none is told of twice");
        Builder().WithCheckpoints(folder.Path).Fit(X, y).ShouldEqualBitForBit(undisturbed);
        Directory.EnumerateFiles(folder.Path).Should().ContainSingle("the result has taken the place of what led to it");

        static IEnumerable<int> Trials(List<PursuitProgress> reports) =>
            reports.Where(report => report.Phase == PursuitPhase.Trial).Select(report => report.Iteration!.Number);
    }

    [Fact]
    public void Fit_BagElsewhere_IsTheSame()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithEnsemble(2);

        Builder().Build().On(new Parts.LocalParts()).Fit(X, y).ShouldEqualBitForBit(Builder().Fit(X, y));
    }
}
