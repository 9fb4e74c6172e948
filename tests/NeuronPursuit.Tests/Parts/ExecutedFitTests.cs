namespace NeuronPursuit.Tests.Parts;

/// <summary>Fits whose pursuits, members or folds run on an engine.</summary>
public class ExecutedFitTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(150, 4, 501, x => Math.Abs(x[0]) + (x[1] > 0 ? x[2] : 0) + 0.2 * Math.Sin(20 * x[3]));

    public static TheoryData<string> Settings => [.. Builders.Keys];

    private static Dictionary<string, Func<NeuronPursuitBuilder>> Builders { get; } = new()
    {
        ["one pursuit"] = () => Small(),
        ["pursuits"] = () => Small().WithPursuits(4),
        ["pursuits that reach the target"] = () => Small().WithPursuits(3).WithTargetError(0.6),
        ["held-out samples"] = () => Small().WithPursuits(3).WithValidation(0.25, 2),
        ["validation set"] = () => Small().WithPursuits(3).WithValidation(Data.X, Data.y, 2),
        ["sparse"] = () => Small().WithRecipe(PursuitRecipe.Sparse).WithPursuits(2).WithInputsPerNeuron(2),
        ["paper"] = () => Small().WithRecipe(PursuitRecipe.Paper).WithPursuits(2).WithDepth(2)
            .WithNcfMaximizer(new ProjectedGradientAscent(0.1, 50)).WithOptimizer(new GradientDescent(0.01, 200)),
        ["depth 4, leaky, single"] = () => Small().WithPursuits(2).WithDepth(4).WithActivation(HomogeneousActivation.LeakyReLU(0.1)).WithPrecision(Precision.Single),
        ["Huber, decay, several neurons"] = () => Small().WithPursuits(2).WithLoss(new HuberLoss(0.5)).WithWeightDecay(1e-3).WithNeuronsPerGrowth(2),
        ["fixed widths"] = () => Small().WithFixedWidths([4, 4], 0.5).WithPursuits(2),
        ["bag"] = () => Small().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3),
        ["one member"] = () => Small().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1),
        ["members on a validation set"] = () => Small().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(2).WithValidation(Data.X, Data.y, 2),
    };

    [Theory]
    [MemberData(nameof(Settings))]
    public void Fit_PartsElsewhere_EqualsTheFitHereBitForBit(string settings)
    {
        var engine = new LocalParts();

        NeuronPursuitModel elsewhere = Builders[settings]().Build().On(engine).Fit(Data.X, Data.y);

        NeuronPursuitModel here = Builders[settings]().Fit(Data.X, Data.y);
        here.History.Should().NotBeEmpty();
        engine.Parts.Should().BePositive();
        engine.DataCount.Should().Be(1);
        elsewhere.ShouldEqualBitForBit(here);
        Weights(elsewhere).Should().Equal(Weights(here));
    }

    [Fact]
    public void Fit_FloatsAndWeights_EqualsTheFitHereBitForBit()
    {
        float[,] X = new float[150, 4];
        float[] y = [.. Data.y.Select(value => (float)value)];
        for (int place = 0; place < X.Length; place++)
        {
            X[place / 4, place % 4] = (float)Data.X[place / 4, place % 4];
        }

        double[] weights = [.. Enumerable.Range(0, 150).Select(row => (double)(row % 4))];

        NeuronPursuitModel elsewhere = Small().WithPursuits(2).Build().On(new LocalParts()).Fit(X, y, weights);
        NeuronPursuitModel bag = Builders["bag"]().Build().On(new LocalParts()).Fit(X, y, weights);

        elsewhere.ShouldEqualBitForBit(Small().WithPursuits(2).Fit(X, y, weights));
        Weights(bag).Should().Equal(Weights(Builders["bag"]().Fit(X, y, weights)));
    }

    [Theory]
    [InlineData(0, true, "part 0 and null")]
    [InlineData(2, false, "part 2 and a reply; there are 2 parts")]
    [InlineData(-1, false, "part -1 and a reply")]
    public void Fit_EngineThatMixesPartsUp_IsToldWhatToGive(int part, bool isNull, string message)
    {
        Action fit = () => Small().WithIntercept(false).WithPursuits(2).Build().On(new WrongParts(part, isNull)).Fit(Data.X, Data.y);

        fit.Should().Throw<InvalidOperationException>().WithMessage($"The engine called finished with {message}*PursuitHost.Execute*");
    }

    [Fact]
    public void Fit_TargetZero_GivesTheZeroModel()
    {
        NeuronPursuitModel model = Small().WithPursuits(2).Build().On(new LocalParts()).Fit(Data.X, new double[150]);

        model.StopReason.Should().Be(PursuitStopReason.TargetReached);
        model.History.Should().BeEmpty();
    }

    [Fact]
    public void Fit_Progress_HearsOfEveryIterationOfEveryPursuit()
    {
        var reported = new List<int>();
        var logger = new RecordingLogger();

        Small().WithPursuits(3).WithProgress(new InlineProgress<PursuitIteration>(iteration => reported.Add(iteration.Number)))
            .WithLogger(logger).Build().On(new LocalParts()).Fit(Data.X, Data.y);

        reported.Should().Equal(1, 2, 3, 1, 2, 3, 1, 2, 3);
        logger.Events.Should().HaveCount(10);
    }

    [Fact]
    public void Fit_Cancelled_CarriesTheBestPursuitThatHasFinished()
    {
        using var cancellation = new CancellationTokenSource();
        var engine = new LocalParts { OnFinished = parts => { if (parts == 1) { cancellation.Cancel(); } } };

        Action fit = () => Small().WithIntercept(false).WithPursuits(3).Build().On(engine).Fit(Data.X, Data.y, cancellation.Token);

        NeuronPursuitModel? model = fit.Should().Throw<PursuitCanceledException>().Which.Model;
        NeuronPursuitModel third = new NeuronPursuitEstimator(PursuitPlan.OptionsOf(Small().WithIntercept(false).WithPursuits(3).Build().Options, 2), RunSettings.Default)
            .Fit(Data.X, Data.y);
        model!.ShouldEqualBitForBit(third);
    }

    [Fact]
    public void Fit_CancelledBeforeAnythingHasFinished_CarriesNoModel()
    {
        using var cancellation = new CancellationTokenSource();
        cancellation.Cancel();

        Action fit = () => Small().Build().On(new LocalParts()).Fit(Data.X, Data.y, cancellation.Token);

        fit.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
    }

    [Fact]
    public void Fit_BagCancelledAndResumed_RunsOnlyWhatIsMissing()
    {
        using var folder = new TemporaryFolder();
        using var cancellation = new CancellationTokenSource();
        var interrupted = new LocalParts { OnFinished = parts => { if (parts == 17) { cancellation.Cancel(); } } };
        NeuronPursuitBuilder Bag() => Builders["bag"]().WithCheckpoints(folder.Path);

        Action first = () => Bag().Build().On(interrupted).Fit(Data.X, Data.y, cancellation.Token);
        first.Should().Throw<PursuitCanceledException>().Which.Model.Should().NotBeNull();
        var whole = new LocalParts();
        Builders["bag"]().Build().On(whole).Fit(Data.X, Data.y);
        var engine = new LocalParts();
        NeuronPursuitModel resumed = Bag().Build().On(engine).Fit(Data.X, Data.y);

        engine.Parts.Should().Be(whole.Parts - 17);
        Weights(resumed).Should().Equal(Weights(Builders["bag"]().Fit(Data.X, Data.y)));
    }

    [Fact]
    public void Fit_CodeOfOnesOwn_IsRefusedAsAWhole()
    {
        var own = new Own();

        Action fit = () => Small().WithOptimizer(own).WithNcfMaximizer(own).WithLoss(own).WithStopWhen((_, _) => false).WithCheckpoints("somewhere")
            .Build().On(new LocalParts()).Fit(Data.X, Data.y);

        fit.Should().Throw<ArgumentException>().WithMessage(
            "*the maximiser Own*the optimiser Own*the loss Own*WithStopWhen*WithCheckpoints*IPursuitTask*");
    }

    [Fact]
    public void Fit_BadRow_IsRefusedBeforeAnythingIsSent()
    {
        double[,] X = (double[,])Data.X.Clone();
        X[7, 1] = double.NaN;
        var engine = new LocalParts();

        Action fit = () => Small().Build().On(engine).Fit(X, Data.y);

        fit.Should().Throw<ArgumentException>().WithMessage("X?7, 1? is NaN*");
        engine.DataCount.Should().Be(0);
    }

    [Fact]
    public void Fit_ReplyOfNoMember_IsCalledAReply()
    {
        Action fit = () => Builders["bag"]().Build().On(new Garbled()).Fit(Data.X, Data.y);

        fit.Should().Throw<InvalidDataException>().WithMessage("*reply of an ensemble's member*");
    }

    [Fact]
    public void Fit_EngineThatLeavesAPartOut_SaysWhatIsMissing()
    {
        Action fit = () => Small().WithIntercept(false).WithPursuits(2).Build().On(new Idle()).Fit(Data.X, Data.y);

        fit.Should().Throw<InvalidOperationException>().WithMessage("*without a reply for part 0 (counted from 0) of 2*call finished once for every part*");
    }

    [Fact]
    public void Execute_OtherBytes_AreRefused()
    {
        Action data = () => _ = new PursuitHost([1, 2, 3]);
        Action part = () => new PursuitHost(PartData.Write<double>(Data.X, Data.X, null)).Execute([2, 0, 0, 0, 1, 2]);

        data.Should().Throw<InvalidDataException>().WithMessage("*another version*");
        part.Should().Throw<InvalidDataException>().WithMessage("*another version*");
    }

    [Fact]
    public void Bag_OtherNumberOfThreads_IsMadeAnew()
    {
        var bag = new PursuitPart(Builders["bag"]().Build().Options) { Member = new BagJob(0, 0, true, 0, 1) };
        var part = PursuitPart.Read(bag.Write());
        var data = (HostedFits<double>)HostedFits.Read(PartData.Write<double>(Data.X, Data.X, null));

        FitSession first = data.Bag(part, 2, TestContext.Current.CancellationToken);

        data.Bag(part, 2, TestContext.Current.CancellationToken).Should().BeSameAs(first);
        data.Bag(part, 1, TestContext.Current.CancellationToken).Should().NotBeSameAs(first);
    }

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder()
        .WithMaxIterations(3).WithRestarts(4).WithTargetError(1e-6).WithSeed(5);

    private static long[] Weights(NeuronPursuitModel model) => [.. model.Networks
        .SelectMany(network => Enumerable.Range(0, network.Depth).SelectMany(layer => network.GetWeights(layer).Cast<double>()))
        .Select(BitConverter.DoubleToInt64Bits)];

    private sealed class Garbled : IPursuitExecutor
    {
        public void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken) =>
            finished(0, [(byte)'{', (byte)'}']);
    }

    private sealed class Idle : IPursuitExecutor
    {
        public void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken)
        {
        }
    }

    private sealed class Own : IWeightOptimizer, INcfMaximizer, ILoss
    {
        public bool CanStandardizeTargets => true;

        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken) =>
            new LimitedMemoryBfgs().Minimize(objective, weights, limits, cancellationToken);

        public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken) =>
            new BatchedAscent().Maximize(objective, search, cancellationToken);

        public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient) =>
            SquaredLoss.Instance.Evaluate(outputs, targets, gradient);

        public override string ToString() => "Own";
    }

    private sealed class WrongParts(int part, bool isNull) : IPursuitExecutor
    {
        public void Execute(byte[] data, IReadOnlyList<byte[]> parts, Action<int, byte[]> finished, CancellationToken cancellationToken) =>
            finished(part, isNull ? null! : new PursuitHost(data).Execute(parts[0], 1, cancellationToken));
    }
}
