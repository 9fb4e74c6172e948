namespace NeuronPursuit.Tests;

public class PaperActivationTests : ActivationContract
{
    public override IEnumerable<HomogeneousActivation> Activations =>
        from alpha in RandomProblem.Alphas
        from power in RandomProblem.Powers
        select HomogeneousActivation.Create(alpha, power);

    [Fact]
    public void Evaluate_AnyPoint_IsTheMaximumToThePower()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            var reference = new ScalarReference([1, 1, 1], activation.NegativeSlope, activation.Power);
            foreach (double z in new[] { -2.5, -0.1, 0, 0.1, 2.5 })
            {
                activation.Evaluate(z).Should().BeApproximately(reference.Sigma(z), 1e-13, activation.ToString());
                activation.Derivative(z).Should().BeApproximately(reference.SigmaPrime(z), 1e-13, activation.ToString());
            }
        }
    }
}

/// <summary>An activation of a user's own, outside the paper's family.</summary>
public class DerivedActivationTests : ActivationContract
{
    public override IEnumerable<HomogeneousActivation> Activations => [new SignedSquare()];

    [Fact]
    public void Evaluate_SignedSquare_KeepsTheSign()
    {
        new SignedSquare().Evaluate(-3).Should().Be(-9);
        new SignedSquare().Evaluate(3).Should().Be(9);
        new SignedSquare().NegativeSlope.Should().Be(double.NaN);
    }

    [Fact]
    public void Evaluate_TrainingObjective_GradientIsTheSlope()
    {
        // sign(z) z^2 has a continuous derivative, so no draw is near a kink.
        RandomProblem problem = RandomProblem.Create(1, 2, 1, 3, samples: 9);
        Network network = TestObjects.Network(problem.Widths, new SignedSquare(), problem.Weights);
        ISumObjective objective = TestObjects.TrainingObjective(network.Shape, problem.Inputs, problem.Targets);
        double[] gradient = new double[objective.ParameterCount];
        objective.Evaluate(problem.Weights, gradient);

        gradient.ShouldAgreeWith(CentralDifference.Gradient(weights => objective.Evaluate(weights, new double[weights.Length]), problem.Weights), 1e-6);
    }

    [Theory]
    [InlineData(double.NaN, 1, 1, "positiveCoefficient")]
    [InlineData(1, double.PositiveInfinity, 1, "negativeCoefficient")]
    [InlineData(1, 1, 0, "power")]
    public void Constructor_OutOfRange_ThrowsAndNamesIt(double positive, double negative, int power, string parameter)
    {
        Action create = () => _ = new Custom(positive, negative, power);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(parameter);
    }

    private sealed class Custom(double positive, double negative, int power) : HomogeneousActivation(positive, negative, power);
}
