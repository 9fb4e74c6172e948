namespace NeuronPursuit.Tests;

public class HomogeneousActivationTests
{
    [Theory]
    [InlineData(0, 1, 3, 3)]
    [InlineData(0, 1, -3, 0)]
    [InlineData(0.1, 1, -3, -0.3)]
    [InlineData(-0.5, 1, -3, 1.5)]
    [InlineData(1, 1, -3, -3)]
    [InlineData(0.5, 2, -3, 2.25)]
    [InlineData(0.5, 3, -2, -1)]
    [InlineData(1, 2, -3, 9)]
    [InlineData(0, 4, -3, 0)]
    [InlineData(0, 3, 2, 8)]
    public void Evaluate_KnownValue_IsTheMaximumToThePower(double alpha, int power, double z, double expected)
    {
        HomogeneousActivation.Create(alpha, power).Evaluate(z).Should().BeApproximately(expected, 1e-15);
    }

    [Theory]
    [InlineData(3, 6)]
    [InlineData(-3, -3)]
    public void Evaluate_AlphaAboveOne_TakesAlphaOnThePositiveSide(double z, double expected)
    {
        // max(z, 2z) is 2z for z > 0 and z below.
        HomogeneousActivation.LeakyReLU(2).Evaluate(z).Should().Be(expected);
        HomogeneousActivation.LeakyReLU(2).Derivative(z).Should().Be(z > 0 ? 2 : 1);
    }

    [Theory]
    [InlineData(0, 0)]
    [InlineData(0.1, 0.1)]
    [InlineData(-0.5, -0.5)]
    [InlineData(1, 1)]
    [InlineData(2, 1)]
    public void Derivative_AtZeroWithPowerOne_IsThatOfTheNegativeSide(double alpha, double expected)
    {
        HomogeneousActivation.LeakyReLU(alpha).Derivative(0).Should().Be(expected);
        HomogeneousActivation.LeakyReLU(alpha).Derivative(-0.0).Should().Be(expected);
        TestObjects.Activate(HomogeneousActivation.LeakyReLU(alpha), [0, -0.0]).Derivatives.Should().Equal(expected, expected);
    }

    [Theory]
    [InlineData(2)]
    [InlineData(5)]
    public void Derivative_AtZeroWithHigherPower_IsZero(int power)
    {
        HomogeneousActivation.Create(0.5, power).Derivative(0).Should().Be(0);
    }

    [Fact]
    public void Evaluate_PowerOverflowsAndCoefficientIsSmall_AgreesWithTheKernels()
    {
        HomogeneousActivation square = HomogeneousActivation.Create(0, 2);
        HomogeneousActivation cube = HomogeneousActivation.Create(1e-60, 3);

        square.Evaluate(-1e160).Should().Be(0);
        HomogeneousActivation.Create(0, 3).Derivative(-1e160).Should().Be(0);
        cube.Evaluate(-1e110).Should().Be(TestObjects.Activate(cube, [-1e110]).Values[0]).And.BeInRange(-1.1e150, -0.9e150);
    }

    [Fact]
    public void Presets_AreThePapersActivations()
    {
        Numbers(HomogeneousActivation.ReLU).Should().Be((0, 1));
        Numbers(HomogeneousActivation.Linear).Should().Be((1, 1));
        Numbers(HomogeneousActivation.Square).Should().Be((1, 2));
        Numbers(HomogeneousActivation.LeakyReLU(0.25)).Should().Be((0.25, 1));
        Numbers(HomogeneousActivation.Create(-3, 4)).Should().Be((-3, 4));

        static (double, int) Numbers(HomogeneousActivation activation) => (activation.NegativeSlope, activation.Power);
    }

    [Fact]
    public void Equals_SameFunction_IsTrueWithTheSameHash()
    {
        HomogeneousActivation one = HomogeneousActivation.Create(0, 1);

        one.Should().Be(HomogeneousActivation.ReLU);
        one.GetHashCode().Should().Be(HomogeneousActivation.ReLU.GetHashCode());
        HomogeneousActivation.Create(-0.0, 1).Should().Be(one);
        HomogeneousActivation.Create(-0.0, 1).GetHashCode().Should().Be(one.GetHashCode());
        new SignedSquare().Should().Be(new SignedSquare());
    }

    [Fact]
    public void Equals_OtherFunction_IsFalse()
    {
        HomogeneousActivation.ReLU.Should().NotBe(HomogeneousActivation.LeakyReLU(0.1));
        HomogeneousActivation.ReLU.Should().NotBe(HomogeneousActivation.Create(0, 2));
        HomogeneousActivation.Square.Should().NotBe(new SignedSquare());
        HomogeneousActivation.ReLU.Equals("ReLU").Should().BeFalse();
        HomogeneousActivation.ReLU.Equals(null).Should().BeFalse();
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    public void Create_SlopeNotFinite_ThrowsAndNamesIt(double slope)
    {
        Action leaky = () => HomogeneousActivation.LeakyReLU(slope);
        Action create = () => HomogeneousActivation.Create(slope, 1);

        leaky.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("negativeSlope").WithMessage("*finite*");
        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("negativeSlope").WithMessage("*finite*");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-2)]
    public void Create_PowerBelowOne_ThrowsAndSaysWhatItIs(int power)
    {
        Action create = () => HomogeneousActivation.Create(0, power);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName(nameof(power)).WithMessage("*at least 1*");
    }

    [Fact]
    public void Create_CoefficientOverflows_Throws()
    {
        Action create = () => HomogeneousActivation.Create(1e200, 2);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(7)]
    public void New_BothCoefficientsZero_IsRefused(int power)
    {
        FluentActions.Invoking(() => new Nothing(0, 0, power)).Should().Throw<ArgumentException>().WithMessage("positiveCoefficient and negativeCoefficient are both 0*");
        FluentActions.Invoking(() => new Nothing(-0.0, 0, power)).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => new Nothing(0, 1, power)).Should().NotThrow();

        // A pair of opposite neurons may cancel.
        HomogeneousActivation.Linear.Paired.Evaluate(3).Should().Be(0);
    }

    [Fact]
    public void FromCoefficients_KnownAndForeignNumbers_GiveTheSameFunctionBack()
    {
        HomogeneousActivation known = HomogeneousActivation.Create(0.3, 3);
        HomogeneousActivation rebuilt = HomogeneousActivation.FromCoefficients(known.PositiveCoefficient, known.NegativeCoefficient, 3, 0.3);
        HomogeneousActivation foreign = HomogeneousActivation.FromCoefficients(1, -1, 2, double.NaN);

        rebuilt.Should().Be(known);
        rebuilt.NegativeSlope.Should().Be(0.3);
        foreign.Should().Be(new SignedSquare());
        foreign.NegativeSlope.Should().Be(double.NaN);
    }

    [Theory]
    [InlineData(0, 1, "ReLU")]
    [InlineData(1, 1, "Linear")]
    [InlineData(1, 2, "Square")]
    [InlineData(0.5, 1, "LeakyReLU(0.5)")]
    [InlineData(0.5, 3, "max(z, 0.5 z)^3")]
    public void ToString_PaperFamily_IsReadableInAnyCulture(double alpha, int power, string expected)
    {
        HomogeneousActivation.Create(alpha, power).ToString().Should().Be(expected);
    }

    private sealed class Nothing(double positive, double negative, int power) : HomogeneousActivation(positive, negative, power);
}
