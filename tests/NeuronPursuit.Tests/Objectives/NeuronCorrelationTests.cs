namespace NeuronPursuit.Tests;

public class NeuronCorrelationTests
{
    public static TheoryData<double, int, int, int> Shapes => [.. ObjectiveCases.Shapes()];

    public static TheoryData<double, int, int, int, int> SizedShapes => [.. ObjectiveCases.SizedShapes()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Evaluate_AwayFromKinks_GradientIsTheSlope(double alpha, int power, int outputs, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples: 9);
        for (int hiddenLayer = 0; hiddenLayer < problem.HiddenLayers; hiddenLayer++)
        {
            INcfObjective correlation = TestObjects.NeuronCorrelation(problem.Network, hiddenLayer, problem.Inputs, problem.Targets);
            double[] candidate = CandidateAwayFromKinks(problem, hiddenLayer);

            double[] slope = CentralDifference.Gradient(point => correlation.ValueAt(point), candidate);

            correlation.GradientAt(candidate).ShouldAgreeWith(slope, 1e-6, $"in hidden layer {hiddenLayer}");
        }
    }

    [Theory]
    [MemberData(nameof(SizedShapes))]
    public void Evaluate_AnySampleCount_AgreesWithPlainLoops(double alpha, int power, int outputs, int depth, int samples)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples);
        for (int hiddenLayer = 0; hiddenLayer < problem.HiddenLayers; hiddenLayer++)
        {
            INcfObjective correlation = TestObjects.NeuronCorrelation(problem.Network, hiddenLayer, problem.Inputs, problem.Targets);
            double[] candidate = RandomProblem.NormalVector(new Random(hiddenLayer), problem.Widths[hiddenLayer] + problem.Widths[hiddenLayer + 2]);

            (double value, double[] gradient) = Expected(problem, hiddenLayer, candidate);

            correlation.IncomingCount.Should().Be(problem.Widths[hiddenLayer]);
            correlation.OutgoingCount.Should().Be(problem.Widths[hiddenLayer + 2]);

            // The value is a sum of terms that may cancel; its gradient tells their size.
            (correlation.ValueAt(candidate) - value).Should().BeApproximately(0, 1e-10 * gradient.Max(Math.Abs));
            correlation.GradientAt(candidate).ShouldAgreeWith(gradient, 1e-10, $"in hidden layer {hiddenLayer}");
        }
    }

    [Fact]
    public void Evaluate_Batch_IsEachCandidateAlone()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 2, 3, 3, samples: 300);
        INcfObjective correlation = TestObjects.NeuronCorrelation(problem.Network, 0, problem.Inputs, problem.Targets);
        int size = correlation.Size();
        double[] batch = RandomProblem.NormalVector(new Random(1), 11 * size);
        double[] values = new double[11];
        double[] gradients = new double[batch.Length];

        correlation.Evaluate(batch, values, gradients);

        for (int r = 0; r < values.Length; r++)
        {
            double[] alone = batch[(r * size)..((r + 1) * size)];

            // Not to the bit: the place in a batch decides in which registers a candidate is summed.
            values[r].ShouldAgreeWith(correlation.ValueAt(alone), 1e-12);
            gradients[(r * size)..((r + 1) * size)].ShouldAgreeWith(correlation.GradientAt(alone), 1e-13);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 2)]
    [InlineData(1, 3)]
    [InlineData(-0.5, 4)]
    [InlineData(2, 1)]
    public void Evaluate_ScaledCandidate_IsHomogeneousAndObeysEuler(double alpha, int power)
    {
        // H_1 has degree p + 1 in (a, b), p in a and 1 in b (below eq. 21).
        RandomProblem problem = RandomProblem.Create(alpha, power, 3, 4, samples: 50);
        INcfObjective correlation = TestObjects.NeuronCorrelation(problem.Network, 1, problem.Inputs, problem.Targets);
        double[] candidate = RandomProblem.NormalVector(new Random(3), correlation.Size());
        double value = correlation.ValueAt(candidate);
        double[] gradient = correlation.GradientAt(candidate);

        foreach (double scale in new[] { 0.01, 0.7, 30 })
        {
            correlation.ValueAt(correlation.Scaled(candidate, scale, scale)).ShouldAgreeWith(Math.Pow(scale, power + 1) * value, 1e-11);
            correlation.ValueAt(correlation.Scaled(candidate, scale, 1)).ShouldAgreeWith(Math.Pow(scale, power) * value, 1e-11);
            correlation.ValueAt(correlation.Scaled(candidate, 1, scale)).ShouldAgreeWith(scale * value, 1e-11);
        }

        int incoming = correlation.IncomingCount;
        Dot(gradient[..incoming], candidate[..incoming]).ShouldAgreeWith(power * value, 1e-10);
        Dot(gradient[incoming..], candidate[incoming..]).ShouldAgreeWith(value, 1e-10);
    }

    [Fact]
    public void Evaluate_Cancelled_Throws()
    {
        RandomProblem problem = RandomProblem.Create(0, 1, 2, 2, samples: 9);
        INcfObjective correlation = TestObjects.NeuronCorrelation(
            problem.Inputs, problem.Targets, problem.Activation, cancelled: true);
        double[] candidate = new double[correlation.Size()];

        Action evaluate = () => correlation.ValueAt(candidate);
        Action complete = () => correlation.Completed(candidate);

        evaluate.Should().Throw<OperationCanceledException>();
        complete.Should().Throw<OperationCanceledException>();
    }

    private static double Dot(double[] a, double[] b) => a.Zip(b, (x, y) => x * y).Sum();

    private static (double Value, double[] Gradient) Expected(RandomProblem problem, int hiddenLayer, double[] candidate)
    {
        (double[,] below, double[,] above) = problem.Reference.Signals(problem.Weights, problem.Inputs, problem.Residuals, hiddenLayer);
        return problem.Reference.NeuronCorrelation(
            below, above, candidate.AsSpan(0, problem.Widths[hiddenLayer]), candidate.AsSpan(problem.Widths[hiddenLayer]));
    }

    private static double[] CandidateAwayFromKinks(RandomProblem problem, int hiddenLayer)
    {
        (double[,] below, _) = problem.Reference.Signals(problem.Weights, problem.Inputs, problem.Residuals, hiddenLayer);
        int incoming = problem.Widths[hiddenLayer];
        for (int seed = 0; ; seed++)
        {
            double[] candidate = RandomProblem.NormalVector(new Random(seed), incoming + problem.Widths[hiddenLayer + 2]);
            bool[] here = Signs(candidate);
            bool clear = CentralDifference.Points(candidate).All(point => Signs(point).SequenceEqual(here));
            if (clear)
            {
                return candidate;
            }
        }

        bool[] Signs(double[] candidate) =>
            [.. Enumerable.Range(0, problem.Samples).Select(i => Dot(candidate[..incoming], ScalarReference.Row(below, i)) > 0)];
    }
}
