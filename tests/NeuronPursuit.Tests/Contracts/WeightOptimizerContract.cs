namespace NeuronPursuit.Tests;

/// <summary>What every <see cref="IWeightOptimizer"/> promises. A new one derives from this and says how it is made.</summary>
public abstract class WeightOptimizerContract
{
    public static TheoryData<string> Problems => [.. OptimizationProblems.Names];

    protected abstract IWeightOptimizer Create();

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_AnyProblem_NeverEndsAboveTheStart(string name)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);

        (double[] weights, OptimizationResult result) = Minimize(problem);

        weights.Should().OnlyContain(weight => double.IsFinite(weight));
        result.Value.Should().BeLessThanOrEqualTo(ValueAt(problem, problem.Start));
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_AnyProblem_ReturnsTheValueAtItsWeights(string name)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);

        (double[] weights, OptimizationResult result) = Minimize(problem);

        result.Value.Should().Be(ValueAt(problem, weights));
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_AnyProblem_CountsItsEvaluations(string name)
    {
        OptimizationProblem problem = OptimizationProblems.Create(name);

        OptimizationResult result = Minimize(problem).Result;

        result.Evaluations.Should().Be(problem.Evaluations);
    }

    [Theory]
    [MemberData(nameof(Problems))]
    public void Minimize_SameStart_GivesTheSameBits(string name)
    {
        (double[] weights, OptimizationResult result) = Minimize(OptimizationProblems.Create(name));
        (double[] again, OptimizationResult resultAgain) = Minimize(OptimizationProblems.Create(name));

        again.ShouldHaveTheBitsOf(weights);
        resultAgain.Should().Be(result);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void Minimize_LimitedIterations_StopsAtTheLimit(int limit)
    {
        OptimizationResult result = Minimize(OptimizationProblems.Create("small network"), new OptimizationLimits(1, limit)).Result;

        result.Iterations.Should().BeLessThanOrEqualTo(limit);
        result.Outcome.Should().Be(OptimizationOutcome.IterationLimit);
    }

    [Fact]
    public void Minimize_Quadratic_ReachesItsMinimum()
    {
        (double[] weights, OptimizationResult result) = Minimize(OptimizationProblems.Create("quadratic"), new OptimizationLimits(100));

        result.Value.Should().BeLessThan(1e-5);
        result.Outcome.Should().NotBe(OptimizationOutcome.Diverged);
        weights.Select((weight, i) => weight - (i - 5)).Should().OnlyContain(error => Math.Abs(error) < 1e-2);
    }

    [Fact]
    public void Minimize_AtTheMinimum_StaysThere()
    {
        OptimizationProblem problem = OptimizationProblems.Create("at its minimum");

        (double[] weights, OptimizationResult result) = Minimize(problem);

        weights.Should().Equal(problem.Start);
        result.Outcome.Should().NotBe(OptimizationOutcome.Diverged);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    public void Minimize_StartWithoutAFiniteValue_LeavesTheWeightsAndSaysDiverged(double value)
    {
        var problem = new OptimizationProblem([1, 2], w => (value, [1, 1]));

        (double[] weights, OptimizationResult result) = Minimize(problem);

        result.Outcome.Should().Be(OptimizationOutcome.Diverged);
        weights.Should().Equal(1, 2);
    }

    [Fact]
    public void Minimize_CancelledBefore_Throws()
    {
        OptimizationProblem problem = OptimizationProblems.Create("Rosenbrock");

        Action minimize = () => Create().Minimize(problem, problem.Start, new OptimizationLimits(1), new CancellationToken(canceled: true));

        minimize.Should().Throw<OperationCanceledException>();
    }

    [Fact]
    public void Minimize_CancelledOnTheWay_Throws()
    {
        using var source = new CancellationTokenSource();
        OptimizationProblem problem = OptimizationProblems.Create("Rosenbrock", number =>
        {
            if (number == 4)
            {
                source.Cancel();
            }
        });

        Action minimize = () => Create().Minimize(problem, problem.Start, new OptimizationLimits(1e-9), source.Token);

        minimize.Should().Throw<OperationCanceledException>();
        problem.Evaluations.Should().BeLessThan(50);
    }

    [Fact]
    public void Minimize_NoObjective_Throws()
    {
        Action minimize = () => Create().Minimize(null!, new double[2], new OptimizationLimits(1), TestContext.Current.CancellationToken);

        minimize.Should().Throw<ArgumentNullException>();
    }

    private (double[] Weights, OptimizationResult Result) Minimize(OptimizationProblem problem, OptimizationLimits? limits = null)
    {
        double[] weights = problem.Start;
        OptimizationResult result = Create().Minimize(
            problem, weights, limits ?? new OptimizationLimits(1), TestContext.Current.CancellationToken);
        return (weights, result);
    }

    private static double ValueAt(OptimizationProblem problem, double[] weights) =>
        problem.Evaluate(weights, new double[weights.Length]);
}
