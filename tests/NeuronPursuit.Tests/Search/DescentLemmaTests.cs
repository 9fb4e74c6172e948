namespace NeuronPursuit.Tests;

/// <summary>Lemmas 12 and 13: along a positive dominant KKT point, small enough weights lower the training loss.</summary>
public class DescentLemmaTests
{
    private const int Samples = 40;

    public static TheoryData<double, int, int> AnyActivation =>
    [
        .. from alpha in RandomProblem.Alphas
           from power in new[] { 1, 2, 3 }
           from depth in new[] { 2, 3 }
           select (alpha, power, depth),
    ];

    public static TheoryData<double, int, int> ActivationsOfLemma13 =>
    [
        .. from activation in new (double Alpha, int Power)[] { (1, 1), (1, 2), (1, 3), (0.5, 4), (0, 4), (-0.5, 4) }
           from depth in new[] { 2, 3 }

           // A deeper linear network has no first part left once one chain is trained (App. D.3).
           where activation != (1, 1) || depth == 2
           select (activation.Alpha, activation.Power, depth),
    ];

    [Theory]
    [MemberData(nameof(AnyActivation))]
    public void Loss_AlongTheDominantPointOfTheNetwork_FallsBelowTheOrigin(double alpha, int power, int depth)
    {
        (double[,] inputs, double[,] targets, HomogeneousActivation activation) = Task(alpha, power);
        KktPoint point = Maximize(TestObjects.NetworkCorrelation(inputs, targets, depth, activation));
        point.Value.Should().BePositive();
        int[] widths = [3, .. Enumerable.Repeat(1, depth - 1), 2];
        double zeta = Samples * point.Value;
        double size = 0.5 * zeta / SquaredNorm(TestObjects.Predict(TestObjects.Network(widths, activation, point.Weights.ToArray()), inputs));
        double degree = Enumerable.Range(0, depth).Sum(layer => Math.Pow(power, layer));

        // The proof needs delta^degree < zeta / |H|^2 and then promises a loss of at most |y|^2 - delta^degree zeta.
        foreach (double s in new[] { size, 0.1 * size, 0.001 * size })
        {
            double delta = Math.Pow(s, 1 / degree);
            Network network = TestObjects.Network(widths, activation, [.. point.Weights.ToArray().Select(weight => delta * weight)]);
            Loss(network, inputs, targets).Should().BeLessThanOrEqualTo(SquaredNorm(targets) - s * zeta + 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(ActivationsOfLemma13))]
    public void Loss_AlongTheDominantPointOfANeuron_FallsBelowTheStationaryPoint(double alpha, int power, int depth)
    {
        (double[,] inputs, double[,] targets, HomogeneousActivation activation) = Task(alpha, power);
        Network network = PursuedNetwork.Of(inputs, targets, depth, activation, growths: 0, TestContext.Current.CancellationToken);
        double before = Loss(network, inputs, targets);
        int positive = 0;
        for (int hiddenLayer = 0; hiddenLayer < depth - 1; hiddenLayer++)
        {
            KktPoint point = Maximize(TestObjects.NeuronCorrelation(network, hiddenLayer, inputs, targets));
            double zeta = Samples * point.Value;
            double part = FirstPartNorm(network, Grown(network, hiddenLayer, point, 1e-6), inputs) / 1e-6;
            if (zeta < 1e-4 * Math.Sqrt(before) * part)
            {
                // In the last hidden layer of one neuron training leaves nothing that a second one could fit.
                continue;
            }

            // The proof promises |r|^2 - delta^(p+1) zeta from some delta on; far below it rounding takes over.
            double s = zeta / (part * part);
            while (!Falls(s) && s * zeta > 1e-8 * before)
            {
                s /= 2;
            }

            Falls(s).Should().BeTrue("hidden layer {0}", hiddenLayer);
            Falls(s / 2).Should().BeTrue("hidden layer {0}", hiddenLayer);
            Falls(s / 10).Should().BeTrue("hidden layer {0}", hiddenLayer);
            positive++;

            bool Falls(double size) => Loss(Grown(network, hiddenLayer, point, size), inputs, targets) <= before - size * zeta;
        }

        positive.Should().BePositive("otherwise nothing was tested");
    }

    /// <summary>|H(grown) - H|, which is |H_1| times delta^(p+1).</summary>
    private static double FirstPartNorm(Network network, Network grown, double[,] inputs) =>
        Math.Sqrt(TestObjects.Predict(grown, inputs).Cast<double>()
            .Zip(TestObjects.Predict(network, inputs).Cast<double>(), (after, now) => (after - now) * (after - now)).Sum());

    /// <param name="network">The network before.</param>
    /// <param name="hiddenLayer">Where it grows.</param>
    /// <param name="point">The new neuron.</param>
    /// <param name="size">delta^(p+1).</param>
    private static Network Grown(Network network, int hiddenLayer, KktPoint point, double size)
    {
        double delta = Math.Pow(size, 1.0 / (network.Shape.Activation.Power + 1));
        return network.AddNeuron(
            hiddenLayer,
            [.. point.Incoming.ToArray().Select(weight => delta * weight)],
            [.. point.Outgoing.ToArray().Select(weight => delta * weight)]);
    }

    private static (double[,] Inputs, double[,] Targets, HomogeneousActivation Activation) Task(double alpha, int power)
    {
        var random = new Random(21);
        double[,] inputs = RandomProblem.NormalMatrix(random, Samples, 3);

        // Two outputs (Remark 3): one linear chain fits a single one completely, and its residual correlates no more.
        double[,] targets = RandomProblem.NormalMatrix(random, Samples, 2);
        for (int i = 0; i < Samples; i++)
        {
            targets[i, 0] += 2 * Math.Abs(inputs[i, 0]) + inputs[i, 1];
            targets[i, 1] += inputs[i, 1] - inputs[i, 2];
        }

        return (inputs, targets, HomogeneousActivation.Create(alpha, power));
    }

    private static KktPoint Maximize(INcfObjective objective) =>
        new BatchedAscent().Maximize(objective, new NcfSearch(12, 5), TestContext.Current.CancellationToken)[0];

    /// <summary>The paper's loss, a sum of squares.</summary>
    private static double Loss(Network network, double[,] inputs, double[,] targets) =>
        targets.Length * TestObjects.TrainingObjective(network.Shape, inputs, targets)
            .Evaluate(network.Parameters, new double[network.Parameters.Length]);

    private static double SquaredNorm(double[,] matrix) => matrix.Cast<double>().Sum(value => value * value);
}
