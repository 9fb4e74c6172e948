namespace NeuronPursuit.Tests;

/// <summary>What every loss must do, alone and inside an objective: built in or a user's own.</summary>
public class LossContract
{
    public static TheoryData<string, int> Losses => [.. LossCases.All()];

    public static TheoryData<string, int, double, int, int> Objectives =>
    [
        .. from loss in LossCases.All()
           from activation in new (double Alpha, int Power)[] { (0, 1), (0.1, 1), (1, 1), (0.5, 2), (-0.5, 3) }
           from depth in new[] { 2, 3 }
           select (loss.Name, loss.Outputs, activation.Alpha, activation.Power, depth),
    ];

    public static TheoryData<string, int, int> Sizes =>
        [.. from loss in LossCases.All() from samples in new[] { 1, 3, 15, 16, 17, 255, 385 } select (loss.Name, loss.Outputs, samples)];

    [Theory]
    [MemberData(nameof(Losses))]
    public void Evaluate_AnyOutputs_GradientIsTheSlope(string name, int outputs)
    {
        ILoss loss = LossCases.Create(name);
        var random = new Random(5);
        double[,] targets = LossCases.Targets(loss, random, 20, outputs);
        for (int i = 0; i < 20; i++)
        {
            double[] y = ScalarReference.Row(targets, i);
            double[] f = [.. RandomProblem.NormalVector(random, outputs).Select(value => 2 * value)];
            double[] gradient = new double[outputs];
            loss.Evaluate(f, y, gradient);

            double[] slope = CentralDifference.Gradient(at => loss.Evaluate(at, y, new double[outputs]), f);

            gradient.ShouldAgreeWith(slope, 1e-6);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Evaluate_BetweenTwoOutputs_IsConvexAndNotNegative(string name, int outputs)
    {
        ILoss loss = LossCases.Create(name);
        var random = new Random(6);
        double[,] targets = LossCases.Targets(loss, random, 50, outputs);
        for (int i = 0; i < 50; i++)
        {
            double[] y = ScalarReference.Row(targets, i);
            double[] a = [.. RandomProblem.NormalVector(random, outputs).Select(value => 5 * value)];
            double[] b = [.. RandomProblem.NormalVector(random, outputs).Select(value => 5 * value)];
            double middle = Value([.. a.Zip(b, (x, z) => (x + z) / 2)]);

            middle.Should().BeGreaterThanOrEqualTo(0).And.BeLessThanOrEqualTo((Value(a) + Value(b)) / 2 + 1e-12);

            double Value(double[] at) => loss.Evaluate(at, y, new double[outputs]);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void ErrorOf_TargetsOfItsKind_IsNull(string name, int outputs)
    {
        ILoss loss = LossCases.Create(name);
        double[,] targets = LossCases.Targets(loss, new Random(7), 10, outputs);

        Enumerable.Range(0, 10).Should().OnlyContain(i => loss.ErrorOf(ScalarReference.Row(targets, i)) == null);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Objective_HugeOutputs_StaysFinite(string name, int outputs)
    {
        ILoss loss = LossCases.Create(name);
        double[,] targets = LossCases.Targets(loss, new Random(8), 20, outputs);
        double[,] inputs = RandomProblem.NormalMatrix(new Random(9), 20, 3);
        var shape = new NetworkShape([3, 2, outputs], HomogeneousActivation.Linear);
        double[] weights = [.. RandomProblem.NormalVector(new Random(10), shape.ParameterCount).Select(value => 1e4 * value)];
        double[] gradient = new double[weights.Length];

        double value = TestObjects.Data<double>(inputs, targets, loss).TrainingObjective(shape, default).Evaluate(weights, gradient);

        double.IsFinite(value).Should().BeTrue();
        gradient.Should().OnlyContain(slope => double.IsFinite(slope));
        value.ShouldAgreeWith(LossCases.ByPlainLoops(loss, new ScalarReference([3, 2, outputs], 1, 1).Predict(weights, inputs), targets).Mean, 1e-10);
    }

    [Theory]
    [MemberData(nameof(Objectives))]
    public void Objective_AwayFromKinks_GradientIsTheSlope(string name, int outputs, double alpha, int power, int depth)
    {
        RandomProblem problem = Problem(name, outputs, alpha, power, depth, samples: 9, awayFromKinks: true);
        ISumObjective objective = Data(name, problem).TrainingObjective(problem.Network.Shape, 0.1, default);
        double[] gradient = new double[objective.ParameterCount];
        objective.Evaluate(problem.Weights, gradient);

        double[] slope = CentralDifference.Gradient(
            weights => objective.Evaluate(weights, new double[weights.Length]), problem.Weights);

        gradient.ShouldAgreeWith(slope, 1e-6);
    }

    [Theory]
    [MemberData(nameof(Sizes))]
    public void Objective_AnySampleCount_AgreesWithPlainLoops(string name, int outputs, int samples)
    {
        RandomProblem problem = Problem(name, outputs, 0.1, 1, 3, samples);
        double[] weights = Weights(samples);
        (double expected, double[,] slopes) = LossCases.ByPlainLoops(
            LossCases.Create(name), problem.Reference.Predict(problem.Weights, problem.Inputs), problem.Targets, weights);
        LocalPursuitData<double> data = Data(name, problem, weights);

        data.TrainingObjective(problem.Network.Shape, default).Evaluate(problem.Weights, new double[problem.Weights.Length])
            .ShouldAgreeWith(expected, 1e-10);
        data.LossOf(problem.Network, default).ShouldAgreeWith(expected, 1e-10);

        // Sensitivities are minus the slopes, for the square half of them; weights have the mean 1.
        double unit = weights.Average() * 2 / data.CorrelationDivisor;
        double[][] sensitivities = data.CopySensitivities(problem.Network, default);
        for (int k = 0; k < outputs; k++)
        {
            sensitivities[k].ShouldAgreeWith([.. Enumerable.Range(0, samples).Select(i => slopes[i, k] / unit)], 1e-10);
        }
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void LossAtOrigin_AnyTargets_IsTheMeanAtOutputsOfZero(string name, int outputs)
    {
        RandomProblem problem = Problem(name, outputs, 0, 1, 2, samples: 37);
        LocalPursuitData<double> data = Data(name, problem);
        var zero = new Network(problem.Network.Shape, new double[problem.Weights.Length]);

        double expected = LossCases.ByPlainLoops(LossCases.Create(name), new double[37, outputs], problem.Targets).Mean;

        data.LossAtOrigin(default).ShouldAgreeWith(expected, 1e-12);
        data.LossOf(zero, default).ShouldAgreeWith(expected, 1e-12);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void NetworkCorrelation_AtTheOrigin_IsTheRateAtWhichTheLossFalls(string name, int outputs)
    {
        RandomProblem problem = Problem(name, outputs, 0.1, 1, 3, samples: 50);
        LocalPursuitData<double> data = Data(name, problem, Weights(50));
        KktPoint point = new BatchedAscent().Maximize(
            data.NetworkCorrelation(3, problem.Activation, default), new NcfSearch(8, 1), default)[0];
        point.Value.Should().BePositive();
        Network chain = Network.SingleChain(problem.Widths[0], outputs, 3, problem.Activation);
        double delta = 0.02;
        point.Weights.CopyTo(chain.Parameters);
        for (int k = 0; k < chain.Parameters.Length; k++)
        {
            chain.Parameters[k] *= delta;
        }

        double fallen = data.LossAtOrigin(default) - data.LossOf(chain, default);

        fallen.ShouldAgreeWith(2 * point.Value / data.CorrelationDivisor * Math.Pow(delta, 3), 1e-3);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void NeuronCorrelation_SmallNeuron_IsTheRateAtWhichTheLossFalls(string name, int outputs)
    {
        RandomProblem problem = Problem(name, outputs, 0.1, 1, 2, samples: 50);
        LocalPursuitData<double> data = Data(name, problem, Weights(50));
        KktPoint point = new BatchedAscent().Maximize(data.NeuronCorrelation(problem.Network, 0, default), new NcfSearch(8, 1), default)[0];
        const double Delta = 1e-3;
        Network grown = problem.Network.AddNeuron(
            0, [.. point.Incoming.ToArray().Select(weight => Delta * weight)], [.. point.Outgoing.ToArray().Select(weight => Delta * weight)]);

        double fallen = data.LossOf(problem.Network, default) - data.LossOf(grown, default);

        fallen.ShouldAgreeWith(2 * point.Value / data.CorrelationDivisor * Delta * Delta, 1e-3);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void ResidualOf_AChain_HasTheObjectiveOfTheJoinedNetwork(string name, int outputs)
    {
        RandomProblem problem = Problem(name, outputs, 0.1, 1, 3, samples: 41);
        RandomProblem other = RandomProblem.Create(0.1, 1, outputs, 3, samples: 41, chain: true, seed: 3);
        LocalPursuitData<double> data = Data(name, problem, Weights(41));
        Network chain = Network.SingleChain(problem.Widths[0], outputs, 3, problem.Activation);
        for (int k = 0; k < chain.Parameters.Length; k++)
        {
            chain.Parameters[k] = other.Weights[k % other.Weights.Length];
        }

        double alone = data.ResidualOf(problem.Network, default).TrainingObjective(chain.Shape, default)
            .Evaluate(chain.Parameters, new double[chain.Parameters.Length]);

        alone.ShouldAgreeWith(data.LossOf(NetworkEdits.Join(problem.Network, chain), default), 1e-12);
    }

    [Theory]
    [MemberData(nameof(Losses))]
    public void Objective_MoreThreadsOrSinglePrecision_AgreesToTheBitOrToSingleAccuracy(string name, int outputs)
    {
        const int Samples = 3000;
        RandomProblem problem = Problem(name, outputs, 0.1, 1, 3, Samples);
        double[] weights = Weights(Samples);
        (double value, double[] gradient) = Evaluate(Data(name, problem, weights));
        (double threaded, double[] threadedGradient) = Evaluate(Data(name, problem, weights, threads: 3));
        (double single, double[] singleGradient) = Evaluate(
            TestObjects.Data<float>(problem.Inputs, problem.Targets, LossCases.Create(name), weights));

        threaded.Should().Be(value);
        threadedGradient.ShouldHaveTheBitsOf(gradient);
        single.ShouldAgreeWith(value, 1e-4);
        singleGradient.ShouldAgreeWith(gradient, 1e-3);

        (double, double[]) Evaluate(IPursuitData data)
        {
            double[] slopes = new double[problem.Weights.Length];
            return (data.TrainingObjective(problem.Network.Shape, default).Evaluate(problem.Weights, slopes), slopes);
        }
    }

    private static double[] Weights(int samples) => [.. Enumerable.Range(0, samples).Select(i => 0.5 + i % 3)];

    private static LocalPursuitData<double> Data(string name, RandomProblem problem, double[]? weights = null, int threads = 1) =>
        TestObjects.Data<double>(problem.Inputs, problem.Targets, LossCases.Create(name), weights, threads);

    private static RandomProblem Problem(
        string name, int outputs, double alpha, int power, int depth, int samples, bool awayFromKinks = false)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples, awayFromKinks);
        return problem with { Targets = LossCases.Targets(LossCases.Create(name), new Random(11), samples, outputs) };
    }
}
