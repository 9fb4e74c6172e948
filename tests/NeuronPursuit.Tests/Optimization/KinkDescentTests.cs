namespace NeuronPursuit.Tests;

public class KinkDescentTests
{
    private static readonly KinkDescentSettings Settings = new(1e-8, 1e-12, 40, 400);

    /// <summary>Functions with kinks: a start, value and one gradient, the minimum.</summary>
    private static readonly Dictionary<string, (double[] Start, Func<double[], (double, double[])> Function, double Minimum)> Functions = new()
    {
        // A valley: on its floor both gradients point across it, 100 times as steep as it falls.
        ["valley"] = (
            [0, 3],
            w => (1 + 100 * Math.Abs(w[0]) + (w[1] * w[1]), [w[0] > 0 ? 100 : -100, 2 * w[1]]),
            1),
        ["bent valley"] = (
            [1, 1],
            w => (1 + 10 * Math.Abs(w[0] - (w[1] * w[1])) + (w[1] * w[1]), Bent(w)),
            1),
        ["largest of five"] = ([3, -2, 1, 4, -5], w => Largest(w), 1),
        ["sum of magnitudes"] = (
            [1.5, -2.5, 0.5],
            w => (1 + w.Select((x, i) => (i + 1) * Math.Abs(x)).Sum(), [.. w.Select((x, i) => (i + 1.0) * (x > 0 ? 1 : -1))]),
            1),
    };

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Run_FunctionWithKinks_ComesToItsMinimum(string name)
    {
        (double[] start, Func<double[], (double, double[])> function, double minimum) = Functions[name];
        var objective = new OptimizationProblem(start, function);
        double[] x = objective.Start;
        double[] gradient = new double[x.Length];
        double value = objective.Evaluate(x, gradient);

        var descent = new KinkDescent(objective, x.Length);
        int evaluations = 1;
        KinkDescentResult result;
        do
        {
            // Away from the kinks it hands back to quasi-Newton steps, and its evaluations are limited; here it goes on.
            result = descent.Run(x, gradient, value, Settings, TestContext.Current.CancellationToken);
            (value, evaluations) = (result.Value, evaluations + result.Evaluations);
        }
        while (result.End != KinkDescentEnd.Stationary && evaluations < 20_000);

        result.Value.Should().BeInRange(minimum, minimum + 1e-4);
        evaluations.Should().Be(objective.Evaluations);
        function(x).Item1.Should().Be(result.Value);
        function(x).Item2.Should().Equal(gradient);
    }

    [Fact]
    public void Run_AtTheMinimumOnAKink_SaysStationaryThoughNoGradientIsSmall()
    {
        var objective = new OptimizationProblem([0, 0], w => (1 + Math.Abs(w[0]) + Math.Abs(w[1]), [w[0] >= 0 ? 1 : -1, w[1] >= 0 ? 1 : -1]));
        double[] x = [1e-12, 1e-12];
        double[] gradient = new double[2];
        double value = objective.Evaluate(x, gradient);

        KinkDescentResult result = new KinkDescent(objective, 2)
            .Run(x, gradient, value, Settings, TestContext.Current.CancellationToken);

        result.End.Should().Be(KinkDescentEnd.Stationary);
        result.Steepness.Should().BeLessThan(1e-8);
        result.Evaluations.Should().BeLessThan(10);
    }

    [Fact]
    public void Run_SmoothFunction_LeavesSoonAndSaysSo()
    {
        OptimizationProblem objective = OptimizationProblems.Create("quadratic");
        double[] x = objective.Start;
        double[] gradient = new double[x.Length];
        double value = objective.Evaluate(x, gradient);

        KinkDescentResult result = new KinkDescent(objective, x.Length)
            .Run(x, gradient, value, Settings, TestContext.Current.CancellationToken);

        result.End.Should().Be(KinkDescentEnd.Smooth);
        result.Evaluations.Should().BeLessThan(10);
        result.Value.Should().BeLessThan(value);
    }

    [Fact]
    public void Run_OverflowBeyondTheValley_ShortensTheStep()
    {
        var objective = new OptimizationProblem(
            [1, 1], w => Math.Abs(w[1]) > 1.0001 ? (double.NaN, [double.NaN, double.NaN]) : (2 + Math.Abs(w[0]) - w[1], [w[0] > 0 ? 1 : -1, -1]));
        double[] x = [0, 1];
        double[] gradient = new double[2];
        double value = objective.Evaluate(x, gradient);

        KinkDescentResult result = new KinkDescent(objective, 2)
            .Run(x, gradient, value, Settings, TestContext.Current.CancellationToken);

        double.IsFinite(result.Value).Should().BeTrue();
        result.Value.Should().BeLessThanOrEqualTo(value);
        gradient.Should().OnlyContain(slope => double.IsFinite(slope));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void LimitedMemoryBfgs_OnAKink_ConvergesWhereALineSearchFindsNothing(string name)
    {
        (double[] start, Func<double[], (double, double[])> function, double minimum) = Functions[name];
        double[] weights = [.. start];

        OptimizationResult result = new LimitedMemoryBfgs().Minimize(
            new OptimizationProblem(start, function), weights, new OptimizationLimits(1), TestContext.Current.CancellationToken);

        result.Value.Should().BeInRange(minimum, minimum + 1e-3);
        result.Iterations.Should().BePositive();
        result.Steepness.Should().NotBe(double.NaN);
    }

    private static double[] Bent(double[] w)
    {
        double side = w[0] > w[1] * w[1] ? 10 : -10;
        return [side, (2 * w[1]) - (2 * side * w[1])];
    }

    private static (double, double[]) Largest(double[] w)
    {
        int largest = 0;
        for (int i = 1; i < w.Length; i++)
        {
            largest = Math.Abs(w[i]) > Math.Abs(w[largest]) ? i : largest;
        }

        double[] gradient = new double[w.Length];
        gradient[largest] = Math.Sign(w[largest]);
        return (1 + Math.Abs(w[largest]), gradient);
    }
}
