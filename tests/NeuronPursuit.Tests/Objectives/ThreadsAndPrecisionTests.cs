namespace NeuronPursuit.Tests;

/// <summary>Threads must not change a bit of any objective, and single precision only the last digits it has not.</summary>
public class ThreadsAndPrecisionTests
{
    private const int Samples = 4000;
    private static readonly int[] Widths = [20, 15, 12, 2];

    public static TheoryData<double, int> Activations => [(0, 1), (-0.5, 1), (0.1, 2), (1, 3)];

    [Theory]
    [MemberData(nameof(Activations))]
    public void Evaluate_AnyNumberOfThreads_GivesTheSameBits(double alpha, int power)
    {
        (double[,] inputs, double[,] targets, Network network) = Large(alpha, power);
        double[][] one = Everything(TestObjects.Data(inputs, targets, threads: 1), network);

        foreach (int threads in new[] { 2, 3, 8 })
        {
            double[][] many = Everything(TestObjects.Data(inputs, targets, threads), network);
            for (int part = 0; part < one.Length; part++)
            {
                many[part].ShouldHaveTheBitsOf(one[part], $"part {part} on {threads} threads");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Evaluate_ManyChunks_AgreesWithPlainLoops(double alpha, int power)
    {
        (double[,] inputs, double[,] targets, Network network) = Large(alpha, power);
        var reference = new ScalarReference(Widths, alpha, power);
        double[] gradient = new double[network.Parameters.Length];

        double value = TestObjects.TrainingObjective(network.Shape, inputs, targets).Evaluate(network.Parameters, gradient);

        (double expectedValue, double[] expectedGradient) = reference.Loss(network.Parameters, inputs, targets);
        value.ShouldAgreeWith(expectedValue, 1e-10);
        gradient.ShouldAgreeWith(expectedGradient, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Evaluate_SinglePrecision_AgreesToItsDigits(double alpha, int power)
    {
        (double[,] inputs, double[,] targets, Network network) = Large(alpha, power);
        double[][] doubles = Everything(TestObjects.Data<double>(inputs, targets), network);
        double[][] singles = Everything(TestObjects.Data<float>(inputs, targets), network);

        for (int part = 0; part < doubles.Length; part++)
        {
            singles[part].ShouldAgreeWith(doubles[part], 1e-4, $"part {part}");
            singles[part].Should().NotEqual(doubles[part], "it should really be single precision");
        }
    }

    [Fact]
    public void SquaredResiduals_AnyNetwork_AreThoseOfEachOutput()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 2, 3, 3, samples: 600);

        double[] sums = TestObjects.Data(problem.Inputs, problem.Targets).SquaredResiduals(problem.Network, TestContext.Current.CancellationToken);

        double[,] residuals = problem.Residuals;
        double[] expected = [.. Enumerable.Range(0, 3).Select(k => Enumerable.Range(0, 600).Sum(i => residuals[i, k] * residuals[i, k]))];
        sums.ShouldAgreeWith(expected, 1e-12);
    }

    /// <summary>Loss and gradient, values and gradients of both correlations, completed candidates.</summary>
    private static double[][] Everything(IPursuitData data, Network network)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        double[] gradient = new double[network.Parameters.Length];
        double loss = data.TrainingObjective(network.Shape, token).Evaluate(network.Parameters, gradient);
        List<double[]> parts = [[loss], gradient];
        INcfObjective[] correlations =
        [
            data.NeuronCorrelation(network, 0, token),
            data.NeuronCorrelation(network, 1, token),
            data.NetworkCorrelation(3, network.Shape.Activation, token),
        ];
        foreach (INcfObjective correlation in correlations)
        {
            double[] candidates = RandomProblem.NormalVector(new Random(1), 10 * correlation.Size());
            double[] values = new double[10];
            double[] gradients = new double[candidates.Length];
            correlation.Evaluate(candidates, values, gradients);
            parts.AddRange([[.. values], [.. gradients]]);
            correlation.Complete(candidates, values, gradients);
            parts.AddRange([candidates, values, gradients]);
        }

        return [.. parts];
    }

    /// <summary>Enough work for several chunks.</summary>
    private static (double[,] Inputs, double[,] Targets, Network Network) Large(double alpha, int power)
    {
        var random = new Random(31);
        double[,] inputs = RandomProblem.NormalMatrix(random, Samples, Widths[0]);
        double[,] targets = RandomProblem.NormalMatrix(random, Samples, Widths[^1]);
        double[] weights = [.. RandomProblem.NormalVector(random, 20 * 15 + 15 * 12 + 12 * 2).Select(weight => 0.2 * weight)];
        return (inputs, targets, TestObjects.Network(Widths, HomogeneousActivation.Create(alpha, power), weights));
    }
}
