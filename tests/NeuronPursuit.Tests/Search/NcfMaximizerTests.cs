namespace NeuronPursuit.Tests;

public class ProjectedGradientAscentTests : NcfAscentContract
{
    protected override INcfMaximizer Create() => new ProjectedGradientAscent();

    [Fact]
    public void Maximize_OneStep_IsTheFormulaOfTheAppendix()
    {
        // C.1: w <- (w + step grad N(w)) / norm.
        INcfObjective objective = NcfCases.Smooth().First().Objective;
        var search = new NcfSearch(1, 4);
        double[] start = new double[objective.Size()];
        search.FillStart(0, start);
        double[] moved = [.. start.Zip(objective.GradientAt(start), (w, g) => w + 0.7 * g)];
        double norm = new ReadOnlySpan<double>(moved).Norm();

        IReadOnlyList<KktPoint> points = new ProjectedGradientAscent(0.7, 1).Maximize(objective, search, TestContext.Current.CancellationToken);

        points[0].Weights.ToArray().ShouldAgreeWith([.. moved.Select(w => w / norm)], 1e-14);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(-0.1, 1)]
    [InlineData(double.NaN, 1)]
    [InlineData(double.PositiveInfinity, 1)]
    [InlineData(0.2, 0)]
    public void Constructor_OutOfRange_Throws(double stepSize, int iterations)
    {
        Action create = () => _ = new ProjectedGradientAscent(stepSize, iterations);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Constructor_InfiniteStep_SaysTheRange()
    {
        Action create = () => _ = new ProjectedGradientAscent(double.PositiveInfinity);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("stepSize")
            .WithMessage("stepSize must be positive and finite*").Which.ActualValue.Should().Be(double.PositiveInfinity);
    }
}

public class BatchedAscentTests : NcfAscentContract
{
    protected override double RatioTolerance => 1e-12;

    protected override INcfMaximizer Create() => new BatchedAscent();

    [Theory]
    [InlineData(0, 1e-8)]
    [InlineData(10, -1)]
    [InlineData(10, 1)]
    [InlineData(10, double.NaN)]
    public void Constructor_OutOfRange_Throws(int iterations, double tolerance)
    {
        Action create = () => _ = new BatchedAscent(iterations, tolerance);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Constructor_ToleranceTooLarge_SaysTheRange()
    {
        Action create = () => _ = new BatchedAscent(50, 2);

        create.Should().Throw<ArgumentOutOfRangeException>().WithParameterName("tolerance")
            .WithMessage("tolerance must be at least 0 and below 1*").Which.ActualValue.Should().Be(2.0);
    }

    [Fact]
    public void Maximize_MoreIterations_NeverLoses()
    {
        foreach (NcfObjectiveCase item in NcfCases.Smooth().Concat(NcfCases.Kinked()))
        {
            double[] values = [.. new[] { 1, 5, 25, 125 }.Select(iterations =>
                new BatchedAscent(iterations).Maximize(item.Objective, new NcfSearch(1, 8), TestContext.Current.CancellationToken)[0].Value)];

            values.Should().BeInAscendingOrder(item.Name);
        }
    }
}
