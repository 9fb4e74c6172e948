namespace NeuronPursuit.Tests.Pursuit;

public class HistoryTests
{
    [Fact]
    public void History_OfAPursuit_SaysWhatEveryIterationAdded()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 6, 1, x => Math.Sin(2 * x[0]) + x[1] * x[2]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(6).Fit(X, y);

        model.History.Should().HaveCountGreaterThanOrEqualTo(3);
        model.History.Select(iteration => iteration.Number).Should().Equal(Enumerable.Range(1, model.History.Count));
        model.History[0].Kind.Should().Be(PursuitIterationKind.FirstFit);
        model.History[0].AddedNeurons.Should().Equal(1, 1);
        model.History.Skip(1).Should().OnlyContain(iteration => iteration.Kind == PursuitIterationKind.Neuron
            ? iteration.AddedNeurons.Sum() == 1
            : iteration.Kind == PursuitIterationKind.Chain && iteration.AddedNeurons.All(added => added == 1));
        int[] widths = [0, 0];
        foreach (PursuitIteration iteration in model.History)
        {
            widths = [.. widths.Zip(iteration.AddedNeurons, (before, added) => before + added)];
            iteration.HiddenWidths.Should().Equal(widths);
        }

        model.HiddenWidths.Should().Equal(widths);
    }

    [Fact]
    public void History_OfAPursuit_HasFallingLossesAndRisingTimes()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 6, 2, x => Math.Abs(x[0]) - x[1] * x[2]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(5).Fit(X, y);

        model.History.Select(iteration => iteration.Loss).Should().BeInDescendingOrder();
        model.History.Select(iteration => iteration.Elapsed).Should().BeInAscendingOrder();
        model.History.Should().OnlyContain(iteration => iteration.CorrelationValue > 0 && iteration.Evaluations > 0);
        model.History.Should().OnlyContain(iteration => iteration.ValidationError == null);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void History_TrainingError_IsThatOfTheModelsPredictions(bool standardized)
    {
        (double[,] X, double[] y) = Problems.Gaussian(150, 5, 3, x => 40 + 7 * Math.Max(x[0], x[1]));

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStandardization(standardized).WithIntercept().WithMaxIterations(3).WithTargetError(0).Fit(X, y);

        double error = Problems.DeviationError(model.Predict(X), y);
        model.History[^1].TrainingError.Should().BeApproximately(error, 1e-9 * error);
    }

    [Fact]
    public void History_Loss_IsTheMeanSquareInUnitsOfTheTarget()
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 4, 4, x => 1000 * x[0] * x[1]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(X, y);

        double mean = model.Predict(X).Zip(y, (p, e) => (p - e) * (p - e)).Average();
        model.History[^1].Loss.Should().BeApproximately(mean, 1e-9 * mean);
    }
}
