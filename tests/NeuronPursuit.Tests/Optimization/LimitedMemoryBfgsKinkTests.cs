namespace NeuronPursuit.Tests;

/// <summary>What a run of L-BFGS does with kinks: whether it goes past them, how long it may, and what it counts.</summary>
public class LimitedMemoryBfgsKinkTests
{
    // On the floor both gradients point across it, 100 times as steep as it falls.
    private static readonly Func<double[], (double, double[])> Valley =
        w => (1 + (100 * Math.Abs(w[0])) + (w[1] * w[1]), [w[0] > 0 ? 100 : -100, 2 * w[1]]);

    /// <summary>Functions with kinks, and a network on whose samples kinks are met.</summary>
    private static readonly Dictionary<string, (double[] Start, Func<double[], (double, double[])> Function)> Functions = new()
    {
        ["floor"] = ([0, 3], Valley),
        ["slope"] = ([1, 3], Valley),
        ["magnitudes"] = ([3, -2, 1, 4, -5], w => (1 + w.Sum(Math.Abs), [.. w.Select(entry => entry > 0 ? 1.0 : -1)])),
        ["bent"] = ([1, 1], w => (1 + (10 * Math.Abs(w[0] - (w[1] * w[1]))) + (w[1] * w[1]), Bent(w))),
        ["network"] = EightPoints(),
    };

    public static TheoryData<string, int> Starts => [.. Functions.Keys.SelectMany(name => new[] { 1, 2, 7, 20, 50 }, (name, most) => (name, most))];

    public static TheoryData<string> Names => [.. Functions.Keys];

