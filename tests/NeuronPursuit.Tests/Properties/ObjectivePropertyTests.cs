using CommunityToolkit.HighPerformance;
using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>Kernels against plain loops and difference quotients, at sizes around vectors and blocks.</summary>
public class ObjectivePropertyTests
{
    [Fact]
    public void TrainingObjective_AnySize_AgreesWithPlainLoops() =>
        Generators.SizedProblems.Sample(
            problem =>
            {
                double[] gradient = new double[problem.Weights.Length];
                double value = Training(problem).Evaluate(problem.Weights, gradient);
                (double expected, double[] expectedGradient) = problem.Reference.Loss(problem.Weights, problem.Inputs, problem.Targets);

                value.ShouldAgreeWith(expected, 1e-11);
                gradient.ShouldAgreeWith(expectedGradient, 1e-9);
            },
            iter: Generators.Iterations);

    [Fact]
    public void TrainingObjective_AwayFromKinks_HasTheGradientOfDifferences() =>
        Generators.SmoothProblems.Sample(
            problem =>
            {
                ISumObjective objective = Training(problem);
                double[] gradient = new double[problem.Weights.Length];
                objective.Evaluate(problem.Weights, gradient);

                gradient.ShouldAgreeWith(
                    CentralDifference.Gradient(weights => objective.Evaluate(weights, new double[weights.Length]), problem.Weights), 1e-5);
            },
            iter: Generators.FewIterations);

    [Fact]
    public void TrainingObjective_SinglePrecision_AgreesWithDouble() =>
        Generators.SizedProblems.Sample(
            problem =>
            {
                double value = Training(problem).Evaluate(problem.Weights, new double[problem.Weights.Length]);
                ISumObjective single = TestObjects.Data<float>(problem.Inputs, problem.Targets).TrainingObjective(problem.Network.Shape, default);

                single.Evaluate(problem.Weights, new double[problem.Weights.Length]).ShouldAgreeWith(value, 1e-3);
            },
            iter: Generators.Iterations);

    [Fact]
    public void TrainingObjective_AnyNumberOfThreads_GivesTheSameBits() =>
        Gen.Select(Gen.Int[1, 9000], Gen.Int[1, 6], Gen.Int[2, 5]).Sample(
            (samples, outputs, threads) =>
            {
                double[][] results = [.. new[] { 1, threads }.Select(count =>
                {
                    var problem = new KernelProblem<double>(samples, [12, 9, outputs], HomogeneousActivation.LeakyReLU(0.1), count);
                    double[] gradient = new double[problem.Shape.ParameterCount];
                    return (double[])[problem.Objective().Evaluate(problem.Parameters, gradient), .. gradient];
                })];

                results[1].ShouldHaveTheBitsOf(results[0]);
            },
            iter: Generators.FewIterations);

    [Fact]
    public void WeightDecay_AnyWeights_AddsHalfTheirSquares() =>
        Gen.Select(Generators.Problems, Gen.Double[0, 2]).Sample(
            (problem, strength) =>
            {
                ISumObjective plain = Training(problem);
                double[] gradient = new double[problem.Weights.Length];
                double[] decayed = new double[problem.Weights.Length];
                double loss = plain.Evaluate(problem.Weights, gradient);

                double value = new WeightDecayObjective(plain, strength).Evaluate(problem.Weights, decayed);

                value.ShouldAgreeWith(loss + strength / 2 * problem.Weights.Sum(weight => weight * weight), 1e-12);
                decayed.ShouldAgreeWith([.. gradient.Zip(problem.Weights, (slope, weight) => slope + strength * weight)], 1e-12);
            },
            iter: Generators.Iterations);

