namespace NeuronPursuit.Tests;

/// <summary>Correlations on which maximisers are compared, scaled so that values are of order 1.</summary>
internal static class NcfCases
{
    /// <summary>Differentiable ones, which have proper KKT points: alpha = 1, or p of at least 2.</summary>
    public static IEnumerable<NcfObjectiveCase> Smooth()
    {
        foreach ((double alpha, int power) in new[] { (1.0, 1), (1, 2), (0.5, 2), (0.5, 3) })
        {
            yield return Neuron(alpha, power, outputs: 1);
            yield return Neuron(alpha, power, outputs: 2);
        }

        yield return Chain(1, 1, depth: 3);
        yield return Chain(0.5, 2, depth: 3);
    }

    public static IEnumerable<NcfObjectiveCase> Kinked()
    {
        yield return Neuron(0, 1, outputs: 1);
        yield return Neuron(0.1, 1, outputs: 2);
        yield return Chain(0, 1, depth: 3);
        yield return Chain(-0.5, 1, depth: 4);
    }

    private static NcfObjectiveCase Neuron(double alpha, int power, int outputs)
    {
        var random = new Random(11);
        double[,] inputs = RandomProblem.NormalMatrix(random, 60, 4);
        double[,] sensitivities = Correlated(random, inputs, outputs, alpha, power);
        return new NcfObjectiveCase(
            $"neuron with alpha {alpha}, p {power}, {outputs} outgoing",
            TestObjects.NeuronCorrelation(inputs, sensitivities, HomogeneousActivation.Create(alpha, power)),
            power,
            [4, outputs]);
    }

    private static NcfObjectiveCase Chain(double alpha, int power, int depth)
    {
        var random = new Random(12);
        double[,] inputs = RandomProblem.NormalMatrix(random, 60, 4);
        double[,] targets = Correlated(random, inputs, 1, alpha, power);
        return new NcfObjectiveCase(
            $"network with alpha {alpha}, p {power}, depth {depth}",
            TestObjects.NetworkCorrelation(inputs, targets, depth, HomogeneousActivation.Create(alpha, power)),
            power,
            [4, .. Enumerable.Repeat(1, depth - 2), 1]);
    }

    /// <summary>Sums of two hidden directions under the activation, and noise.</summary>
    private static double[,] Correlated(Random random, double[,] inputs, int outputs, double alpha, int power)
    {
        var reference = new ScalarReference([4, 2, outputs], alpha, power);
        double[,] values = reference.Predict([1, 0.5, 0, 0, 0, 0, -1, 1, .. RandomProblem.NormalVector(random, 2 * outputs)], inputs);
        double[,] noise = RandomProblem.NormalMatrix(random, inputs.GetLength(0), outputs);
        for (int i = 0; i < values.GetLength(0); i++)
        {
            for (int k = 0; k < outputs; k++)
            {
                values[i, k] += 0.3 * noise[i, k];
            }
        }

        return values;
    }
}
