using NeuronPursuit.Tests.Parts;
using NeuronPursuit.Tests.Sharding;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The choice of an offset beside what else a fit does: pursuits, shards, threads, checkpoints, conditions, log.</summary>
public class OffsetRunTests
{
    private const int Rows = 300;

    [Fact]
    public void Fit_SeveralPursuits_AllFollowTheFirst()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithPursuits(3);

        NeuronPursuitModel model = Builder().Fit(X, y);
        NeuronPursuitModel elsewhere = Builder().Build().On(new LocalParts()).Fit(X, y);

        Lines.RSquaredOf(model, 10, 2).Should().BeGreaterThan(0.9999);
        elsewhere.ShouldEqualBitForBit(model);
    }

    [Fact]
    public void Fit_Shards_ChooseAsInOnePiece()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 10);

        NeuronPursuitModel shards = new NeuronPursuitBuilder().Build().Fit(new MatrixShards(X, ColumnMatrix.Of(y), 1));
        NeuronPursuitModel parts = new NeuronPursuitBuilder().Build().Fit(new MatrixShards(X, ColumnMatrix.Of(y), 4));

        shards.ShouldEqualBitForBit(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(X, y));
        Lines.RSquaredOf(parts, 10, 2).Should().BeGreaterThan(0.9999);
    }

    [Fact]
    public void Fit_HistoryAndLog_SayWhatWasChosenAndWhy()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 1);
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLogger(logger).Fit(X, y);

        OffsetChoice choice = model.OffsetChoice!;
        (choice.IsFitted, choice.Reason).Should().Be((true, OffsetReason.LowersError));
        choice.ErrorWithout.Should().BeGreaterThan(0.05);
        choice.ErrorWith.Should().BeLessThan(1e-3);
        model.History.Select(iteration => iteration.Number).Should().Equal(Enumerable.Range(1, model.History.Count));
        logger.Events.Should().Contain(entry => entry.Message.Contains("An offset lowers the error (", StringComparison.Ordinal));
        using var stream = new MemoryStream();
        model.Save(stream);
        stream.Position = 0;
        NeuronPursuitModel.Load(stream).OffsetChoice.Should().Be(choice);
    }

    /// <summary>Cancelled at every iteration in turn, of both fits: what resumes ends with the same bits.</summary>
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(9)]
    [InlineData(10)]
    [InlineData(14)]
    public void Fit_ResumedWhileItChooses_EqualsAnUndisturbedOne(int iterations)
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 1);
        var random = new Random(4);
        y = [.. y.Select(value => value + 0.2 * random.NextDouble())];
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int seen = 0;
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithDepth(2).WithCheckpoints(folder.Path);

        Func<NeuronPursuitModel> interrupted = () => Builder()
            .WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (++seen == iterations)
                {
                    source.Cancel();
                }
            }))
            .Fit(X, y, source.Token);

        interrupted.Should().Throw<PursuitCanceledException>();
        Builder().Fit(X, y).ShouldEqualBitForBit(new NeuronPursuitBuilder().WithDepth(2).Fit(X, y));
    }

    [Fact]
    public void Fit_ConditionOfTheCallers_EndsEitherFit()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 1);

        NeuronPursuitModel first = new NeuronPursuitBuilder().WithStopWhen((_, _) => true).Fit(X, y);
        NeuronPursuitModel second = new NeuronPursuitBuilder().WithStopWhen((_, model) => model.HasIntercept).Fit(X, y);

        (first.StopReason, first.HasIntercept, first.History.Count).Should().Be((PursuitStopReason.ConditionMet, false, 1));
        (second.StopReason, second.HasIntercept, second.History.Count).Should().Be((PursuitStopReason.ConditionMet, true, 1));
    }

    [Fact]
    public void Continue_ModelWithAnOffset_KeepsIt()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 100);
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
        double[] bent = [.. y.Select((value, row) => value + Math.Max(0, X[row, 0]))];

        NeuronPursuitModel further = new NeuronPursuitBuilder().Build().Continue(model, X, bent);

        (further.HasIntercept, further.IsStandardized).Should().Be((true, false));
        further.NetworkOutputs[0].Offset.Should().Be(model.NetworkOutputs[0].Offset);
        further.StopReason.Should().Be(PursuitStopReason.TargetReached);
        Problems.RelativeError(further.Predict(X), bent).Should().BeLessThan(1e-4);
    }

    [Fact]
    public void Fit_SeveralThreads_GivesTheBitsOfOne()
    {
        (double[,] X, double[] y) = Lines.Line(Rows, 2, 1, 1);

        NeuronPursuitModel one = new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(1).Fit(X, y);

        new NeuronPursuitBuilder().WithMaxDegreeOfParallelism(3).Fit(X, y).ShouldEqualBitForBit(one);
    }
}
