namespace NeuronPursuit.Tests;

public class WolfeLineSearchTests
{
    /// <summary>Functions of one variable that start downhill at 0, with their derivatives.</summary>
    private static readonly Dictionary<string, (Func<double, double> Value, Func<double, double> Slope)> Functions = new()
    {
        ["parabola"] = (t => (t - 1) * (t - 1), t => 2 * (t - 1)),
        ["far parabola"] = (t => (t - 1e4) * (t - 1e4), t => 2 * (t - 1e4)),
        ["quartic"] = (t => Math.Pow(t - 2, 4), t => 4 * Math.Pow(t - 2, 3)),
        ["wavy"] = (t => -t * Math.Exp(-t) + 0.1 * Math.Sin(3 * t) - 0.29 * t + 0.1 * t * t, t => (t - 1) * Math.Exp(-t) + 0.3 * Math.Cos(3 * t) - 0.29 + 0.2 * t),
        ["wall"] = (t => t < 3 ? -Math.Log(3 - t) * 0.1 - t : double.NaN, t => t < 3 ? 0.1 / (3 - t) - 1 : double.NaN),
        ["overflow"] = (t => Math.Exp(t) - 5 * t, t => Math.Exp(t) - 5),
    };

    public static TheoryData<string, double> Cases =>
        [.. from name in Functions.Keys from firstStep in new[] { 1e-3, 1, 50, 1e5 } select (name, firstStep)];

    [Theory]
    [MemberData(nameof(Cases))]
    public void Run_AnyFirstStep_FindsAWeakWolfePoint(string name, double firstStep)
    {
        (Func<double, double> value, Func<double, double> slope) = Functions[name];
        var objective = new OptimizationProblem([0], w => (value(w[0]), [slope(w[0])]));
        var search = new WolfeLineSearch(objective, 1);

        WolfeStep step = search.Run([0], value(0), slope(0), [1], firstStep);

        step.Found.Should().BeTrue();
        step.Evaluations.Should().Be(objective.Evaluations);
        double t = search.Point[0];
        step.Value.Should().Be(value(t));
        search.Gradient[0].Should().Be(slope(t));

        // Nocedal and Wright, eq. 3.7, with c1 = 1e-4 and c2 = 0.9.
        step.Value.Should().BeLessThanOrEqualTo(value(0) + 1e-4 * t * slope(0));
        slope(t).Should().BeGreaterThanOrEqualTo(0.9 * slope(0));
    }

    [Fact]
    public void Run_AKinkWhereTheSlopeStandsWrong_GivesUpEarly()
    {
        // At a kink the gradient of one side may point uphill on the other: nothing falls, however short the step.
        var objective = new OptimizationProblem([1, 1], w => (1 + Math.Abs(w[0] - 1), [w[0] <= 1 ? -1 : 1, 0]));
        var search = new WolfeLineSearch(objective, 2);

        WolfeStep step = search.Run([1, 1], 1, -1, [1, 0], 1);

        step.Found.Should().BeFalse();
        step.Evaluations.Should().BeLessThan(15);
    }

    [Fact]
    public void Run_SeveralDimensions_MovesAlongTheDirection()
    {
        OptimizationProblem rosenbrock = OptimizationProblems.Create("Rosenbrock");
        double[] origin = rosenbrock.Start;
        double[] gradient = new double[2];
        double value = rosenbrock.Evaluate(origin, gradient);
        double[] direction = [.. gradient.Select(g => -g)];
        var search = new WolfeLineSearch(rosenbrock, 2);

        WolfeStep step = search.Run(origin, value, -gradient.Sum(g => g * g), direction, 1);

        step.Found.Should().BeTrue();
        step.Value.Should().BeLessThan(value);
        double t = (search.Point[0] - origin[0]) / direction[0];
        (search.Point[1] - origin[1]).Should().BeApproximately(t * direction[1], 1e-14);
    }

    [Fact]
    public void Run_NoFiniteValueAnywhere_FindsNothing()
    {
        var objective = new OptimizationProblem([0], w => (double.NaN, [double.NaN]));

        WolfeStep step = new WolfeLineSearch(objective, 1).Run([0], 1, -1, [1], 1);

        step.Found.Should().BeFalse();
    }

    [Fact]
    public void Run_CalledAgain_ForgetsTheLastPoint()
    {
        bool rising = false;
        var objective = new OptimizationProblem([0], w => rising ? (1 + w[0], [1]) : ((w[0] - 1) * (w[0] - 1), [2 * (w[0] - 1)]));
        var search = new WolfeLineSearch(objective, 1);
        search.Run([0], 1, -2, [1], 1).Found.Should().BeTrue();
        rising = true;

        // A slope that lies: the function rises along the direction.
        search.Run([0], 1, -2, [1], 1).Found.Should().BeFalse();
    }
}
