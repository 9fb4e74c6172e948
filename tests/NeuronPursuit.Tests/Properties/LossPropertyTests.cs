using CsCheck;

namespace NeuronPursuit.Tests.Properties;

public class LossPropertyTests
{
    private static readonly Gen<(ILoss Loss, int Outputs)> Losses =
        from place in Gen.Int[0, LossCases.All().Count() - 1]
        let item = LossCases.All().ElementAt(place)
        select (LossCases.Create(item.Name), item.Outputs);

    [Fact]
    public void Evaluate_AnyOutputs_HasTheGradientOfDifferences() =>
        Gen.Select(Losses, Gen.Int[0, 1000]).Sample((loss, seed) =>
        {
            (double[] outputs, double[] targets) = Sample(loss, seed);
            double[] gradient = new double[outputs.Length];
            loss.Loss.Evaluate(outputs, targets, gradient);

            gradient.ShouldAgreeWith(
                CentralDifference.Gradient(at => loss.Loss.Evaluate(at, targets, new double[at.Length]), outputs), 1e-5);
        });

    [Fact]
    public void Evaluate_BetweenTwoOutputs_IsBelowTheirChord() =>
        Gen.Select(Losses, Gen.Int[0, 1000], Gen.Double[0, 1]).Sample((loss, seed, part) =>
        {
            (double[] one, double[] targets) = Sample(loss, seed);
            double[] other = RandomProblem.NormalVector(new Random(seed + 1), one.Length);
            double chord = part * At(one) + (1 - part) * At(other);

            At([.. one.Zip(other, (a, b) => part * a + (1 - part) * b)]).Should().BeLessThanOrEqualTo(chord + 1e-12 * (1 + Math.Abs(chord)));

            double At(double[] outputs) => loss.Loss.Evaluate(outputs, targets, new double[outputs.Length]);
        });

    [Fact]
    public void TrainingObjective_AnyLossAndWeights_AgreesWithPlainLoops() =>
        Gen.Select(Losses, Generators.Sizes, Gen.Int[0, 1000]).Sample(
            (loss, samples, seed) =>
            {
                var random = new Random(seed);
                double[,] inputs = RandomProblem.NormalMatrix(random, samples, 3);
                double[,] targets = LossCases.Targets(loss.Loss, random, samples, loss.Outputs);
                double[] weights = [.. Enumerable.Range(0, samples).Select(_ => 0.1 + random.NextDouble())];
                var network = new NetworkShape([3, 4, loss.Outputs], HomogeneousActivation.LeakyReLU(0.1));
                double[] parameters = RandomProblem.NormalVector(random, network.ParameterCount);
                double[,] outputs = new ScalarReference([3, 4, loss.Outputs], 0.1, 1).Predict(parameters, inputs);
                double expected = LossCases.ByPlainLoops(loss.Loss, outputs, targets, weights).Mean;

                double value = TestObjects.Data<double>(inputs, targets, loss.Loss, weights)
                    .TrainingObjective(network, default).Evaluate(parameters, new double[parameters.Length]);

                value.ShouldAgreeWith(expected, 1e-10);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Normalize_AnyWeights_HaveMeanOneAndForgetTheirUnits() =>
        Gen.Select(Gen.Double[1e-3, 1e3].Array[2, 200], Gen.Int[-300, 300]).Sample((weights, exponent) =>
        {
            double[]? normalized = SampleWeights.Normalize(weights);
            double[]? scaled = SampleWeights.Normalize([.. weights.Select(weight => Math.ScaleB(weight, exponent))]);

            (normalized is null).Should().Be(weights.Distinct().Count() == 1);
            if (normalized is not null)
            {
                normalized.Average().Should().BeApproximately(1, 1e-12);
                scaled!.ShouldHaveTheBitsOf(normalized);
            }
        });

    [Fact]
    public void TrainingObjective_WholeWeights_EqualRepeatedRows() =>
        Gen.Select(Losses, Gen.Int[1, 3].Array[2, 60], Gen.Int[0, 1000]).Sample(
            (loss, counts, seed) =>
            {
                var random = new Random(seed);
                double[,] inputs = RandomProblem.NormalMatrix(random, counts.Length, 3);
                double[,] targets = LossCases.Targets(loss.Loss, random, counts.Length, loss.Outputs);
                int[] rows = [.. counts.SelectMany((count, row) => Enumerable.Repeat(row, count))];
                var network = new NetworkShape([3, 4, loss.Outputs], HomogeneousActivation.ReLU);
                double[] parameters = RandomProblem.NormalVector(random, network.ParameterCount);

                double weighted = Evaluate(inputs, targets, [.. counts.Select(count => (double)count)]);

                weighted.ShouldAgreeWith(Evaluate(EstimatorChecks.CheckData.SelectRows(inputs, rows), EstimatorChecks.CheckData.SelectRows(targets, rows), null), 1e-12);

                double Evaluate(double[,] x, double[,] y, double[]? weights) => TestObjects.Data<double>(x, y, loss.Loss, weights)
                    .TrainingObjective(network, default).Evaluate(parameters, new double[parameters.Length]);
            },
            iter: Generators.Iterations);

    private static (double[] Outputs, double[] Targets) Sample((ILoss Loss, int Outputs) loss, int seed)
    {
        var random = new Random(seed);
        return (RandomProblem.NormalVector(random, loss.Outputs), ScalarReference.Row(LossCases.Targets(loss.Loss, random, 1, loss.Outputs), 0));
    }
}
