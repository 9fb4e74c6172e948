namespace NeuronPursuit.Tests;

/// <summary>What every activation promises. A new one derives from this and returns itself.</summary>
public abstract class ActivationContract
{
    private static readonly double[] Points = [-1e3, -7.5, -1, -0.3, -1e-3, 1e-3, 0.3, 1, 7.5, 1e3];

    public abstract IEnumerable<HomogeneousActivation> Activations { get; }

    [Fact]
    public void Evaluate_ScaledInput_ScalesByTheDegree()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            foreach (double z in Points)
            {
                foreach (double scale in new[] { 0, 1e-3, 0.7, 3, 1e3 })
                {
                    double expected = Math.Pow(scale, activation.Power) * activation.Evaluate(z);
                    activation.Evaluate(scale * z).Should().BeApproximately(expected, 1e-13 * Math.Abs(expected), activation.ToString());
                }
            }
        }
    }

    [Fact]
    public void Derivative_AwayFromZero_ObeysEuler()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            foreach (double z in Points)
            {
                double expected = activation.Power * activation.Evaluate(z);
                (z * activation.Derivative(z)).Should().BeApproximately(expected, 1e-14 * Math.Abs(expected), activation.ToString());
            }
        }
    }

    [Fact]
    public void Derivative_AwayFromZero_IsTheSlope()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            foreach (double z in Points)
            {
                double slope = CentralDifference.Gradient(at => activation.Evaluate(at[0]), [z])[0];
                activation.Derivative(z).Should().BeApproximately(slope, 1e-10 * Math.Abs(slope), activation.ToString());
            }
        }
    }

    [Fact]
    public void Coefficients_AreTheValuesAtPlusAndMinusOne()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            activation.PositiveCoefficient.Should().Be(activation.Evaluate(1));
            activation.NegativeCoefficient.Should().Be(activation.Evaluate(-1) * (activation.Power % 2 == 0 ? 1 : -1));
        }
    }

    [Fact]
    public void Kernel_AnyLength_AgreesWithEvaluateAndDerivative()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            // Lengths around the widths of 4 and 8 doubles, so that both the vectors and the rest are visited.
            foreach (int length in new[] { 1, 3, 4, 5, 7, 8, 9, 31, 257 })
            {
                double[] z = [.. RandomProblem.NormalVector(new Random(length), length).Select((value, i) => i % 5 == 4 ? 0 : value)];

                (double[] values, double[] derivatives) = TestObjects.Activate(activation, z);

                for (int i = 0; i < length; i++)
                {
                    values[i].Should().BeApproximately(activation.Evaluate(z[i]), 1e-15 * Math.Abs(values[i]), activation.ToString());
                    derivatives[i].Should().BeApproximately(activation.Derivative(z[i]), 1e-15 * Math.Abs(derivatives[i]), activation.ToString());
                }
            }
        }
    }

    [Fact]
    public void Equals_Itself_IsTrue()
    {
        foreach (HomogeneousActivation activation in Activations)
        {
            activation.Equals(activation).Should().BeTrue();
            activation.ToString().Should().NotBeNullOrWhiteSpace();
        }
    }
}
