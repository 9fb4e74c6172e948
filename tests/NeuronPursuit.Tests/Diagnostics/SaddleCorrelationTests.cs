namespace NeuronPursuit.Tests;

public class SaddleCorrelationTests
{
    public static TheoryData<double, int> Activations => new() { { 1, 1 }, { 1, 2 }, { 0.3, 4 }, { 1, 3 } };

    [Theory]
    [MemberData(nameof(Activations))]
    public void FirstOrder_ShrinkingWeights_IsWhatRemainsOfTheWholeNetwork(double alpha, int power)
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Create(alpha, power), seed: 1);
        double[,] targets = SaddleCases.TargetsOf(seed: 1);
        double[] gradient = new double[saddle.Weights.Length];
        double[] deltas = power < 3 ? [1e-2, 1e-3] : [0.1, 0.03];
        double[] errors = [.. deltas.Select(delta =>
        {
            double[] point = SaddleCases.Displaced(saddle, seed: 2, delta);
            double first = saddle.FirstOrder().Evaluate(point, gradient);
            return Math.Abs(SaddleCases.FullCorrelation(saddle, point, targets) / first - 1);
        })];

        errors[1].Should().BeLessThan(0.3 * errors[0], "the next term is of a higher degree");
        errors[1].Should().BeLessThan(0.05);
    }

    [Fact]
    public void LowestDegree_ReluWithSilentSamples_IsWhatRemainsAndH1AloneIsNot()
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.ReLU, seed: 12);
        double[] point = SaddleCases.Displaced(saddle, seed: 13, scale: 1e-4);
        double[] gradient = new double[point.Length];
        double whole = SaddleCases.FullCorrelation(saddle, point, SaddleCases.TargetsOf(seed: 12));

        double lowest = saddle.LowestDegree().Evaluate(point, gradient);
        double first = saddle.FirstOrder().Evaluate(point, gradient);

        lowest.ShouldAgreeWith(whole, 0.01);
        Math.Abs(first - whole).Should().BeGreaterThan(10 * Math.Abs(lowest - whole), "H_1 is blind to samples on the kink");
        saddle.LowestDegree().Degree.Should().Be(2);
    }

    [Theory]
    [InlineData(0.5)]
    [InlineData(-0.5)]
    [InlineData(1)]
    public void LowestDegree_SlopeAtZero_IsCountedOnce(double slope)
    {
        (SaddlePoint saddle, double[,] targets) = SaddleCases.SilentPair(HomogeneousActivation.LeakyReLU(slope), seed: 14);
        double[] point = SaddleCases.Displaced(saddle, seed: 15, scale: 1e-4);
        double[] gradient = new double[point.Length];

        double lowest = saddle.LowestDegree().Evaluate(point, gradient);

        lowest.ShouldAgreeWith(SaddleCases.FullCorrelation(saddle, point, targets), 1e-3);
        gradient.Zip(point, (g, w) => g * w).Sum().ShouldAgreeWith(2 * lowest, 1e-9);
        ShouldBeConsistent(saddle.LowestDegree(), 2);
    }

    [Fact]
    public void LowestDegree_SmoothActivation_IsH1()
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Square, seed: 12);
        double[] point = SaddleCases.Displaced(saddle, seed: 13);
        double[] gradient = new double[point.Length];

        saddle.LowestDegree().Evaluate(point, gradient).Should().Be(saddle.FirstOrder().Evaluate(point, gradient));
    }

    [Theory]
    [MemberData(nameof(Activations))]
    public void Evaluate_EveryTerm_GradientIsTheSlopeAndEulersIdentityHolds(double alpha, int power)
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Create(alpha, power), seed: 3);

        ShouldBeConsistent(saddle.FirstOrder(), power + 1);
        ShouldBeConsistent(saddle.AmongInactive(), 1 + power + power * power);
    }

    [Fact]
    public void ThroughSilent_SquaredRelu_GradientIsTheSlopeAndEulersIdentityHolds() =>
        ShouldBeConsistent(SaddleCases.SquaredRelu(5, 4).ThroughSilent(), 6);

    [Fact]
    public void AmongInactive_DeepLinear_IsTheRestOfTheNetworkExactly()
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Linear, seed: 4);
        double[] point = SaddleCases.Displaced(saddle, seed: 5);
        double[] gradient = new double[point.Length];
        double first = saddle.FirstOrder().Evaluate(point, gradient);
        double rest = saddle.AmongInactive().Evaluate(point, gradient);

        // D.3: H(w_n, w_z) = H(w_n, 0) + H_1 + B_3 C_2 A_1.
        (first + rest).ShouldAgreeWith(
            SaddleCases.FullCorrelation(saddle, point, SaddleCases.TargetsOf(seed: 4)), 1e-12);
    }

    [Fact]
    public void ThroughSilent_SquaredReluOfD3_IsTheFormulaOfThePaper()
    {
        SaddlePoint saddle = SaddleCases.SquaredRelu(6, 4);
        double[] point = SeenBy(saddle.ThroughSilent());
        double[,] first = saddle.Landscape.Matrix(point, 0);
        double[,] second = saddle.Landscape.Matrix(point, 1);
        double inner = 0;
        for (int neuron = 1; neuron < 4; neuron++)
        {
            double z = -Enumerable.Range(0, 6).Sum(j => first[neuron, j]) / 6;
            inner += second[0, neuron] * Math.Pow(Math.Max(z, 0), 2);
        }

        double[] gradient = new double[point.Length];
        double expected = Math.Pow(Math.Max(inner, 0), 2) / 2;

        expected.Should().BePositive("the test must see something");
        saddle.ThroughSilent().Evaluate(point, gradient).ShouldAgreeWith(expected, 1e-12);
        saddle.FirstOrder().Evaluate(point, gradient).Should().BeApproximately(0, 1e-14, "the paper shows that the NCF vanishes here");
        gradient.Should().OnlyContain(value => Math.Abs(value) < 1e-14);
    }

    [Theory]
    [InlineData(1, 2)]
    [InlineData(1, 1)]
    [InlineData(0.3, 4)]
    public void Maximize_FirstOrder_EndsAtAKktPointAsLemma9DescribesIt(double alpha, int power)
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Create(alpha, power), seed: 7);
        double[] start = SaddleCases.Displaced(saddle, seed: 8);
        SaddleCorrelation correlation = saddle.FirstOrder();
        double[] gradient = new double[start.Length];

        SaddleAscent end = correlation.Maximize(start, iterations: 20_000);
        double[] direction = [.. end.Direction];

        end.Alignment.Should().BeGreaterThan(1 - 1e-9);
        end.Value.Should().BePositive().And.Be(correlation.Evaluate(direction, gradient));
        direction.Sum(weight => weight * weight).Should().BeApproximately(1, 1e-12);
        for (int layer = 0; layer < 2; layer++)
        {
            saddle.InactiveNeuronNorms(direction, layer).Should().OnlyContain(norms =>
                Math.Abs(norms.Incoming * norms.Incoming - power * norms.Outgoing * norms.Outgoing) < 1e-6);
        }

        // C_2: rows 1 and 2, columns 2 and 3 of W_2.
        double[,] second = saddle.Landscape.Matrix(direction, 1);
        new[] { second[1, 2], second[1, 3], second[2, 2], second[2, 3] }.Should().OnlyContain(weight => Math.Abs(weight) < 1e-4);
    }

    [Fact]
    public void Alignment_AnyScaleOfTheSmallWeights_IsThatOfTheirDirection()
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Square, seed: 9);
        SaddleCorrelation correlation = saddle.FirstOrder();

        double near = correlation.Alignment(SaddleCases.Displaced(saddle, seed: 10, scale: 1e-6));

        near.ShouldAgreeWith(correlation.Alignment(SaddleCases.Displaced(saddle, seed: 10, scale: 1)), 1e-6);
        correlation.Alignment(saddle.Weights).Should().Be(0, "at the saddle w_z has no direction");
    }

    [Fact]
    public void Maximize_FromTheSaddleItself_SaysThatThereIsNoDirection()
    {
        SaddlePoint saddle = SaddleCases.Random(HomogeneousActivation.Square, seed: 9);

        saddle.FirstOrder().Invoking(correlation => correlation.Maximize(saddle.Weights))
            .Should().Throw<ArgumentException>().WithMessage("*no direction*");
    }

    [Fact]
    public void HigherOrder_NetworksWithoutTheTerm_SaySo()
    {
        var landscape = new TrainingLandscape(new double[,] { { 1 }, { 2 } }, new double[,] { { 1 }, { 2 } }, [2], HomogeneousActivation.Square);
        var all = new SaddlePoint(landscape, new double[4], [2]);

        all.Invoking(saddle => saddle.ThroughSilent()).Should().Throw<InvalidOperationException>().WithMessage("*one hidden layer*");
        all.Invoking(saddle => saddle.AmongInactive()).Should().Throw<InvalidOperationException>().WithMessage("*without an inactive neuron*");
        all.FirstOrder().Evaluate(new double[4], new double[4]).Should().Be(0);
    }

    /// <summary>A random point at which a correlation is not 0: b . sigma(A x) may be negative, and its sigma then 0.</summary>
    private static double[] SeenBy(SaddleCorrelation correlation) => Enumerable.Range(11, 20)
        .Select(seed => SaddleCases.Displaced(correlation.Saddle, seed))
        .First(point => correlation.Evaluate(point, new double[point.Length]) != 0);

    private static void ShouldBeConsistent(SaddleCorrelation correlation, double degree)
    {
        SaddlePoint saddle = correlation.Saddle;
        double[] point = SeenBy(correlation);
        int[] places = [.. Enumerable.Range(0, point.Length).Where(saddle.IsInactive)];
        double[] gradient = new double[point.Length];
        double value = correlation.Evaluate(point, gradient);

        correlation.Degree.Should().Be(degree);
        value.Should().NotBe(0);
        gradient.Zip(point, (g, w) => g * w).Sum().ShouldAgreeWith(degree * value, 1e-9);
        places.Select(place => gradient[place]).ToArray().ShouldAgreeWith(
            CentralDifference.Gradient(ValueAt, [.. places.Select(place => point[place])]), 1e-6);
        Enumerable.Range(0, point.Length).Except(places).Should().OnlyContain(place => gradient[place] == 0);

        double ValueAt(double[] small)
        {
            double[] moved = [.. point];
            for (int i = 0; i < places.Length; i++)
            {
                moved[places[i]] = small[i];
            }

            return correlation.Evaluate(moved, new double[moved.Length]);
        }
    }
}
