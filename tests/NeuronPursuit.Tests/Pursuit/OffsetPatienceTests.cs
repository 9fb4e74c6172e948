namespace NeuronPursuit.Tests.Pursuit;

/// <summary>c + x1 x2 with a little noise: what the offset is worth is only seen once both networks have grown.</summary>
public class OffsetPatienceTests
{
    public static TheoryData<int, double> Draws => new()
    {
        { 3, 0.3 }, { 3, 0.5 }, { 5, 0.3 }, { 5, 0.4 }, { 8, 0.3 }, { 8, 1 },
    };

    [Theory]
    [MemberData(nameof(Draws))]
    public void Fit_Defaults_GiveTheProductItsOffset(int draw, double offset) => ShouldHaveOffset(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast), draw, offset);

    [Theory]
    [MemberData(nameof(Draws))]
    public void Fit_HeldOutPart_GivesTheProductItsOffset(int draw, double offset) =>
        ShouldHaveOffset(new NeuronPursuitBuilder().WithValidation(0.2, 4), draw, offset);

    [Theory]
    [MemberData(nameof(Draws))]
    public void Fit_ValidationSet_GivesTheProductItsOffset(int draw, double offset)
    {
        (double[,] heldX, double[] heldY) = Product(100, 177000 + draw, offset, 0.01);
        ShouldHaveOffset(new NeuronPursuitBuilder().WithValidation(heldX, heldY), draw, offset);
    }

    /// <summary>All draws of the measurement in docs/adr/0057.</summary>
    [Fact]
    [Trait("Category", "Slow")]
    public void Fit_TwentyDraws_AllHaveTheirOffset()
    {
        foreach (double offset in new[] { 0.3, 0.4, 0.5, 1 })
        {
            for (int draw = 0; draw < 20; draw++)
            {
                Fit_Defaults_GiveTheProductItsOffset(draw, offset);
                Fit_HeldOutPart_GivesTheProductItsOffset(draw, offset);
                Fit_ValidationSet_GivesTheProductItsOffset(draw, offset);
            }
        }
    }

    private static void ShouldHaveOffset(NeuronPursuitBuilder builder, int draw, double offset)
    {
        (double[,] X, double[] y) = Product(300 + (100 * (draw % 4)), 7000 + draw, offset, 0.01);
        (double[,] newX, double[] newY) = Product(1000, 77000 + draw, offset, 0);

        NeuronPursuitModel model = builder.Fit(X, y);

        model.OffsetChoice!.Reason.Should().Be(OffsetReason.LowersError, $"draw {draw}, offset {offset}");
        Lines.RSquared(model.Predict(newX), newY).Should().BeGreaterThan(0.99, $"draw {draw}, offset {offset}");
    }

    private static (double[,] X, double[] y) Product(int rows, int seed, double offset, double noise)
    {
        var random = new Random(seed);
        double[,] X = new double[rows, 2];
        double[] y = new double[rows];
        for (int row = 0; row < rows; row++)
        {
            (X[row, 0], X[row, 1]) = ((2 * random.NextDouble()) - 1, (2 * random.NextDouble()) - 1);
            double normal = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
            y[row] = offset + (X[row, 0] * X[row, 1]) + (noise * normal);
        }

        return (X, y);
    }
}
