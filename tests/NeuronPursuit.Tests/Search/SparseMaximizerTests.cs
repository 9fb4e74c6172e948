namespace NeuronPursuit.Tests;

public class IterativeHardThresholdingTests : NcfAscentContract
{
    // With room for all inputs it is an ascent like any other.
    protected override INcfMaximizer Create() => new IterativeHardThresholding([1000], 150, 50);

    [Fact]
    public void Maximize_TwoRelevantInputsOfMany_FindsThem()
    {
        INcfObjective objective = SparseCases.Correlation(x => Math.Max(0, 2 * x[3] - x[17]), HomogeneousActivation.ReLU);

        IReadOnlyList<KktPoint> points = new IterativeHardThresholding([2]).Maximize(
            objective, new NcfSearch(12, 1), TestContext.Current.CancellationToken);

        SparseCases.Support(points[0]).Should().Equal(3, 17);
    }

    [Fact]
    public void Maximize_SeveralSizes_KeepsEachWithinItsSize()
    {
        INcfObjective objective = SparseCases.Correlation(x => x.Sum(), HomogeneousActivation.ReLU);

        IReadOnlyList<KktPoint> points = new IterativeHardThresholding([1, 4]).Maximize(
            objective, new NcfSearch(5, 1), TestContext.Current.CancellationToken);

        points.Should().HaveCount(10);
        points.Select(point => SparseCases.Support(point).Length).Should().OnlyContain(count => count == 1 || count == 4);
        points.Should().BeInDescendingOrder(point => point.Value);
    }

    [Fact]
    public void Constructor_OutOfRange_Throws()
    {
        ((Action)(() => _ = new IterativeHardThresholding([]))).Should().Throw<ArgumentException>();
        ((Action)(() => _ = new IterativeHardThresholding([0]))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new IterativeHardThresholding([1], 0))).Should().Throw<ArgumentOutOfRangeException>();
        ((Action)(() => _ = new IterativeHardThresholding([1], 1, -1))).Should().Throw<ArgumentOutOfRangeException>();
    }
}

public class SignVectorSearchTests : NcfMaximizerContract
{
    public static TheoryData<double, int> Activations => new() { { 0, 1 }, { 0.5, 1 }, { 1, 1 }, { 0, 2 }, { -0.5, 3 } };

    protected override INcfMaximizer Create() => new SignVectorSearch();

    /// <summary>Both sizes of vectors are ranked by these values together.</summary>
    [Theory]
    [MemberData(nameof(Activations))]
    public void VisitSignVectors_EveryVector_HasTheValueOfItsCompletedCandidate(double negativeSlope, int power)
    {
        INcfObjective objective = SparseCases.Correlation(x => x[0] - Math.Abs(x[1]), HomogeneousActivation.Create(negativeSlope, power));
        int compared = 0;

        foreach (int size in (int[])[1, 2])
        {
            ((ISignCorrelations)objective).VisitSignVectors(size, (first, second, relativeSign, sign, value) =>
            {
                double[] candidate = new double[objective.IncomingCount + objective.OutgoingCount];
                candidate.AsSpan(objective.IncomingCount).Fill(1);
                candidate[first] = sign;
                if (second >= 0)
                {
                    candidate[second] = sign * relativeSign;
                }

                double[] completed = new double[1];
                objective.Complete(candidate, completed, new double[candidate.Length]);
                value.Should().BeApproximately(completed[0], 1e-12 * Math.Max(1, Math.Abs(value)));
                compared++;
            });
        }

        compared.Should().Be(2 * objective.InputCount * objective.InputCount);
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Maximize_OnTheLibrarysCorrelation_EqualsDenseCandidates(double slope, int power)
    {
        INcfObjective fast = SparseCases.Correlation(x => Math.Abs(x[1] - x[2]) + x[0], HomogeneousActivation.Create(slope, power), 8);
        var search = new NcfSearch(1, 3);
        var maximizer = new SignVectorSearch(2, 5);

        double[] expected = [.. maximizer.Maximize(new Plain(fast), search, TestContext.Current.CancellationToken).Select(point => point.Value)];
        double[] values = [.. maximizer.Maximize(fast, search, TestContext.Current.CancellationToken).Select(point => point.Value)];

        values.ShouldAgreeWith(expected, 1e-12);
    }

    [Fact]
    public void Maximize_SignProductOfTwoInputs_FindsBoth()
    {
        INcfObjective objective = SparseCases.Correlation(x => x[5] * x[9], HomogeneousActivation.ReLU.Paired);

        KktPoint best = new SignVectorSearch().Maximize(objective, new NcfSearch(1, 1), TestContext.Current.CancellationToken)[0];

        SparseCases.Support(best).Should().Equal(5, 9);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(3, 1)]
    [InlineData(1, 0)]
    public void Constructor_OutOfRange_Throws(int inputs, int points)
    {
        Action create = () => _ = new SignVectorSearch(inputs, points);

        create.Should().Throw<ArgumentOutOfRangeException>();
    }

    /// <summary>The same objective without its fast path.</summary>
    private sealed class Plain(INcfObjective inner) : INcfObjective
    {
        public int IncomingCount => inner.IncomingCount;

        public int OutgoingCount => inner.OutgoingCount;

        public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients) =>
            inner.Evaluate(candidates, values, gradients);

        public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients) =>
            inner.Complete(candidates, values, gradients);
    }
}

public class AntipodalPairTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(0.5, 1)]
    [InlineData(0, 2)]
    [InlineData(0.3, 3)]
    public void Paired_OfAnActivation_IsTheSumOfBothDirections(double slope, int power)
    {
        HomogeneousActivation activation = HomogeneousActivation.Create(slope, power);

        foreach (double z in (double[])[-2.5, -1, 0, 0.3, 4])
        {
            activation.Paired.Evaluate(z).Should().BeApproximately(activation.Evaluate(z) + activation.Evaluate(-z), 1e-12);
        }
    }
}

public class DistinctPointsTests
{
    [Fact]
    public void Take_PointsOfOneDirection_KeepsTheBest()
    {
        KktPoint[] points = [Point(3, 1, 0), Point(2.9, 1, 0.01), Point(2, 0, 1), Point(0.5, -1, 0)];

        DistinctPoints.Take(points, 4).Should().Equal(points[0], points[2]);
        DistinctPoints.Take(points, 4, minShare: 0).Should().Equal(points[0], points[2], points[3]);
        DistinctPoints.Take(points, 1).Should().Equal(points[0]);
    }

    private static KktPoint Point(double value, double first, double second) => new(value, 1, [first, second, 1], 2);
}

internal static class SparseCases
{
    public static INcfObjective Correlation(Func<double[], double> target, HomogeneousActivation activation, int inputs = 30)
    {
        (double[,] X, double[] y) = Problems.Cube(300, inputs, 5, target);
        var data = (ILocalPursuitData)TestObjects.Data(X, Matrices.Column(y));
        return data.Correlation(data.CopyTargets(), activation, default);
    }

    public static int[] Support(KktPoint point)
    {
        double[] incoming = point.Incoming.ToArray();
        return [.. Enumerable.Range(0, incoming.Length).Where(k => incoming[k] != 0)];
    }
}
