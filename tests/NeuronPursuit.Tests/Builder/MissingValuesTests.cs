namespace NeuronPursuit.Tests.Builder;

/// <summary>NaN in X, and what a fitted model makes of it.</summary>
public class MissingValuesTests
{
    private static readonly (double[,] X, double[] y) Data = MakeData();

    [Fact]
    public void Fit_NaNWithoutARule_IsRefusedAndTellsTheWayOut() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().Fit(Data.X, Data.y))
            .Should().Throw<ArgumentException>().WithMessage("X[0, 1] is NaN*WithMissingValues*");

    [Fact]
    public void Fit_InfinityWithTheRule_IsRefused()
    {
        double[,] X = (double[,])Data.X.Clone();
        X[3, 0] = double.PositiveInfinity;

        FluentActions.Invoking(() => Builder().Fit(X, Data.y)).Should().Throw<ArgumentException>().WithMessage("X[3, 0] is*");
    }

    [Fact]
    public void Fit_NaNInTheTarget_IsRefusedWithTheRule()
    {
        double[] y = (double[])Data.y.Clone();
        y[5] = double.NaN;

        FluentActions.Invoking(() => Builder().Fit(Data.X, y)).Should().Throw<ArgumentException>().WithMessage("y[5] is NaN*");
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Fit_WhatIsMissingMatters_IsLearned(bool standardized)
    {
        NeuronPursuitModel model = Builder().WithStandardization(standardized).Fit(Data.X, Data.y);

        model.InputCount.Should().Be(3);
        model.NetworkInputs.Select(input => input.ToString()).Should().Equal("x0", "x1", "x2", "missing(x1)", "1");
        model.GetWeights(0).GetLength(1).Should().Be(5);
        Problems.RelativeError(model.Predict(Data.X), Data.y).Should().BeLessThan(0.05);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Predict_MissingOnlyAtPredict_IsThePredictionAtTheMean(bool standardized)
    {
        NeuronPursuitModel model = Builder().WithStandardization(standardized).Fit(Data.X, Data.y);
        double mean = Enumerable.Range(0, Data.X.GetLength(0)).Average(row => Data.X[row, 2]);

        double atMissing = model.Predict([0.3, 1, double.NaN]);

        atMissing.Should().BeApproximately(model.Predict([0.3, 1, mean]), 1e-9);
    }

    [Fact]
    public void Predict_ColumnMissingThroughoutAtFit_IsNotUsed()
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < X.GetLength(0); row++)
        {
            X[row, 2] = double.NaN;
        }

        NeuronPursuitModel model = Builder().WithStandardization().Fit(X, Data.y);

        model.NetworkInputs.Should().NotContain(input => input.Kind == NetworkInputKind.Missing && input.Column == 2);
        model.Predict([0.3, 1, 1e6]).Should().Be(model.Predict([0.3, 1, double.NaN]));
    }

    [Fact]
    public void Predict_NaNInAModelWithoutTheRule_SpoilsItsRowOnly()
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 3, 3, x => x[0] - x[1]);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().WithInputClip(3).WithRankView().Fit(X, y);
        double[] clean = model.Predict(X);
        X[7, 1] = double.NaN;
        X[8, 1] = double.PositiveInfinity;

        double[] spoiled = model.Predict(X);

        spoiled[7].Should().Be(double.NaN);
        double.IsFinite(spoiled[8]).Should().BeTrue("the input is clipped");
        spoiled.Where((_, i) => i is not (7 or 8)).Should().Equal(clean.Where((_, i) => i is not (7 or 8)));
    }

    [Fact]
    public void Prune_DataWithGaps_Works()
    {
        NeuronPursuitModel model = Builder().WithStandardization().Fit(Data.X, Data.y);

        NeuronPursuitModel pruned = model.Prune(Data.X, Data.y);

        pruned.NetworkInputs.Should().Equal(model.NetworkInputs);
        Problems.RelativeError(pruned.Predict(Data.X), Data.y).Should().BeLessThan(0.1);
    }

    [Fact]
    public void SaveAndLoad_DataWithGaps_PredictsTheSameBits()
    {
        NeuronPursuitModel model = Builder().WithStandardization().WithRankView().WithInputClip(5).Fit(Data.X, Data.y);

        NeuronPursuitModel loaded = TestModels.Reloaded(model);

        loaded.ShouldEqualBitForBit(model);
        loaded.NetworkInputs.Should().Equal(model.NetworkInputs);
        ModelAssertions.Bits(loaded.Predict(Data.X)).Should().Equal(ModelAssertions.Bits(model.Predict(Data.X)));
    }

    [Fact]
    public void Build_WrongSettings_ListsThem() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithMissingValues((MissingValues)7).WithInputClip(0).Build())
            .Should().Throw<ArgumentException>().WithMessage("2 settings are wrong*largest is 0*missing values is 7*");

    private static NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder()
        .WithMissingValues(MissingValues.MeanAndIndicator).WithIntercept().WithDepth(2).WithMaxIterations(8);

    /// <summary>x1 is missing in every fourth row, and the target is higher there.</summary>
    private static (double[,] X, double[] y) MakeData()
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 3, 29, x => 2 * x[0] - Math.Max(x[2], 0));
        for (int row = 0; row < 200; row++)
        {
            X[row, 1] = 5 + X[row, 1];
            X[row, 2] += 4;
            if (row % 4 == 0)
            {
                X[row, 1] = double.NaN;
                y[row] += 3;
            }
        }

        return (X, y);
    }
}
