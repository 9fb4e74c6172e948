namespace NeuronPursuit.Tests.Pursuit;

public class PruneTests
{
    [Fact]
    public void Prune_ModelOfTooManyInputsAndNeurons_FindsTheSmallOne()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 10, 5, x => Math.Max(0, x[4] - x[7]));
        NeuronPursuitModel large = new NeuronPursuitBuilder().WithTargetError(1e-7).WithMaxIterations(5).Fit(X, y);

        NeuronPursuitModel small = large.Prune(X, y);

        small.HiddenWidths.Should().OnlyContain(width => width <= 2);
        small.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        Problems.RelativeError(small.Predict(X), y).Should().BeLessThan(0.01);
        double[,] weights = small.GetWeights(0);
        Enumerable.Range(0, 10).Where(column => Enumerable.Range(0, weights.GetLength(0)).Any(row => weights[row, column] != 0))
            .Should().Equal(4, 7);
    }

    [Fact]
    public void Prune_ModelThatTookAnHour_GoesOnInTime()
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 6, 5, x => Math.Max(0, x[4] - x[2]));
        NeuronPursuitModel fitted = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(X, y);
        var slow = new NeuronPursuitModel(
            fitted.Fitted, [.. fitted.History.Select(iteration => iteration with { Elapsed = TimeSpan.FromHours(1) })], fitted.StopReason);

        IReadOnlyList<PursuitIteration> history = slow.Prune(X, y).History;

        history.Should().HaveCount(fitted.History.Count + 2);
        history.Select(iteration => iteration.Elapsed).Should().BeInAscendingOrder();
    }

    [Fact]
    public void Prune_WrongData_Throws()
    {
        (double[,] X, double[] y) = Problems.Gaussian(30, 3, 5, x => x[0]);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(X, y);

        ((Action)(() => model.Prune(X, [1, 2]))).Should().Throw<ArgumentException>();
        ((Action)(() => model.Prune(new double[30, 2], y))).Should().Throw<ArgumentException>();
        ((Action)(() => model.Prune(X, y, 1))).Should().Throw<ArgumentOutOfRangeException>();
    }
}
