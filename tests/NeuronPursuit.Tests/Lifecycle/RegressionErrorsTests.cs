namespace NeuronPursuit.Tests.Lifecycle;

public class RegressionErrorsTests
{
    [Fact]
    public void Of_Vectors_ComparesPredictionsWithTargetsInThisOrder()
    {
        double[] predictions = [1, 2, 3, 4];
        double[] targets = [1, 2, 3, 8];

        RegressionErrors errors = RegressionErrors.Of(predictions, targets);

        errors.RootMeanSquaredError.Should().Be(2);
        errors.MeanAbsoluteError.Should().Be(1);
        errors.RSquared.Should().BeApproximately(1 - 16 / 29.0, 1e-15, "squares are about the mean of the targets, the second argument");
        errors.Should().Be(RegressionErrors.Of(Matrices.Column(predictions), Matrices.Column(targets)));
        RegressionErrors.Of(targets, predictions).RSquared.Should().NotBe(errors.RSquared);
    }

    [Fact]
    public void Of_ConstantTargets_HasNoRSquared() => RegressionErrors.Of([1, 2], [3, 3]).RSquared.Should().Be(double.NaN);

    [Fact]
    public void Of_UnlikeLengths_SaysWhich()
    {
        FluentActions.Invoking(() => RegressionErrors.Of([1, 2, 3], [1, 2])).Should().Throw<ArgumentException>()
            .WithMessage("predictions has 3 values and targets 2*");
        FluentActions.Invoking(() => RegressionErrors.Of([], Array.Empty<double>())).Should().Throw<ArgumentException>()
            .WithMessage("*at least one.");
        FluentActions.Invoking(() => RegressionErrors.Of(null!, [1.0])).Should().Throw<ArgumentNullException>();
    }
}
