namespace NeuronPursuit.Tests;

public class FixedGradientDescentTests : WeightOptimizerContract
{
    protected override IWeightOptimizer Create() => new GradientDescent(0.001, 10_000);
}

public class ExtendedGradientDescentTests : WeightOptimizerContract
{
    protected override IWeightOptimizer Create() => new GradientDescent(0.001, 500) { ExtendBelow = 50, ExtendedIterations = 10_000 };
}

public class CheckedGradientDescentTests : WeightOptimizerContract
{
    protected override IWeightOptimizer Create() => new GradientDescent(0.002, 10_000) { CheckInterval = 100 };
}

public class GradientDescentTests
{
    public static TheoryData<string> Problems => [.. OptimizationProblems.Names.Except(["at its minimum"])];

    [Fact]
    public void Constructor_InfiniteStep_SaysTheRange()
    {
        Action create = () => _ = new GradientDescent(double.PositiveInfinity);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("stepSize")
            .WithMessage("stepSize must be positive and finite*").Which.ActualValue.Should().Be(double.PositiveInfinity);
    }

    [Theory]
    [InlineData("small network", 0.01)]
    [InlineData("quadratic", 0.1)]
    [InlineData("Rosenbrock", 0.001)]
    public void Minimize_FixedStep_IsTheLoopOfAlgorithm1ToTheBit(string name, double step)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);
        double[] expected = problem.Start;
        double[] gradient = new double[expected.Length];
        for (int iteration = 0; iteration < 200; iteration++)
        {
            problem.Evaluate(expected, gradient);
            for (int i = 0; i < expected.Length; i++)
            {
                expected[i] += -step * gradient[i];
            }
        }

        (double[] weights, OptimizationResult result) = Minimize(new GradientDescent(step, 200), OptimizationProblems.Create(name));

        weights.ShouldHaveTheBitsOf(expected);
        (result.Outcome, result.Iterations, result.Evaluations).Should().Be((OptimizationOutcome.IterationLimit, 200, 201L));
    }

    [Theory]
    [InlineData(10.03, 105, 0.03)]
    [InlineData(10.03, 100, 0.03)]
    [InlineData(-7.04, 87, 0.04)]
    public void Minimize_ALastCheckThatRisesButIsBelowTheStart_KeepsTheBestCheckAndHasNotDiverged(double start, int iterations, double best)
    {
        // |w| with a step of 1 goes down to the remainder and then to and fro over the kink.
        var problem = new OptimizationProblem([start], w => (Math.Abs(w[0]), [Math.Sign(w[0])]));

        (double[] weights, OptimizationResult result) = Minimize(new GradientDescent(1, iterations) { CheckInterval = 10, MaxHalvings = 4 }, problem);

        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
        result.Value.Should().BeLessThanOrEqualTo(best + 1e-12);
        Math.Abs(weights[0]).Should().Be(result.Value);
    }

    [Fact]
    public void Minimize_NoisyValues_KeepsTheBestCheckAndIsNotThrownAway()
    {
        // Falls for long, and rises by a little at the end.
        int calls = 0;
        var problem = new OptimizationProblem([1], w => (w[0] * w[0] + (++calls > 95 ? 1e-3 : 0), [2 * w[0]]));

        OptimizationResult result = Minimize(new GradientDescent(0.05, 100) { CheckInterval = 20, MaxHalvings = 0 }, problem).Result;

        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
        result.Value.Should().BeLessThan(1e-3);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_HugeStep_SaysDivergedAndRestoresTheWeights(string name)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);

        (double[] weights, OptimizationResult result) = Minimize(new GradientDescent(1e12, 1000), problem);

        result.Outcome.Should().Be(OptimizationOutcome.Diverged);
        result.Value.Should().Be(problem.Evaluate(problem.Start, new double[problem.ParameterCount]));
        weights.ShouldHaveTheBitsOf(problem.Start);
    }

    [Fact]
    public void Minimize_SlowlyRisingValue_SaysDivergedAndRestoresTheWeights()
    {
        // A step of 2.01 on curvature 1 grows by one percent a step and stays far from overflow.
        (double[] weights, OptimizationResult result) = Minimize(new GradientDescent(2.01, 50), Parabola());

        result.Should().Be(new OptimizationResult(0.5, OptimizationOutcome.Diverged, 50, 51));
        weights.Should().Equal(1);
    }

    [Theory]
    [InlineData(0.4, int.MaxValue, 50)]
    [InlineData(1e-30, int.MaxValue, 10)]
    [InlineData(0.4, 20, 20)]
    [InlineData(0.4, 5, 5)]
    public void Minimize_ExtendBelow_RunsTheLongerCountOnceTheValueIsLow(double extendBelow, int limit, int expected)
    {
        var optimizer = new GradientDescent(0.1, 10) { ExtendBelow = extendBelow, ExtendedIterations = 50 };

        Minimize(optimizer, Parabola(), limit).Result.Iterations.Should().Be(expected);
    }

    [Fact]
    public void Minimize_CheckInterval_HalvesTheStepAndReturnsToTheLastCheck()
    {
        // Four steps of 2.5 multiply w by 1.5^4; four of 1.25 from the start again multiply it by 0.25^4.
        (double[] weights, OptimizationResult result) = Minimize(new GradientDescent(2.5, 8) { CheckInterval = 4 }, Parabola());

        weights.Should().Equal(Math.Pow(0.25, 4));
        (result.Outcome, result.Iterations, result.Evaluations).Should().Be((OptimizationOutcome.IterationLimit, 8, 10L));
    }

    [Fact]
    public void Minimize_CheckIntervalAndAnExplosion_HalvesAtOnce()
    {
        // 1e5 / 2^16 is the first step below 2.
        (double[] weights, OptimizationResult result) = Minimize(
            new GradientDescent(1e5, 2000) { CheckInterval = 100, MaxHalvings = 30 }, Parabola());

        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
        Math.Abs(weights[0]).Should().BeLessThan(1e-10);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(4, 5)]
    public void Minimize_NoHalvingsLeft_SaysDivergedAndRestoresTheWeights(int halvings, int iterations)
    {
        (double[] weights, OptimizationResult result) = Minimize(
            new GradientDescent(1e5, 2000) { CheckInterval = 100, MaxHalvings = halvings }, Parabola());

        (result.Outcome, result.Value, result.Iterations).Should().Be((OptimizationOutcome.Diverged, 0.5, iterations));
        weights.Should().Equal(1);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.1, 0)]
    public void Constructor_OutOfRange_Throws(double stepSize, int iterations)
    {
        Action create = () => _ = new GradientDescent(stepSize, iterations);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>w^2 / 2 from 1: a step multiplies w by exactly 1 - step.</summary>
    private static OptimizationProblem Parabola()
    {
        (double[] start, Func<double[], (double, double[])> function) = OptimizationProblems.Quadratic([1], _ => 1, _ => 0);
        return new OptimizationProblem(start, function);
    }

    private static (double[] Weights, OptimizationResult Result) Minimize(
        GradientDescent optimizer, OptimizationProblem problem, int limit = int.MaxValue)
    {
        double[] weights = problem.Start;
        OptimizationResult result = optimizer.Minimize(
            problem, weights, new OptimizationLimits(0.5, limit), TestContext.Current.CancellationToken);
        return (weights, result);
    }
}
