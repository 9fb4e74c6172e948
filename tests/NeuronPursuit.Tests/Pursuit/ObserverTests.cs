using Microsoft.Extensions.Logging;

namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Progress, log and the caller's own stop condition.</summary>
public class ObserverTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(120, 5, 31, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void WithProgress_DuringAFit_ReportsEveryIterationOnTheFittingThread()
    {
        var reports = new List<(PursuitIteration Iteration, int Thread)>();
        var progress = new InlineProgress<PursuitIteration>(iteration => reports.Add((iteration, Environment.CurrentManagedThreadId)));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(4).WithProgress(progress).Fit(Data.X, Data.y);

        reports.Select(report => report.Iteration).Should().Equal(model.History);
        reports.Should().OnlyContain(report => report.Thread == Environment.CurrentManagedThreadId);
    }

    [Fact]
    public void WithProgress_DuringASparseFitOfOneStage_ReportsTheHistory()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 8, 32, x => Math.Max(0, x[1] - x[4]));
        var reports = new List<PursuitIteration>();
        var asked = new List<PursuitIterationKind>();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add))
            .WithStopWhen((iteration, _) =>
            {
                asked.Add(iteration.Kind);
                return false;
            })
            .Fit(X, y);

        reports.Should().Equal(model.History).And.HaveCountGreaterThan(1);
        asked.Should().HaveCount(2, "one stage and the last training").And.EndWith(PursuitIterationKind.Refit);
    }

    [Fact]
    public void WithProgress_DuringABagOfOne_EndsWithTheLastTraining()
    {
        var reports = new List<PursuitIteration>();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithEnsemble(1).WithMaxIterations(3)
            .WithMaxDegreeOfParallelism(1).WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        reports[^1].Should().BeSameAs(model.History[^1]);
        reports.Distinct(ReferenceEqualityComparer.Instance).Should().HaveSameCount(reports);
    }

    [Fact]
    public void WithProgress_ThatThrows_LetsTheExceptionThrough()
    {
        var progress = new InlineProgress<PursuitIteration>(_ => throw new TimeoutException("the window was closed"));

        Action fit = () => new NeuronPursuitBuilder().WithProgress(progress).Fit(Data.X, Data.y);

        fit.Should().Throw<TimeoutException>().WithMessage("the window was closed");
    }

    [Fact]
    public void WithStopWhen_ThatTurnsTrue_StopsThere()
    {
        var asked = new List<int>();

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStopWhen((iteration, soFar) =>
            {
                asked.Add(iteration.Number);
                soFar.HiddenWidths.Should().Equal(iteration.HiddenWidths);
                return iteration.Number == 3;
            })
            .Fit(Data.X, Data.y);

        asked.Should().Equal(1, 2, 3);
        model.History.Should().HaveCount(3);
        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
    }

    [Fact]
    public void WithStopWhen_SeesTheModelThatAFitOfThatLengthReturns()
    {
        double[]? seen = null;
        new NeuronPursuitBuilder()
            .WithMaxIterations(4)
            .WithStopWhen((iteration, soFar) =>
            {
                seen = iteration.Number == 2 ? soFar.Predict(Data.X) : seen;
                return false;
            })
            .Fit(Data.X, Data.y);

        double[] expected = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y).Predict(Data.X);

        ModelAssertions.Bits(seen!).Should().Equal(ModelAssertions.Bits(expected));
    }

    [Fact]
    public void WithLogger_DuringAFit_LogsEveryIterationAndTheEnd()
    {
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(3).WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events.Should().HaveCount(4).And.OnlyContain(e => e.Level == LogLevel.Information);
        logger.Events.Select(e => e.EventId).Should().Equal(1, 1, 1, 2);
        logger.Events[0].Message.Should().Contain("Iteration 1 (FirstFit): widths 1/1");
        logger.Events[2].Message.Should().Contain($"Iteration 3 ({model.History[2].Kind}): widths " + string.Join("/", model.HiddenWidths));
        logger.Events[3].Message.Should().Contain("MaxIterations").And.Contain(PursuitStopReason.MaxIterations.Describe());
    }

    [Fact]
    public void WithLogger_OfATargetOfZeros_LogsTheEnd()
    {
        var logger = new RecordingLogger();

        new NeuronPursuitBuilder().WithLogger(logger).Fit(Data.X, new double[120]);

        logger.Events.Select(e => e.EventId).Should().Equal(2);
    }

    [Fact]
    public void WithLogger_ThatWantsOnlyWarnings_IsToldNothing()
    {
        var logger = new RecordingLogger(LogLevel.Warning);

        new NeuronPursuitBuilder().WithMaxIterations(2).WithLogger(logger).Fit(Data.X, Data.y);

        logger.Events.Should().BeEmpty();
    }
}
