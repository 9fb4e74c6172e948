namespace NeuronPursuit.Tests;

/// <summary>
/// Lemma 8: growing a network by <c>(delta a, delta b)</c> adds <c>delta^(p+1) H_1</c> (eq. 21) to its outputs, up to
/// terms of higher order. They come from the curvature of the layers above, so they are missing above the last hidden
/// layer and in linear networks; elsewhere they are of order <c>2 (p + 1)</c>.
/// </summary>
public class FirstOrderExpansionTests
{
    public static TheoryData<double, int, int, int> Cases =>
    [
        .. from activation in new (double Alpha, int Power)[] { (1, 1), (1, 2), (1, 3), (0.5, 4), (-0.5, 4) }
           from depth in new[] { 2, 3, 4 }
           from hiddenLayer in Enumerable.Range(0, depth - 1)
           select (activation.Alpha, activation.Power, depth, hiddenLayer),
    ];

    [Theory]
    [MemberData(nameof(Cases))]
    public void AddNeuron_ShrinkingDelta_AddsTheFirstHomogeneousPart(double alpha, int power, int depth, int hiddenLayer)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, samples: 12);
        (double[] a, double[] b) = Neuron(problem, hiddenLayer);
        double[,] expected = FirstPart(problem, hiddenLayer, a, b);
        bool exact = hiddenLayer == depth - 2 || (alpha == 1 && power == 1);
        double[] sizes = [.. Enumerable.Range(0, 5).Select(k => 1e-4 * Math.Pow(0.5, k))];

        // In terms of s = delta^(p+1) the remainder over s is proportional to s.
        double[] remainders = [.. sizes.Select(size => Remainder(problem, hiddenLayer, a, b, expected, size))];

        if (exact)
        {
            remainders.Should().OnlyContain(remainder => remainder < 1e-8);
        }
        else
        {
            remainders[^1].Should().BeGreaterThan(1e-9, "otherwise the slope is that of rounding");
            double slope = Math.Log(remainders[0] / remainders[^1]) / Math.Log(sizes[0] / sizes[^1]);
            slope.Should().BeApproximately(1, 0.1);
        }
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void NeuronCorrelation_Value_IsTheFirstPartAgainstTheResidual(double alpha, int power, int depth, int hiddenLayer)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, samples: 12);
        (double[] a, double[] b) = Neuron(problem, hiddenLayer);
        double sum = FirstPart(problem, hiddenLayer, a, b).Cast<double>()
            .Zip(problem.Residuals.Cast<double>(), (part, residual) => part * residual).Sum();

        double value = TestObjects.NeuronCorrelation(problem.Network, hiddenLayer, problem.Inputs, problem.Targets).ValueAt([.. a, .. b]);

        (problem.Samples * value).ShouldAgreeWith(sum, 1e-9);
    }

    private static (double[] A, double[] B) Neuron(RandomProblem problem, int hiddenLayer)
    {
        var random = new Random(5);
        double[] a = RandomProblem.NormalVector(random, problem.Widths[hiddenLayer]);
        double[] b = RandomProblem.NormalVector(random, problem.Widths[hiddenLayer + 2]);

        // An activity of at most 1, so that the sizes below are small beside the pre-activations above.
        (double[,] below, _) = problem.Reference.Signals(problem.Weights, problem.Inputs, problem.Targets, hiddenLayer);
        double largest = Enumerable.Range(0, problem.Samples)
            .Max(i => Math.Abs(a.Zip(ScalarReference.Row(below, i), (weight, g) => weight * g).Sum()));
        return ([.. a.Select(weight => weight / largest)], b);
    }

    /// <summary>H_1 of every sample and output, by the sensitivities of that output alone.</summary>
    private static double[,] FirstPart(RandomProblem problem, int hiddenLayer, double[] a, double[] b)
    {
        double[,] parts = new double[problem.Samples, problem.Widths[^1]];
        for (int k = 0; k < problem.Widths[^1]; k++)
        {
            double[,] seeds = new double[problem.Samples, problem.Widths[^1]];
            for (int i = 0; i < problem.Samples; i++)
            {
                seeds[i, k] = 1;
            }

            (double[,] below, double[,] above) = problem.Reference.Signals(problem.Weights, problem.Inputs, seeds, hiddenLayer);
            for (int i = 0; i < problem.Samples; i++)
            {
                double z = a.Zip(ScalarReference.Row(below, i), (weight, g) => weight * g).Sum();
                parts[i, k] = problem.Reference.Sigma(z) * b.Zip(ScalarReference.Row(above, i), (weight, d) => weight * d).Sum();
            }
        }

        return parts;
    }

    /// <summary>The largest error of (H(grown) - H) / delta^(p+1), over the largest entry of H_1.</summary>
    private static double Remainder(RandomProblem problem, int hiddenLayer, double[] a, double[] b, double[,] firstPart, double size)
    {
        double delta = Math.Pow(size, 1.0 / (problem.Power + 1));
        Network grown = problem.Network.AddNeuron(
            hiddenLayer, [.. a.Select(weight => delta * weight)], [.. b.Select(weight => delta * weight)]);
        double[,] before = TestObjects.Predict(problem.Network, problem.Inputs);
        double[,] after = TestObjects.Predict(grown, problem.Inputs);
        double worst = 0;
        for (int i = 0; i < problem.Samples; i++)
        {
            for (int k = 0; k < problem.Widths[^1]; k++)
            {
                worst = Math.Max(worst, Math.Abs((after[i, k] - before[i, k]) / size - firstPart[i, k]));
            }
        }

        return worst / firstPart.Cast<double>().Max(Math.Abs);
    }
}
