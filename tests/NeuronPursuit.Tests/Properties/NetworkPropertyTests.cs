using CsCheck;

namespace NeuronPursuit.Tests.Properties;

/// <summary>What holds for every network, tried on random ones.</summary>
public class NetworkPropertyTests
{
    [Fact]
    public void Predict_ScaledWeights_ScalesByTheDegreeOfTheNetwork() =>
        Gen.Select(Generators.Problems, Gen.Double[0.5, 1.5]).Sample(
            (problem, scale) =>
            {
                // A network of depth L has degree 1 + p + ... + p^(L-1) in its weights.
                double degree = Enumerable.Range(0, problem.Widths.Length - 1).Sum(layer => Math.Pow(problem.Power, layer));
                double[,] scaled = Predict(problem, [.. problem.Weights.Select(weight => scale * weight)], problem.Inputs);

                scaled.ShouldAgreeWith(Times(Predict(problem), Math.Pow(scale, degree)), 1e-10);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Predict_ScaledInputs_ScalesByTheDegreeOfTheHiddenLayers() =>
        Gen.Select(Generators.Problems, Gen.Double[0.5, 1.5]).Sample(
            (problem, scale) =>
            {
                double degree = Math.Pow(problem.Power, problem.HiddenLayers);
                double[,] scaled = Predict(problem, problem.Weights, Times(problem.Inputs, scale));

                scaled.ShouldAgreeWith(Times(Predict(problem), Math.Pow(scale, degree)), 1e-10);
            },
            iter: Generators.Iterations);

    [Fact]
    public void AddNeuron_ZeroDelta_ChangesNoPrediction() =>
        Gen.Select(Generators.Problems, Gen.Int[0, 2], Gen.Bool).Sample(
            (problem, layer, zeroOutgoing) =>
            {
                int hiddenLayer = layer % problem.HiddenLayers;
                var random = new Random(layer);
                double[] incoming = RandomProblem.NormalVector(random, problem.Widths[hiddenLayer]);
                double[] outgoing = RandomProblem.NormalVector(random, problem.Widths[hiddenLayer + 2]);
                Array.Clear(zeroOutgoing ? outgoing : incoming);

                Network grown = problem.Network.AddNeuron(hiddenLayer, incoming, outgoing);

                TestObjects.Predict(grown, problem.Inputs).Cast<double>().Should().Equal(Predict(problem).Cast<double>());
            },
            iter: Generators.Iterations);

    [Fact]
    public void AddNeuron_ToTheLastHiddenLayer_AddsItsActivityTimesItsOutgoingWeights() =>
        Generators.Problems.Sample(
            problem =>
            {
                // Eq. 21 for layer L-1 holds exactly: b sigma(a . g_{L-2}).
                int hiddenLayer = problem.HiddenLayers - 1;
                var random = new Random(1);
                double[] a = RandomProblem.NormalVector(random, problem.Widths[hiddenLayer]);
                double[] b = RandomProblem.NormalVector(random, problem.Widths[^1]);
                double[,] expected = Predict(problem);
                (double[,] below, _) = problem.Reference.Signals(problem.Weights, problem.Inputs, problem.Targets, hiddenLayer);
                for (int i = 0; i < problem.Samples; i++)
                {
                    double activity = problem.Reference.Sigma(a.Zip(ScalarReference.Row(below, i), (w, g) => w * g).Sum());
                    for (int k = 0; k < b.Length; k++)
                    {
                        expected[i, k] += b[k] * activity;
                    }
                }

                TestObjects.Predict(problem.Network.AddNeuron(hiddenLayer, a, b), problem.Inputs).ShouldAgreeWith(expected, 1e-11);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Balance_AnyNetwork_ChangesNoPredictionBeyondRounding() =>
        Generators.Problems.Sample(
            problem =>
            {
                Network network = problem.Network;
                WeightBalancer.Balance(network);

                TestObjects.Predict(network, problem.Inputs).ShouldAgreeWith(Predict(problem), 1e-9);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Loss_PermutedSamples_StaysTheSameUpToRounding() =>
        Gen.Select(Generators.Problems, Gen.Int[1, 100]).Sample(
            (problem, shift) =>
            {
                double[] weights = problem.Weights;
                double loss = Loss(problem.Inputs, problem.Targets);

                Loss(Rotated(problem.Inputs, shift), Rotated(problem.Targets, shift)).ShouldAgreeWith(loss, 1e-12);

                double Loss(double[,] inputs, double[,] targets) =>
                    TestObjects.TrainingObjective(problem.Network.Shape, inputs, targets).Evaluate(weights, new double[weights.Length]);
            },
            iter: Generators.Iterations);

    private static double[,] Predict(RandomProblem problem) => Predict(problem, problem.Weights, problem.Inputs);

    private static double[,] Predict(RandomProblem problem, double[] weights, double[,] inputs) =>
        TestObjects.Predict(TestObjects.Network(problem.Widths, problem.Activation, weights), inputs);

    private static double[,] Times(double[,] matrix, double scale) => Map(matrix, (i, j) => scale * matrix[i, j]);

    private static double[,] Rotated(double[,] matrix, int shift) => Map(matrix, (i, j) => matrix[(i + shift) % matrix.GetLength(0), j]);

    private static double[,] Map(double[,] matrix, Func<int, int, double> entry)
    {
        double[,] mapped = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (int i = 0; i < matrix.GetLength(0); i++)
        {
            for (int j = 0; j < matrix.GetLength(1); j++)
            {
                mapped[i, j] = entry(i, j);
            }
        }

        return mapped;
    }
}
