namespace NeuronPursuit.Tests.Sharding;

/// <summary>Single steps of a fit: what goes out to the shards, and what a host answers.</summary>
public class ShardStepTests
{
    private static readonly HomogeneousActivation SquaredRelu = HomogeneousActivation.Create(0, 2);

    public static TheoryData<string> Fits => [.. Builders.Keys];

    private static Dictionary<string, Func<NeuronPursuitBuilder>> Builders { get; } = new()
    {
        ["Levenberg-Marquardt"] = () => new NeuronPursuitBuilder().WithOptimizer(new LevenbergMarquardt()),
        ["squared ReLU"] = () => new NeuronPursuitBuilder().WithActivation(SquaredRelu),
        ["Huber, standardised"] = () => new NeuronPursuitBuilder().WithLoss(new HuberLoss(0.5)).WithStandardization().WithMissingValues(MissingValues.MeanAndIndicator),
        ["linear, chains"] = () => new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.Linear),
        ["sign vectors"] = () => new NeuronPursuitBuilder().WithNcfMaximizer(new BatchedAscent(), new SignVectorSearch(2, 4)),
    };

    [Fact]
    public void Fit_EveryStep_GetsTheTokenOfTheFit()
    {
        using var cancellation = new CancellationTokenSource();
        var recorder = new RecordingShards(new LocalShards(new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3), 1));

        new NeuronPursuitBuilder().WithMaxIterations(3).Fit(recorder, cancellation.Token);

        recorder.Tokens.Should().HaveCountGreaterThan(10).And.OnlyContain(token => token == cancellation.Token);
    }

    [Theory]
    [MemberData(nameof(Fits))]
    public void Execute_DamagedStep_IsAnsweredOrRefused(string fit)
    {
        (double[,] X, double[] y) = Problems.Gaussian(60, 4, 1, Problems.F1);
        var source = new MatrixShards((X, y), 1);
        var recorder = new RecordingShards(new LocalShards(source, 1));
        Builders[fit]().WithMaxIterations(3).WithRestarts(3).Fit(recorder);
        AddSilentNeurons(recorder);
        var random = new Random(3);
        foreach (byte[] step in recorder.Steps.GroupBy(step => (step[0], step.Length / 100)).SelectMany(alike => alike.Take(2)))
        {
            for (int trial = 0; trial < 60; trial++)
            {
                byte[] damaged = [.. step];
                for (int place = random.Next(4); place >= 0; place--)
                {
                    damaged[random.Next(damaged.Length)] = (byte)(random.Next(3) == 0 ? random.Next(256) : random.Next(5));
                }

                new ShardHost(source, 0).Refuses(damaged);
            }
        }
    }

    [Fact]
    public void Execute_NetworkOfOtherInputs_IsRefused()
    {
        var source = new MatrixShards(Problems.Gaussian(30, 4, 1, Problems.F1), 1);
        ShardedPursuitData data = Data(source, [30], 4, SquaredLoss.Instance);
        var network = new Network(new NetworkShape([5, 2, 1], HomogeneousActivation.ReLU), new double[12]);

        data.Invoking(d => d.LossOf(network, default)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void SilentNeuronCorrelations_ShardWithoutASilentSample_TakesPartInSignVectors()
    {
        // D.3, eq. 56: the second sample silences the only active neurons, and the first one does not.
        double[,] X = { { 0.25, 0.25, 0.25, 0.25 }, { -0.25, -0.25, -0.25, -0.25 } };
        double[,] Y = { { 1 }, { 1 } };
        var network = new Network(new NetworkShape([4, 1, 1, 1], SquaredRelu), [1, 1, 1, 1, 1, 1]);
        ShardedPursuitData sharded = Data(new MatrixShards(X, Y, 2), [1, 1], 4, SquaredLoss.Instance);
        IPursuitData local = TestObjects.Data(X, Y);

        IReadOnlyList<KktPoint> found = Best(sharded);

        found.Should().NotBeEmpty();
        found.Select(point => point.Value).Should().Equal(Best(local).Select(point => point.Value));

        IReadOnlyList<KktPoint> Best(IPursuitData data) => new SignVectorSearch(2, 4).Maximize(
            data.SilentNeuronCorrelations(network, default)[0]!(SquaredRelu.After(1)), new NcfSearch(1, 5), default);
    }

    [Fact]
    public void Fit_ExecutorThatLosesAReply_SaysHowManyThereAre()
    {
        var source = new MatrixShards(Problems.Gaussian(90, 4, 1, Problems.F1), 3);

        Action fit = () => new NeuronPursuitBuilder().Fit(new Shortened(new UnreliableShards(source, 1, 0)));

        fit.Should().Throw<InvalidDataException>().WithMessage("The executor gave replies for 2 shards, but there are 3.");
    }

    [Fact]
    public void AccumulateNormalMatrix_LossThatIsNoSquare_IsRefused()
    {
        var source = new MatrixShards(Problems.Gaussian(30, 4, 1, Problems.F1), 1);
        var shape = new NetworkShape([4, 1, 1], HomogeneousActivation.ReLU);
        var objective = (ILeastSquaresObjective)Data(source, [30], 4, new HuberLoss()).TrainingObjective(shape, default);

        Action evaluate = () => objective.AccumulateNormalMatrix(new double[5], new double[5, 5], new double[5]);

        evaluate.Should().Throw<NotSupportedException>().WithMessage("The loss is HuberLoss(1.345)*SquaredLoss only*");
    }

    private static ShardedPursuitData Data(IShardSource source, int[] rows, int inputs, ILoss loss) =>
        Data(new LocalShards(source, 1), rows, inputs, loss);

    private static ShardedPursuitData Data(IShardExecutor executor, int[] rows, int inputs, ILoss loss) => ShardedPursuitData.Pack(
        new ShardedSteps(executor),
        rows,
        new ShardPacking(Precision.Double, false, loss, InputMap.Identity(inputs), ColumnScaling.Uniform(1, 1)));

    /// <summary>The steps that only some fits come to.</summary>
    private static void AddSilentNeurons(RecordingShards recorder)
    {
        ShardedPursuitData data = Data(recorder, [60], 4, SquaredLoss.Instance);
        var network = new Network(new NetworkShape([4, 1, 1, 1], SquaredRelu), [1, 1, 1, 1, 1, 1]);
        foreach (Func<HomogeneousActivation, INcfObjective>? silent in data.SilentNeuronCorrelations(network, default))
        {
            new SignVectorSearch(2, 4).Maximize(silent!(SquaredRelu.After(1)), new NcfSearch(1, 5), default);
        }
    }

    private sealed class Shortened(IShardExecutor inner) : IShardExecutor
    {
        public int ShardCount => inner.ShardCount;

        public IReadOnlyList<byte[]> Execute(byte[] request, CancellationToken cancellationToken) =>
            [.. inner.Execute(request, cancellationToken).Skip(1)];
    }
}
