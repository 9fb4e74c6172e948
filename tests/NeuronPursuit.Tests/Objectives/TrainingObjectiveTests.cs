namespace NeuronPursuit.Tests;

public class TrainingObjectiveTests
{
    public static TheoryData<double, int, int, int> Shapes => [.. ObjectiveCases.Shapes()];

    public static TheoryData<double, int, int, int, int> SizedShapes => [.. ObjectiveCases.SizedShapes()];

    [Theory]
    [MemberData(nameof(Shapes))]
    public void Evaluate_AwayFromKinks_GradientIsTheSlope(double alpha, int power, int outputs, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples: 9, awayFromKinks: true);
        ISumObjective objective = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
        double[] gradient = new double[objective.ParameterCount];
        objective.Evaluate(problem.Weights, gradient);

        double[] slope = CentralDifference.Gradient(
            weights => objective.Evaluate(weights, new double[weights.Length]), problem.Weights);

        gradient.ShouldAgreeWith(slope, 1e-6);
    }

    [Theory]
    [MemberData(nameof(SizedShapes))]
    public void Evaluate_AnySampleCount_AgreesWithPlainLoops(double alpha, int power, int outputs, int depth, int samples)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, outputs, depth, samples);
        ISumObjective objective = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
        double[] gradient = new double[objective.ParameterCount];

        double value = objective.Evaluate(problem.Weights, gradient);

        (double expectedValue, double[] expectedGradient) = problem.Reference.Loss(problem.Weights, problem.Inputs, problem.Targets);
        value.ShouldAgreeWith(expectedValue, 1e-10);
        gradient.ShouldAgreeWith(expectedGradient, 1e-10);
        objective.SampleCount.Should().Be(samples);
        objective.ParameterCount.Should().Be(problem.Weights.Length);
    }

    [Fact]
    public void AccumulateNormalMatrix_LossThatIsNoSquare_IsRefused()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 1, 1, 2, samples: 9);
        var objective = (ILeastSquaresObjective)TestObjects.Data<double>(problem.Inputs, problem.Targets, new HuberLoss())
            .TrainingObjective(problem.Network.Shape, default);
        int size = problem.Weights.Length;

        Action evaluate = () => objective.AccumulateNormalMatrix(problem.Weights, new double[size, size], new double[size]);

        evaluate.Should().Throw<NotSupportedException>().WithMessage("The loss is HuberLoss(1.345)*SquaredLoss only*");
    }

    [Fact]
    public void Evaluate_CalledAgain_GivesTheSameBits()
    {
        RandomProblem problem = RandomProblem.Create(0.1, 1, 2, 3, samples: 300);
        ISumObjective objective = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
        double[] first = new double[objective.ParameterCount];
        double[] second = [.. first.Select(_ => double.NaN)];
        double value = objective.Evaluate(problem.Weights, first);
        objective.Evaluate([.. problem.Weights.Select(weight => -3 * weight)], second);

        objective.Evaluate(problem.Weights, second).Should().Be(value);
        second.ShouldHaveTheBitsOf(first);
    }

    [Fact]
    public void Evaluate_OverflowingWeights_GivesNoFiniteValue()
    {
        RandomProblem problem = RandomProblem.Create(1, 4, 1, 3, samples: 9);
        ISumObjective objective = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);

        double value = objective.Evaluate([.. problem.Weights.Select(weight => 1e100 * weight)], new double[objective.ParameterCount]);

        double.IsFinite(value).Should().BeFalse();
    }

    [Fact]
    public void Evaluate_Cancelled_Throws()
    {
        RandomProblem problem = RandomProblem.Create(0, 1, 1, 2, samples: 9);
        ISumObjective objective = TestObjects.TrainingObjective(
            problem.Network.Shape, problem.Inputs, problem.Targets, cancelled: true);

        Action evaluate = () => objective.Evaluate(problem.Weights, new double[objective.ParameterCount]);

        evaluate.Should().Throw<OperationCanceledException>();
    }
}
