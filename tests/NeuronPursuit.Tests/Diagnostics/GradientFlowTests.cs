namespace NeuronPursuit.Tests;

public class GradientFlowTests
{
    private static readonly SaddlePoint Saddle = SaddleCases.Random(HomogeneousActivation.Linear, seed: 1);

    [Fact]
    public void Run_SameStep_IsGradientDescentToTheBit()
    {
        double[] flow = Saddle.Nearby(0.1, seed: 1);
        double[] descent = [.. flow];

        GradientFlowResult result = new GradientFlow(0.01).Run(Saddle.Landscape, flow, 200, 50, _ => false);
        OptimizationResult expected = new GradientDescent(0.01, 200).Minimize(
            Saddle.Landscape, descent, new OptimizationLimits(1), CancellationToken.None);

        flow.ShouldHaveTheBitsOf(descent);
        result.Should().Be(new GradientFlowResult(200, expected.Value, false));
    }

    [Fact]
    public void Run_Interval_AsksAtTheStartAtMultiplesAndAtTheEnd()
    {
        var steps = new List<int>();
        double[] weights = Saddle.Nearby(0.1, seed: 1);

        new GradientFlow(0.001).Run(Saddle.Landscape, weights, 25, 10, point =>
        {
            steps.Add(point.Step);
            double[] gradient = new double[point.Weights.Length];
            Saddle.Landscape.Evaluate(point.Weights, gradient).Should().Be(point.Value);
            point.Gradient.ToArray().Should().Equal(gradient);
            return false;
        });

        steps.Should().Equal(0, 10, 20, 25);
    }

    [Fact]
    public void Run_ObserverReturnsTrue_EndsThere() =>
        new GradientFlow(0.001).Run(Saddle.Landscape, Saddle.Nearby(0.1, seed: 1), 100, 10, point => point.Step == 30)
            .Steps.Should().Be(30);

    [Fact]
    public void Run_StepTooLarge_ReturnsTheLastFiniteWeights()
    {
        double[] weights = Saddle.Nearby(0.1, seed: 1);

        GradientFlowResult result = new GradientFlow(10).Run(Saddle.Landscape, weights, 1000, 1000, _ => false);

        result.Diverged.Should().BeTrue();
        weights.Should().OnlyContain(weight => double.IsFinite(weight));
        Saddle.Landscape.Evaluate(weights, new double[weights.Length]).Should().Be(result.Value);
    }

    [Fact]
    public void Run_Cancelled_Throws()
    {
        var cancelled = new CancellationToken(canceled: true);

        FluentActions.Invoking(() => new GradientFlow(0.001).Run(Saddle.Landscape, Saddle.Nearby(0.1, 1), 10, 1, _ => false, cancelled))
            .Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Run_BadArguments_AreRefused()
    {
        FluentActions.Invoking(() => new GradientFlow(0)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new GradientFlow(double.PositiveInfinity)).Should().Throw<ArgumentOutOfRangeException>()
            .WithMessage("stepSize must be positive and finite*");
        FluentActions.Invoking(() => new GradientFlow(double.NaN)).Should().Throw<ArgumentOutOfRangeException>();
        FluentActions.Invoking(() => new GradientFlow(1).Run(Saddle.Landscape, new double[3], 1, 1, _ => false))
            .Should().Throw<ArgumentException>().WithMessage("weights has 3 entries*");
    }
}
