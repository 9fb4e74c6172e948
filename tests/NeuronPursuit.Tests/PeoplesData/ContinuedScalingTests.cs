namespace NeuronPursuit.Tests.PeoplesData;

/// <summary>What a first fit froze does not hide new data.</summary>
public class ContinuedScalingTests
{
    private static readonly (double[,] X, double[] y) First = Problems.Gaussian(250, 3, 51, x => 5 + 2 * x[0] - x[1]);
    private static readonly (double[,] X, double[] y) Second = Problems.Gaussian(250, 3, 52, x => 5 + 2 * x[0] - x[1] + 3 * Math.Max(0, x[2]));

    public static TheoryData<string> Kinds => [.. Changes.Keys];

    /// <summary>What column 2 was in the first data, from what it is in the second, and settings of the first fit.</summary>
    private static Dictionary<string, (Func<double, double> Before, Func<NeuronPursuitBuilder, NeuronPursuitBuilder> Settings)> Changes { get; } = new()
    {
        ["constant"] = (_ => 7, b => b),
        ["all missing"] = (_ => double.NaN, b => b.WithMissingValues(MissingValues.MeanAndIndicator)),
        ["a hundredth of the scale"] = (value => value / 100, b => b),
        ["a millionth of the scale"] = (value => value / 1e6, b => b),
        ["a thousand times the scale"] = (value => value * 1000, b => b),
        ["somewhere else"] = (value => value - 1000, b => b),
        ["beyond the limits"] = (value => value / 40, b => b.WithInputClip(3)),
    };

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Continue_NewValuesOfAColumn_AreLearned(string kind)
    {
        NeuronPursuitModel first = Old(kind, intercept: true);
        var logger = new RecordingLogger();

        NeuronPursuitModel further = new NeuronPursuitBuilder().WithLogger(logger).Continue(first, Second.X, Second.y);

        PeoplesTables.RSquared(further.Predict(Second.X), Second.y).Should().BeGreaterThan(0.99);
        logger.Events.Should().ContainSingle(e => e.EventId == 24).Which.Message.Should().StartWith("Column 2 of X");
    }

    [Theory]
    [InlineData("constant")]
    [InlineData("a millionth of the scale")]
    [InlineData("beyond the limits")]
    public void Continue_WithoutAnIntercept_LearnsNewValuesToo(string kind)
    {
        NeuronPursuitModel first = Old(kind, intercept: false);

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(first, Second.X, Second.y);

        PeoplesTables.RSquared(further.Predict(Second.X), Second.y).Should().BeGreaterThan(0.98);
    }

    [Fact]
    public void Unfold_OtherUnits_IsTheSameFunction()
    {
        NeuronPursuitModel first = Old("a hundredth of the scale", intercept: true);
        PursuitOptions options = PursuitRecipe.Fast.Defaults with { Standardization = true, Intercept = true };

        ModelScaling scaling = ContinuedScaling.Of(
            first, options, new MatrixColumns<double>(Second.X, default), new MatrixColumns<double>(Matrices.Column(Second.y), default), [0]);
        var same = new NeuronPursuitModel(
            scaling.Apply([scaling.Unfold(first.Fitted.Networks[0])], true), first.History, first.StopReason, null);

        scaling.Rescaled.Should().Equal(2);
        same.Predict(Second.X).ShouldAgreeWith(first.Predict(Second.X), 1e-9);
    }

    [Fact]
    public void Continue_ShiftWithinTheScale_KeepsIt()
    {
        NeuronPursuitModel first = Builder(true).Fit(First.X, First.y);
        double[,] shifted = (double[,])First.X.Clone();
        for (int row = 0; row < 250; row++)
        {
            shifted[row, 0] += 2;
        }

        new NeuronPursuitBuilder().WithMaxIterations(1).Continue(first, shifted, First.y).NetworkInputs.Should().Equal(first.NetworkInputs);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Continue_NewStrays_DoNoHarm(bool standardized)
    {
        (double[,] X, double[] y) = Problems.Gaussian(250, 3, 51, x => 2 * x[0] - x[1]);
        NeuronPursuitModel first = (standardized ? Builder(true) : new NeuronPursuitBuilder().WithMaxIterations(3)).Fit(X, y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(first, PeoplesTables.With(X, 1e30, (7, 0)), y);

        PeoplesTables.RSquared(further.Predict(X), y).Should().BeGreaterThan(0.95);
    }

    [Fact]
    public void Continue_TargetsOutOfScale_AreLearned()
    {
        NeuronPursuitModel first = Builder(true).Fit(First.X, First.y);
        double[] large = [.. First.y.Select(value => 1e6 * value)];

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(first, First.X, large);

        PeoplesTables.RSquared(further.Predict(First.X), large).Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void Continue_ModelOfAConstant_BeginsAnew()
    {
        NeuronPursuitModel constant = Builder(true).Fit(First.X, new double[250].Select(_ => 5.0).ToArray());

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(constant, Second.X, Second.y);

        PeoplesTables.RSquared(further.Predict(Second.X), Second.y).Should().BeGreaterThan(0.99);
    }

    private static NeuronPursuitBuilder Builder(bool intercept) =>
        new NeuronPursuitBuilder().WithStandardization().WithIntercept(intercept).WithMaxIterations(4);

    private static NeuronPursuitModel Old(string kind, bool intercept)
    {
        double[,] X = (double[,])First.X.Clone();
        for (int row = 0; row < 250; row++)
        {
            X[row, 2] = Changes[kind].Before(X[row, 2]);
        }

        return Changes[kind].Settings(Builder(intercept)).Fit(X, First.y);
    }
}
