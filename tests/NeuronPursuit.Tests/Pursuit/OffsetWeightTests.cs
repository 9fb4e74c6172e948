namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Rows count by their weight where a fit chooses between an offset and none.</summary>
public class OffsetWeightTests
{
    /// <summary>A few rows that count and many that do not, whose targets say nothing: the choice is that of the few.</summary>
    [Theory]
    [InlineData(12, 1)]
    [InlineData(15, 0.5)]
    [InlineData(15, 2)]
    [InlineData(20, 1)]
    public void Fit_RowsOfNextToNoWeight_DoNotCount(int counting, double offset)
    {
        for (int draw = 0; draw < 5; draw++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(300, 2, 500 + draw, x => offset + (2 * x[0]) - x[1]);
            double[] weights = [.. y.Select((_, row) => row < counting ? 1 : 1e-12)];
            var random = new Random(draw);
            y = [.. y.Select((value, row) => row < counting ? value : offset + random.NextDouble())];
            (double[,] fewX, double[] fewY) = (new double[counting, 2], y[..counting]);
            for (int row = 0; row < counting; row++)
            {
                (fewX[row, 0], fewX[row, 1]) = (X[row, 0], X[row, 1]);
            }

            OffsetChoice alone = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(fewX, fewY).OffsetChoice!;
            OffsetChoice among = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(X, y, weights).OffsetChoice!;

            (among.Reason, among.IsFitted).Should().Be((alone.Reason, alone.IsFitted), $"draw {draw}");
        }
    }

    /// <summary>With seven rows that count there is no choice, as with seven rows.</summary>
    [Fact]
    public void Fit_HandfulOfRowsThatCount_HasNoChoice()
    {
        (double[,] X, double[] y) = Problems.Gaussian(100, 2, 5, x => 1 + x[0]);
        double[] weights = [.. y.Select((_, row) => row < 7 ? 1 : 1e-12)];

        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(X, y, weights).OffsetChoice.Should().BeNull();
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(1)]
    public void Fit_RowOfWeightTwo_DecidesAsTheRowTwice(double offset)
    {
        for (int draw = 0; draw < 5; draw++)
        {
            (double[,] X, double[] y) = Problems.Gaussian(40, 2, 600 + draw, x => offset + (2 * x[0]) - x[1] + (0.1 * Math.Sin(50 * x[0])));
            (double[,] twiceX, double[] twiceY) = (new double[60, 2], [.. y, .. y[..20]]);
            for (int row = 0; row < 60; row++)
            {
                (twiceX[row, 0], twiceX[row, 1]) = (X[row % 40, 0], X[row % 40, 1]);
            }

            NeuronPursuitModel weighted = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(X, y, [.. y.Select((_, row) => row < 20 ? 2.0 : 1)]);
            NeuronPursuitModel twice = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).Fit(twiceX, twiceY);

            weighted.OffsetChoice!.IsFitted.Should().Be(twice.OffsetChoice!.IsFitted, $"draw {draw}");
        }
    }
}
