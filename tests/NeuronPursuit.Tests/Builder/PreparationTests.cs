namespace NeuronPursuit.Tests.Builder;

/// <summary>Ranks and limits of inputs in fitted models.</summary>
public class PreparationTests
{
    private static readonly (double[,] X, double[] y) Data = MakeData();

    [Fact]
    public void Fit_TargetThatFollowsARank_IsFittedBetterWithIt()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithStandardization().WithIntercept().WithDepth(2).WithMaxIterations(3);
        NeuronPursuitModel plain = builder.Fit(Data.X, Data.y);
        NeuronPursuitModel ranked = builder.WithRankView().Fit(Data.X, Data.y);

        plain.NetworkInputs.Select(input => input.ToString()).Should().Equal("x0", "x1", "1");
        ranked.NetworkInputs.Select(input => input.ToString()).Should().Equal("x0", "x1", "rank(x1)", "1");
        ranked.History[^1].TrainingError.Should().BeLessThan(0.5 * plain.History[^1].TrainingError);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Predict_TrainingData_HasTheErrorOfTheHistory(bool standardized)
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithStandardization(standardized).WithInputClip(2).WithRankView().WithIntercept().WithMaxIterations(4).Fit(Data.X, Data.y);

        Problems.DeviationError(model.Predict(Data.X), Data.y)
            .Should().BeApproximately(model.History[^1].TrainingError, 1e-9, "Predict prepares inputs as Fit did");
    }

    [Fact]
    public void Predict_BeyondTheLimit_CountsAsTheLimit()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().WithInputClip(2).WithIntercept().Fit(Data.X, Data.y);

        model.Predict([1e9, -1e9]).Should().Be(model.Predict([1e6, -1e6]));
    }

    [Fact]
    public void Predict_ColumnConstantAtFit_IsNotUsed()
    {
        double[,] X = (double[,])Data.X.Clone();
        for (int row = 0; row < X.GetLength(0); row++)
        {
            X[row, 0] = 3;
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithStandardization().WithIntercept().Fit(X, Data.y);

        model.Predict([1000, 2]).Should().Be(model.Predict([3, 2]));
    }

    [Fact]
    public void NetworkInputs_NamesOfColumns_AreTaken()
    {
        string[] names = ["age", "income"];
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRankView().WithIntercept().WithMaxIterations(1).Fit(Data.X, Data.y);

        model.NetworkInputs.Select(input => input.ToString(input.Column < 0 ? "" : names[input.Column]))
            .Should().Equal("age", "income", "rank(income)", "1");
    }

    [Fact]
    public void Fit_FloatAndDouble_PrepareAlike()
    {
        float[,] X = new float[Data.y.Length, 2];
        double[,] same = new double[Data.y.Length, 2];
        float[] y = new float[Data.y.Length];
        for (int i = 0; i < Data.X.Length; i++)
        {
            X[i / 2, i % 2] = (float)Data.X[i / 2, i % 2];
            same[i / 2, i % 2] = X[i / 2, i % 2];
            y[i / 2] = (float)Data.y[i / 2];
        }

        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithStandardization().WithInputClip(3).WithRankView().WithMaxIterations(3);
        NeuronPursuitModel single = builder.Fit(X, y);
        NeuronPursuitModel twice = builder.Fit(same, [.. y.Select(value => (double)value)]);

        single.ShouldEqualBitForBit(twice);
        single.Predict(X).Should().Equal(twice.Predict(same));
    }

    private static (double[,] X, double[] y) MakeData()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 2, 31, x => x[0] + Math.Atan(x[1]));
        for (int row = 0; row < 300; row++)
        {
            X[row, 1] = Math.Exp(2.5 * X[row, 1]);
        }

        return (X, y);
    }
}
