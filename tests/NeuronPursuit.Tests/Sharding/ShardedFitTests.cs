namespace NeuronPursuit.Tests.Sharding;

public class ShardedFitTests
{
    public static TheoryData<string> Settings => [.. Builders.Keys];

    private static Dictionary<string, Func<NeuronPursuitBuilder>> Builders { get; } = new()
    {
        ["fast"] = () => new NeuronPursuitBuilder(),
        ["paper"] = () => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper).WithNcfMaximizer(new ProjectedGradientAscent(0.1, 50)).WithOptimizer(new GradientDescent(0.01, 200)),
        ["depth 4, leaky"] = () => new NeuronPursuitBuilder().WithDepth(4).WithActivation(HomogeneousActivation.LeakyReLU(0.1)),
        ["squared ReLU with silent neurons"] = () => new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.Create(0, 2)),
        ["linear, chains"] = () => new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.Linear),
        ["standardised"] = () => new NeuronPursuitBuilder().WithStandardization().WithIntercept().WithInputClip(2),
        ["single precision"] = () => new NeuronPursuitBuilder().WithPrecision(Precision.Single),
        ["Levenberg-Marquardt"] = () => new NeuronPursuitBuilder().WithOptimizer(new LevenbergMarquardt()),
        ["Huber"] = () => new NeuronPursuitBuilder().WithLoss(new HuberLoss(0.5)),
        ["quantile"] = () => new NeuronPursuitBuilder().WithLoss(new QuantileLoss(0.8)),
        ["quantile, standardised"] = () => new NeuronPursuitBuilder().WithLoss(new QuantileLoss(0.3)).WithStandardization(),
        ["sparse neurons"] = () => new NeuronPursuitBuilder().WithInputsPerNeuron(2),
        ["sign vectors"] = () => new NeuronPursuitBuilder().WithNcfMaximizer(new BatchedAscent(), new SignVectorSearch(2, 4)),
        ["weight decay, several neurons"] = () => new NeuronPursuitBuilder().WithWeightDecay(1e-4).WithNeuronsPerGrowth(2),
        ["fixed widths"] = () => new NeuronPursuitBuilder().WithFixedWidths([4, 4], 0.5),
        ["pursuits"] = () => new NeuronPursuitBuilder().WithPursuits(2),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Fit_OneShard_EqualsTheOrdinaryFitBitForBit(string settings)
    {
        (double[,] X, double[] y) = Problems.Gaussian(900, 5, 3, Problems.F1);

        NeuronPursuitModel ordinary = Small(settings).Fit(X, y);
        NeuronPursuitModel sharded = Small(settings).Fit(new MatrixShards((X, y), 1));

        ordinary.History.Should().NotBeEmpty();
        sharded.ShouldEqualBitForBit(ordinary);
    }

    [Theory]
    [MemberData(nameof(Settings))]
    public void Fit_HostsLostAndStepsRepeated_EqualsTheUndisturbedFitBitForBit(string settings)
    {
        var source = new MatrixShards(Problems.Gaussian(500, 5, 4, Problems.F1), 3);
        var unreliable = new UnreliableShards(source, 1, 0.02);

        NeuronPursuitModel disturbed = Small(settings).Fit(unreliable);

        unreliable.Lost.Should().BePositive();
        disturbed.ShouldEqualBitForBit(Small(settings).Fit(source));
    }

    [Fact]
    public void Fit_SeveralOutputsOneShard_EqualsTheOrdinaryFitBitForBit()
    {
        (double[,] X, double[,] Y) = TwoOutputs();

        Small("fast").Fit(new MatrixShards(X, Y, 1)).ShouldEqualBitForBit(Small("fast").Fit(X, Y));
    }

    [Fact]
    public void Fit_PoissonInShards_EqualsTheOrdinaryFit()
    {
        (double[,] X, double[] y) = Problems.Gaussian(900, 5, 3, x => Math.Round(Math.Exp(1 + 0.5 * Problems.F1(x))));
        NeuronPursuitModel ordinary = Small("fast").WithLoss(new PoissonLoss()).Fit(X, y);

        Small("fast").WithLoss(new PoissonLoss()).Fit(new MatrixShards((X, y), 1)).ShouldEqualBitForBit(ordinary);
        NeuronPursuitModel three = Small("fast").WithLoss(new PoissonLoss()).Fit(new MatrixShards((X, y), 3));
        three.OutputLink.Should().Be(OutputLink.Exponential);
        three.NetworkOutputs[0].Offset.Should().BeApproximately(ordinary.NetworkOutputs[0].Offset, 1e-12);
        three.History[^1].TrainingError.Should().BeApproximately(ordinary.History[^1].TrainingError, 0.02);
    }

    [Fact]
    public void Fit_CrossEntropyOneShard_EqualsTheOrdinaryFitBitForBit()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 4, 5, Problems.F1);
        double[,] Y = new double[y.Length, 2];
        for (int row = 0; row < y.Length; row++)
        {
            Y[row, y[row] > 0.5 ? 1 : 0] = 1;
        }

        NeuronPursuitBuilder Builder() => Small("fast").WithLoss(new CrossEntropyLoss());

        Builder().Fit(new MatrixShards(X, Y, 1)).ShouldEqualBitForBit(Builder().Fit(X, Y));
    }

    [Fact]
    public void Fit_MissingValuesOneShard_EqualsTheOrdinaryFitBitForBit()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 4, 5, Problems.F1);
        for (int row = 0; row < y.Length; row += 7)
        {
            X[row, 2] = double.NaN;
        }

        NeuronPursuitBuilder Builder() => Small("standardised").WithMissingValues(MissingValues.MeanAndIndicator);

        Builder().Fit(new MatrixShards((X, y), 1)).ShouldEqualBitForBit(Builder().Fit(X, y));
    }

    [Fact]
    public void Fit_SingleRowsAsFloats_EqualsTheOrdinaryFitBitForBit()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 4, 5, Problems.F1);
        float[,] single = new float[300, 4];
        for (int row = 0; row < 300; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                single[row, column] = (float)X[row, column];
            }
        }

        float[] target = Array.ConvertAll(y, value => (float)value);

        Small("fast").Fit(new OneShard(new ShardData(single, target))).ShouldEqualBitForBit(Small("fast").Fit(single, target));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(7)]
    [InlineData(40)]
    public void Fit_SeveralShards_ComesAsCloseAsTheOrdinaryFit(int shards)
    {
        (double[,] X, double[] y) = Problems.Gaussian(500, 5, 6, Problems.F1);

        NeuronPursuitModel model = Small("fast").Fit(new MatrixShards((X, y), shards));
        NeuronPursuitModel ordinary = Small("fast").Fit(X, y);

        model.HiddenWidths.Should().Equal(ordinary.HiddenWidths);
        model.History[^1].TrainingError.Should().BeApproximately(ordinary.History[^1].TrainingError, 1e-3);
        model.History[0].CorrelationValue.Should().BeApproximately(ordinary.History[0].CorrelationValue, 1e-9);
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits()
    {
        var source = new MatrixShards(Problems.Gaussian(6000, 5, 7, Problems.F1), 2);

        Small("fast").WithMaxDegreeOfParallelism(2).Fit(source)
            .ShouldEqualBitForBit(Small("fast").WithMaxDegreeOfParallelism(1).Fit(source));
    }

    [Fact]
    public void Fit_AllZeroTarget_GivesTheZeroNetwork()
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 3, 8, _ => 0);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(new MatrixShards((X, y), 2));

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History.Should().BeEmpty();
    }

    private static NeuronPursuitBuilder Small(string settings) =>
        Builders[settings]().WithMaxIterations(4).WithRestarts(4).WithTargetError(1e-6).WithMaxDegreeOfParallelism(1);

    private static (double[,] X, double[,] Y) TwoOutputs()
    {
        (double[,] X, double[] y) = Problems.Gaussian(400, 5, 9, Problems.F1);
        double[,] Y = new double[y.Length, 2];
        for (int row = 0; row < y.Length; row++)
        {
            (Y[row, 0], Y[row, 1]) = (y[row], X[row, 1] - 2 * y[row]);
        }

        return (X, Y);
    }

    private sealed class OneShard(ShardData data) : IShardSource
    {
        public int ShardCount => 1;

        public ShardData Load(int shard, CancellationToken cancellationToken) => data;
    }
}
