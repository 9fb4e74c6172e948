using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>Maximisers and optimisers on random problems.</summary>
public class SearchPropertyTests
{
    public static TheoryData<INcfMaximizer> Maximizers =>
        [new BatchedAscent(), new ProjectedGradientAscent(0.2, 30), new IterativeHardThresholding([1, 3]), new SignVectorSearch()];

    public static TheoryData<IWeightOptimizer> Optimizers =>
        [new LimitedMemoryBfgs(40), new GradientDescent(0.05, 40), new LevenbergMarquardt(10)];

    [Theory]
    [MemberData(nameof(Maximizers))]
    public void Maximize_AnyObjective_ReturnsUnitPointsBestFirst(INcfMaximizer maximizer) =>
        Gen.Select(Generators.Problems, Gen.ULong, Gen.Bool).Sample(
            (problem, seed, ofNetwork) =>
            {
                INcfObjective objective = Objective(problem, ofNetwork);

                IReadOnlyList<KktPoint> points = maximizer.Maximize(objective, new NcfSearch(4, seed), default);

                points.Should().NotBeEmpty();
                points.Should().BeInDescendingOrder(point => point.Value);
                foreach (KktPoint point in points)
                {
                    point.Weights.Norm().Should().BeApproximately(1, 1e-9);
                    point.Value.Should().BeApproximately(objective.ValueAt(point.Weights), 1e-9 * (1 + Math.Abs(point.Value)));
                }
            },
            iter: Generators.FewIterations);

    /// <summary>A step of a fixed size may leap over the summit where the function is steep; a short one does not.</summary>
    [Fact]
    public void Maximize_ByAscent_NeverEndsBelowItsStart() =>
        Gen.Select(Generators.Problems, Gen.ULong, Gen.Bool).Sample(
            (problem, seed, ofNetwork) =>
            {
                INcfObjective objective = Objective(problem, ofNetwork);
                var search = new NcfSearch(1, seed);
                double[] start = new double[objective.Size()];
                search.FillStart(0, start);
                double[] values = new double[1];
                double[] gradient = new double[start.Length];
                objective.Evaluate(start, values, gradient);
                double value = values[0];
                double step = 1e-6 / Math.Max(1e-6, ((ReadOnlySpan<double>)gradient).Norm());

                foreach (INcfMaximizer maximizer in new INcfMaximizer[] { new BatchedAscent(), new ProjectedGradientAscent(step, 30) })
                {
                    maximizer.Maximize(objective, search, default)[0].Value
                        .Should().BeGreaterThanOrEqualTo(value - 1e-9 * (1 + Math.Abs(value)), maximizer.ToString());
                }
            },
            iter: Generators.FewIterations);

    [Fact]
    public void Maximize_SignVectors_FindsTheBestOfAllSingleInputs() =>
        Gen.Select(Generators.Problems, Gen.ULong).Sample(
            (problem, seed) =>
            {
                INcfObjective objective = Objective(problem, ofNetwork: false);
                double best = double.NegativeInfinity;
                for (int input = 0; input < objective.InputCount; input++)
                {
                    foreach (int sign in new[] { 1, -1 })
                    {
                        double[] candidate = new double[objective.Size()];
                        candidate[input] = sign;
                        candidate[^1] = 1;
                        best = Math.Max(best, objective.Completed(candidate).Value);
                    }
                }

                double found = new SignVectorSearch(1).Maximize(objective, new NcfSearch(1, seed), default)[0].Value;

                found.Should().BeApproximately(best, 1e-9 * (1 + Math.Abs(best)));
            },
            iter: Generators.Iterations);

    [Theory]
    [MemberData(nameof(Optimizers))]
    public void Minimize_AnyNetwork_ReturnsTheValueOfItsWeightsAndNeverRaisesIt(IWeightOptimizer optimizer) =>
        Generators.Problems.Sample(
            problem =>
            {
                ISumObjective objective = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
                double[] weights = [.. problem.Weights];
                double[] gradient = new double[weights.Length];
                double before = objective.Evaluate(weights, gradient);

                OptimizationResult result = optimizer.Minimize(objective, weights, new OptimizationLimits(1), default);

                result.Value.Should().BeLessThanOrEqualTo(before);
                objective.Evaluate(weights, gradient).Should().Be(result.Value);
                weights.Should().OnlyContain(weight => double.IsFinite(weight));
            },
            iter: Generators.FewIterations);

    private static INcfObjective Objective(RandomProblem problem, bool ofNetwork) => ofNetwork
        ? TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, problem.Widths.Length - 1, problem.Activation)
        : TestObjects.NeuronCorrelation(problem.Inputs, problem.Targets, problem.Activation);
}