    [Fact]
    public void LeavesEveryKink_True_GoesOnWhereFalseEndsOnceSomethingIsGained()
    {
        OptimizationResult all = Minimize("slope", new LimitedMemoryBfgs(), out _);
        OptimizationResult first = Minimize("slope", new LimitedMemoryBfgs { LeavesEveryKink = false }, out double[] weights);

        all.Value.Should().BeInRange(1, 1.001);
        first.Value.Should().BeInRange(2, 11, "the floor is reached and not followed");
        first.Outcome.Should().Be(OptimizationOutcome.Stagnated);
        weights[0].Should().BeApproximately(0, 0.01);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void LeavesEveryKink_NothingGainedYet_IsLeftEitherWay(bool leaves)
    {
        OptimizationResult result = Minimize("floor", new LimitedMemoryBfgs { LeavesEveryKink = leaves }, out _);

        result.Value.Should().BeInRange(1, 1.001);
    }

    [Theory]
    [MemberData(nameof(Starts))]
    public void Minimize_ErrorBelowTheExtension_RunsAsIfTheExtendedIterationsWereItsOwn(string name, int most)
    {
        OptimizationResult plain = Minimize(name, new LimitedMemoryBfgs(300), out double[] expected);

        OptimizationResult extended = Minimize(
            name, new LimitedMemoryBfgs(most) { ExtendBelowError = 100, ExtendedIterations = 300 }, out double[] weights);

        extended.Should().Be(plain);
        weights.Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Minimize_AnyLimit_CountsNoMoreIterationsAndEndsNoLower(string name)
    {
        double before = double.PositiveInfinity;
        for (int most = 1; most <= 40; most++)
        {
            OptimizationResult own = Minimize(name, new LimitedMemoryBfgs(most), out double[] weights);
            OptimizationResult limited = Minimize(name, new LimitedMemoryBfgs(), out _, most);
            OptimizationResult extended = Minimize(
                name, new LimitedMemoryBfgs(1) { ExtendBelowError = 100, ExtendedIterations = 1000 }, out _, most);

            own.Iterations.Should().BeInRange(0, most);
            limited.Should().Be(own);
            extended.Should().Be(own);
            own.Evaluations.Should().BeLessThanOrEqualTo(1 + (31 * most), "a line search takes 30 at most");
            own.Value.Should().BeLessThanOrEqualTo(before);
            own.Value.Should().Be(Functions[name].Function(weights).Item1);
            before = own.Value;
        }
    }

    [Fact]
    public void Minimize_OneIterationOnAKink_EndsByTheLimitAndNotAsStagnated()
    {
        OptimizationResult result = Minimize("floor", new LimitedMemoryBfgs(1), out _);

        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
        result.Iterations.Should().Be(1);
    }

    [Fact]
    public void Minimize_EndsAtItsLimit_SaysHowSteepItIsThere()
    {
        OptimizationProblem problem = OptimizationProblems.Create("Rosenbrock");
        for (int most = 1; most < 30; most++)
        {
            double[] weights = problem.Start;
            OptimizationResult result = new LimitedMemoryBfgs(most).Minimize(
                problem, weights, new OptimizationLimits(1), TestContext.Current.CancellationToken);

            double[] gradient = new double[2];
            problem.Evaluate(weights, gradient);
            result.Steepness.Should().BeApproximately(Norm(gradient) * Norm(weights), 1e-9, "after {0}", most);
        }
    }

    /// <summary>
    /// A run that begins on a kink asks so many iterations later what the value was after the kink. Were that not written down, the
    /// place would hold 0 or an older value.
    /// </summary>
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(7)]
    [InlineData(13)]
    [InlineData(17)]
    [InlineData(20)]
    public void Minimize_SmoothBeyondTheKink_DoesNotPassForStagnatedWhileItFalls(int window)
    {
        (double[] start, Func<double[], (double Value, double[] Gradient)> quadratic) = OptimizationProblems.Quadratic(
            [0, 0, 1, 1, 1, 1, 1], i => i == 0 ? 0 : Math.Pow(3, i - 1), _ => 5);
        var problem = new OptimizationProblem(start, w =>
        {
            (double value, double[] gradient) = quadratic(w);
            double height = 1e4 * Math.Max(0, 1 - w[1]);
            gradient[0] += w[0] > 0 ? height : -height;
            gradient[1] -= w[1] < 1 ? 1e4 * Math.Abs(w[0]) : 0;
            return (1 + value + (height * Math.Abs(w[0])), gradient);
        });
        double[] weights = problem.Start;

        OptimizationResult result = new LimitedMemoryBfgs { StagnationWindow = window, StagnationTolerance = 1e-9 }.Minimize(
            problem, weights, new OptimizationLimits(1), TestContext.Current.CancellationToken);

        result.Value.Should().BeLessThan(1 + 1e-6);
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(entry => entry * entry));

    private static OptimizationResult Minimize(string name, LimitedMemoryBfgs optimizer, out double[] weights, int most = int.MaxValue)
    {
        (double[] start, Func<double[], (double, double[])> function) = Functions[name];
        weights = [.. start];
        return optimizer.Minimize(
            new OptimizationProblem(start, function), weights, new OptimizationLimits(1, most), TestContext.Current.CancellationToken);
    }

    private static double[] Bent(double[] w)
    {
        double side = w[0] > w[1] * w[1] ? 10 : -10;
        return [side, (2 * w[1]) - (2 * side * w[1])];
    }

    /// <summary>Three neurons on eight points of the circle, from a start next to kinks of many samples.</summary>
    private static (double[] Start, Func<double[], (double, double[])> Function) EightPoints()
    {
        double[,] X = new double[8, 2];
        double[,] Y = new double[8, 1];
        for (int i = 0; i < 8; i++)
        {
            (X[i, 0], X[i, 1]) = (Math.Cos(i * Math.PI / 4), Math.Sin(i * Math.PI / 4));
            Y[i, 0] = Math.Max(0, X[i, 0]) - Math.Max(0, X[i, 1]) + (0.5 * X[i, 1]);
        }

        double[] start = [1, 0.1, 0.1, 1, -0.2, -0.9, 1, -1, -0.3];
        ISumObjective loss = TestObjects.TrainingObjective(TestObjects.Network([2, 3, 1], HomogeneousActivation.ReLU).Shape, X, Y);
        return (start, w =>
        {
            double[] gradient = new double[w.Length];
            return (loss.Evaluate(w, gradient), gradient);
        }
        );
    }
}