    [Fact]
    public void NormalMatrix_AnySize_IsSymmetricPositiveAndOfTheSameGradient() =>
        Generators.SizedProblems.Sample(
            problem =>
            {
                var objective = (ILeastSquaresObjective)Training(problem);
                int count = problem.Weights.Length;
                double[,] matrix = new double[count, count];
                double[] gradient = new double[count];
                double[] expected = new double[count];

                double value = objective.AccumulateNormalMatrix(problem.Weights, matrix.AsSpan2D(), gradient);

                value.ShouldAgreeWith(objective.Evaluate(problem.Weights, expected), 1e-12);
                gradient.ShouldAgreeWith(expected, 1e-9);
                double[] direction = RandomProblem.NormalVector(new Random(1), count);
                double form = 0;
                for (int i = 0; i < count; i++)
                {
                    for (int j = 0; j <= i; j++)
                    {
                        form += (i == j ? 1 : 2) * direction[i] * direction[j] * matrix[i, j];
                    }
                }

                form.Should().BeGreaterThanOrEqualTo(-1e-9 * matrix.Cast<double>().Max(Math.Abs));
            },
            iter: Generators.Iterations);

    [Fact]
    public void NeuronCorrelation_AnySize_AgreesWithPlainLoops() =>
        Gen.Select(Generators.SizedProblems, Gen.Int[0, 1000]).Sample(
            (problem, seed) =>
            {
                INcfObjective objective = TestObjects.NeuronCorrelation(problem.Inputs, problem.Targets, problem.Activation);
                double[] candidate = RandomProblem.NormalVector(new Random(seed), objective.Size());
                (double value, double[] gradient) = problem.Reference.NeuronCorrelation(
                    problem.Inputs, problem.Targets, [.. candidate.Take(objective.IncomingCount)], [.. candidate.Skip(objective.IncomingCount)]);
                double scale = gradient.Max(Math.Abs) + 1e-3;

                objective.ValueAt(candidate).Should().BeApproximately(value, 1e-11 * scale);
                objective.GradientAt(candidate).Zip(gradient, (a, e) => Math.Abs(a - e)).Max().Should().BeLessThan(1e-10 * scale);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Correlations_AnyCandidate_KeepEulersIdentity() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 1000], Gen.Bool).Sample(
            (problem, seed, ofNetwork) =>
            {
                // Value and gradient of a function that is homogeneous of degree p + 1 (a neuron) or 1 + p + ... (a chain).
                int depth = problem.Widths.Length - 1;
                INcfObjective objective = ofNetwork
                    ? TestObjects.NetworkCorrelation(problem.Inputs, problem.Targets, depth, problem.Activation)
                    : TestObjects.NeuronCorrelation(problem.Inputs, problem.Targets, problem.Activation);
                double degree = ofNetwork ? Enumerable.Range(0, depth).Sum(layer => Math.Pow(problem.Power, layer)) : problem.Power + 1;
                double[] candidate = RandomProblem.NormalVector(new Random(seed), objective.Size());
                double[] products = [.. objective.GradientAt(candidate).Zip(candidate, (slope, weight) => slope * weight)];

                products.Sum().Should().BeApproximately(degree * objective.ValueAt(candidate), 1e-10 * products.Sum(Math.Abs));
            },
            iter: Generators.Iterations);

    [Fact]
    public void Complete_AnyCandidate_GivesAUnitPointOfTheRatioOfLemma9NoWorseThanIts() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 1000]).Sample(
            (problem, seed) =>
            {
                INcfObjective objective = TestObjects.NeuronCorrelation(problem.Inputs, problem.Targets, problem.Activation);
                double[] start = RandomProblem.NormalVector(new Random(seed), objective.Size());
                SphereMath.Rescale(start, 1);

                (double[] point, double value, _) = objective.Completed(start);

                double incoming = point[..objective.IncomingCount].Sum(weight => weight * weight);
                double outgoing = point[objective.IncomingCount..].Sum(weight => weight * weight);
                (incoming + outgoing).Should().BeApproximately(1, 1e-12);
                incoming.Should().BeApproximately(problem.Power * outgoing, 1e-12);
                value.Should().BeGreaterThanOrEqualTo(objective.ValueAt(start) - 1e-12);
            },
            iter: Generators.Iterations);

    private static ISumObjective Training(RandomProblem problem) =>
        TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
}
