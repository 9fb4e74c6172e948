namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>A model without an offset that is continued on targets which have shifted: the log says so, and nothing else is said.</summary>
public class ContinueShiftTests
{
    [Theory]
    [InlineData(5, "5")]
    [InlineData(-0.5, "-0.5")]
    [InlineData(1e4, "1e+04")]
    public void Continue_ShiftedTargets_WarnsByHowMuch(double shift, string said)
    {
        for (int seed = 1; seed <= 3; seed++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(200, 3, seed, x => Math.Max(0, x[0] - x[1]));
            NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
            var logger = new RecordingLogger();

            new NeuronPursuitBuilder().WithLogger(logger).WithMaxIterations(1).Continue(model, X, [.. y.Select(value => value + shift)]);

            model.HasIntercept.Should().BeFalse();
            logger.Events.Should().ContainSingle(entry => entry.EventId == 26).Which.Message.Should()
                .Contain($"shifted by {said} ").And.Contain("(100 % of the squares");
        }
    }

    [Fact]
    public void Continue_TargetsThatHaveNotShifted_SaysNothing()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 4, x => Math.Max(0, x[0] - x[1]));
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);
        (double[,] shiftedX, double[] shiftedY) = Problems.Gaussian(200, 3, 4, x => 5 + x[0]);
        NeuronPursuitModel offset = new NeuronPursuitBuilder().Fit(shiftedX, shiftedY);
        var logger = new RecordingLogger();
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithLogger(logger).WithMaxIterations(1);

        Builder().Continue(model, X, y);
        Builder().Continue(model, X, [.. y.Select((value, row) => value + Math.Max(0, X[row, 2]))]);
        Builder().Continue(offset, shiftedX, [.. shiftedY.Select(value => value + 2)]);

        logger.Events.Should().NotContain(entry => entry.EventId == 26);
    }
}
