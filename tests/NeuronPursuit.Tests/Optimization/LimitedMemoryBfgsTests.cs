namespace NeuronPursuit.Tests;

public class LimitedMemoryBfgsContractTests : WeightOptimizerContract
{
    protected override IWeightOptimizer Create() => new LimitedMemoryBfgs();
}

public class LimitedMemoryBfgsTests
{
    [Fact]
    public void Minimize_Rosenbrock_ConvergesToItsMinimum()
    {
        (double[] weights, OptimizationResult result) = Minimize("Rosenbrock", new LimitedMemoryBfgs { GradientTolerance = 1e-12, StagnationTolerance = 0 });

        weights.ShouldAgreeWith([1, 1], 1e-8);
        result.Value.Should().BeLessThan(1e-16);
        result.Outcome.Should().Be(OptimizationOutcome.Converged);
        result.Iterations.Should().BeLessThan(80);
    }

    [Theory]
    [InlineData("ill-conditioned quadratic", 1e-6)]
    [InlineData("overflowing", 2 + 1e-6)]
    public void Minimize_HardProblem_ComesNearItsMinimum(string name, double value)
    {
        OptimizationResult result = Minimize(name, new LimitedMemoryBfgs { GradientTolerance = 1e-12 }).Result;

        result.Value.Should().BeLessThan(value);
    }

    [Theory]
    [InlineData("small network")]
    [InlineData("deep network")]
    public void Minimize_Network_EndsBelowALongGradientDescent(string name)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);
        double[] weights = problem.Start;
        double descended = new GradientDescent(0.001, 2000)
            .Minimize(problem, weights, new OptimizationLimits(1), TestContext.Current.CancellationToken).Value;

        OptimizationResult result = Minimize(name, new LimitedMemoryBfgs()).Result;

        result.Value.Should().BeLessThanOrEqualTo(descended);
        result.Evaluations.Should().BeLessThan(2000);
    }

    [Fact]
    public void Minimize_LooseGradientTolerance_StopsEarlierAndSaysConverged()
    {
        OptimizationResult loose = Minimize("Rosenbrock", new LimitedMemoryBfgs { GradientTolerance = 0.1 }).Result;

        loose.Outcome.Should().Be(OptimizationOutcome.Converged);
        loose.Iterations.Should().BeLessThan(Minimize("Rosenbrock", new LimitedMemoryBfgs()).Result.Iterations);
    }

    [Fact]
    public void Minimize_NothingToGain_SaysStagnated()
    {
        // A slope that never ends and never pays: e^(-w) falls by less than a thousandth of a percent a window.
        var problem = new OptimizationProblem([1], w => (1 + 1e-7 * Math.Exp(-w[0]), [-1e-7 * Math.Exp(-w[0])]));
        double[] weights = problem.Start;

        OptimizationResult result = new LimitedMemoryBfgs { GradientTolerance = 0, StagnationWindow = 5 }
            .Minimize(problem, weights, new OptimizationLimits(1), TestContext.Current.CancellationToken);

        result.Outcome.Should().Be(OptimizationOutcome.Stagnated);
        result.Iterations.Should().BeLessThanOrEqualTo(11);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(50)]
    public void Minimize_AnyMemory_SolvesTheQuadratic(int memory)
    {
        Minimize("ill-conditioned quadratic", new LimitedMemoryBfgs { Memory = memory, GradientTolerance = 1e-10, StagnationTolerance = 0 })
            .Result.Value.Should().BeLessThan(1e-6);
    }

    [Theory]
    [InlineData(0, 25, int.MaxValue, 10)]
    [InlineData(1e-4, 25, int.MaxValue, 10)]
    [InlineData(0.5, 25, int.MaxValue, 25)]
    [InlineData(0.5, 25, 20, 20)]
    [InlineData(0.5, 25, 5, 5)]
    [InlineData(0.5, 5, int.MaxValue, 10)]
    public void Minimize_ExtendBelowError_GoesOnWhereTheErrorIsLow(double error, int extended, int limit, int expected)
    {
        // Rosenbrock's valley takes some forty iterations; ten of them bring its value from 24 to about 1.
        OptimizationProblem problem = OptimizationProblems.Create("Rosenbrock");
        double[] weights = problem.Start;
        double scale = problem.Evaluate(weights, new double[weights.Length]);
        var optimizer = new LimitedMemoryBfgs(10) { ExtendBelowError = error, ExtendedIterations = extended };

        OptimizationResult result = optimizer.Minimize(
            problem, weights, new OptimizationLimits(scale, limit), TestContext.Current.CancellationToken);

        result.Iterations.Should().Be(expected);
        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
    }

    [Fact]
    public void ExtendBelowError_OutOfRange_NamesTheProperty()
    {
        Action negative = () => _ = new LimitedMemoryBfgs { ExtendBelowError = -0.1 };
        Action notANumber = () => _ = new LimitedMemoryBfgs { ExtendBelowError = double.NaN };
        Action iterations = () => _ = new LimitedMemoryBfgs { ExtendedIterations = -1 };

        negative.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*ExtendBelowError must be finite and not negative*");
        notANumber.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*ExtendBelowError*");
        iterations.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*ExtendedIterations*");
    }

    [Fact]
    public void Constructor_NoIterations_Throws()
    {
        Action create = () => _ = new LimitedMemoryBfgs(0);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    private static (double[] Weights, OptimizationResult Result) Minimize(string name, LimitedMemoryBfgs optimizer)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);
        double[] weights = problem.Start;
        double scale = problem.Evaluate(weights, new double[weights.Length]);
        OptimizationResult result = optimizer.Minimize(problem, weights, new OptimizationLimits(scale), TestContext.Current.CancellationToken);
        return (weights, result);
    }
}
