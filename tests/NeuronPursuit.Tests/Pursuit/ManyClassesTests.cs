namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Many classes: the bound on work holds for searches and training, and the cost does not run away with them.</summary>
public class ManyClassesTests
{
    private static readonly PursuitOptions Options = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(8).Build().Options with
    {
        Loss = new CrossEntropyLoss(),
        Link = OutputLink.Softmax,
        TargetError = 0,
    };

    [Theory]
    [InlineData(20, 2)]
    [InlineData(20, 3)]
    [InlineData(150, 2)]
    public void Run_Bounded_EndsByTheBoundAndNotMuchBeyond(int classes, int depth)
    {
        const double Bound = 3e8;
        PursuitOptions options = Options with { Depth = depth };
        (IPursuitData data, PursuitMetrics metrics) = Data(classes, 300);

        (PursuitState state, PursuitStopReason reason) = Run(data, metrics, options with { MaxOperations = Bound });
        (PursuitState free, PursuitStopReason freely) = Run(data, metrics, options);

        reason.Should().Be(PursuitStopReason.WorkLimit);
        freely.Should().NotBe(PursuitStopReason.WorkLimit);
        double work = PursuitWork.Of(state.History, options, data);
        work.Should().BeInRange(Bound, 2 * Bound, "a line search may take more evaluations than one an iteration");
        PursuitWork.Of(free.History, options, data).Should().BeGreaterThan(work);
        state.Loss.Should().BeLessThan(metrics.LossAtOrigin);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(1e6)]
    public void Run_NextToNoWork_IsStillANetwork(double bound)
    {
        (IPursuitData data, PursuitMetrics metrics) = Data(10, 200);

        (PursuitState state, PursuitStopReason reason) = Run(data, metrics, Options with { MaxOperations = bound });

        reason.Should().Be(PursuitStopReason.WorkLimit);
        state.History.Should().ContainSingle();
        state.Loss.Should().BeLessThan(metrics.LossAtOrigin);
    }

    /// <summary>The work so far follows from the history, so a resumed fit ends where it would have ended.</summary>
    [Fact]
    public void Run_BoundedAndResumed_EqualsUninterrupted()
    {
        (IPursuitData data, PursuitMetrics metrics) = Data(12, 200);
        PursuitOptions options = Options with { MaxOperations = 3e8 };
        PursuitState? second = null;

        (PursuitState whole, PursuitStopReason reason) = Run(data, metrics, options, state => { second = state.History.Count == 2 ? state : second; return false; });
        (PursuitState resumed, PursuitStopReason again) = new NeuronPursuitAlgorithm(data, options, metrics, default).Run(second, _ => false);

        (reason, again).Should().Be((PursuitStopReason.WorkLimit, PursuitStopReason.WorkLimit));
        whole.History.Should().HaveCountGreaterThan(2);
        resumed.Network.Parameters.Should().Equal(whole.Network.Parameters);
    }

    [Fact]
    public void FitClassifier_DefaultRecipe_IsBoundedAndThePapersIsNot()
    {
        new NeuronPursuitBuilder().Build().Options.BoundsClassifiers.Should().BeTrue();
        new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Paper).Build().Options.BoundsClassifiers.Should().BeFalse();
        PursuitWork.OfClassifier(50_000).Should().Be(10 * PursuitWork.OfClassifier(5000));
        PursuitWork.OfClassifier(100).Should().Be(PursuitWork.OfClassifier(5000));
    }

    /// <summary>Trials, the member and the last training together.</summary>
    [Fact]
    public void Run_BagOfOneNetwork_StaysWithinItsBounds()
    {
        (double[,] X, double[,] Y, _) = Clusters(30, 240, 6, 1);
        LocalPursuitData<double> data = TestObjects.Data<double>(X, Y, new CrossEntropyLoss(), null, 1);
        var metrics = new PursuitMetrics(data.LossAtOrigin(default), Ones(30), new double[30], 1, 1);
        PursuitOptions options = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).Build().Options with
        {
            Loss = new CrossEntropyLoss(),
            Link = OutputLink.Softmax,
        };
        var settings = new BagSettings { SelectionOperations = 1e8, MemberOperations = 1.6e9 };
        var store = new WorkStore(options, data);

        PursuitOutcome outcome = new PursuitBag(data, null, options, metrics, 1, store, default, settings).Run(_ => false);

        outcome.Reason.Should().Be(PursuitStopReason.WorkLimit);
        store.Work.Where(work => work.IsTrial).Should().NotBeEmpty().And.OnlyContain(work => work.Operations < 1.6e8);
        store.Work.Where(work => !work.IsTrial).Should().ContainSingle().Which.Operations.Should().BeLessThan(1.5 * 0.25 * 1.6e9, "a single network has no more than a quarter");
        double all = PursuitWork.Of(outcome.State.History, options with { Depth = outcome.State.Network.Shape.Depth }, data);
        double member = PursuitWork.Of([.. outcome.State.History.SkipLast(1)], options with { Depth = outcome.State.Network.Shape.Depth }, data);
        (all - member).Should().BeLessThan(1.5 * 0.125 * 1.6e9, "the last training has an eighth");
    }

    [Theory]
    [InlineData(2, 3, 6)]
    [InlineData(26, 13, 26)]
    [InlineData(50, 25, 50)]
    [InlineData(500, 32, 64)]
    public void Of_ManyClasses_GrowsByABoundedNumberOfNeurons(int classes, int neurons, int restarts)
    {
        PursuitOptions candidate = BagCandidates.Of(PursuitRecipe.Tabular.Defaults, classes)[0];

        (candidate.NeuronsPerGrowth, candidate.Restarts).Should().Be((neurons, restarts));
    }

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 1)]
    public void Sketch_ManyOutputs_FindsPointsOfAboutTheSameValue(int depth, int hiddenLayer)
    {
        (IPursuitData data, _) = Data(300, 600);
        Network network = TestObjects.Network([8, .. Enumerable.Repeat(3, depth - 1), 300], HomogeneousActivation.ReLU);
        new RandomStream(4).FillUnitSphere(network.Parameters);
        var search = new NcfSearch(10, 3);
        foreach (INcfObjective exact in (INcfObjective[])[data.NeuronCorrelation(network, hiddenLayer, default), data.NetworkCorrelation(depth, HomogeneousActivation.ReLU, default)])
        {
            ((ISketchedCorrelation)exact).Sketch()!.OutgoingCount.Should().Be(SensitivitySketch.Size);

            IReadOnlyList<KktPoint> found = SketchedSearch.Run(new BatchedAscent(), exact, search, default);

            found[0].Value.Should().BeGreaterThan(0.9 * new BatchedAscent().Maximize(exact, search, default)[0].Value);
            found[0].Weights.Length.Should().Be(exact.IncomingCount + 300);
            double[] values = new double[1];
            exact.Evaluate(found[0].Weights, values, new double[found[0].Weights.Length]);
            values[0].Should().BeApproximately(found[0].Value, 1e-12 * found[0].Value, "values are those of all outputs");
        }
    }

    [Fact]
    public void Sketch_FewOutputs_IsTheSearchItself()
    {
        (IPursuitData data, _) = Data(20, 100);
        INcfObjective exact = data.NetworkCorrelation(2, HomogeneousActivation.ReLU, default);
        var search = new NcfSearch(4, 3);

        ((ISketchedCorrelation)exact).Sketch().Should().BeNull();
        SketchedSearch.Run(new BatchedAscent(), exact, search, default).Select(point => point.Value)
            .Should().Equal(new BatchedAscent().Maximize(exact, search, default).Select(point => point.Value));
    }

    [Theory]
    [InlineData(500, 5000, 20)]
    [InlineData(100, 2000, 20)]
    [InlineData(50, 1000, 20)]
    [Trait("Category", "Slow")]
    public void FitClassifier_SingleNetworkOfATable_TellsManyClassesApart(int classes, int rows, int columns)
    {
        (double[,] X, _, int[] labels) = Clusters(classes, rows, columns, 1);
        (double[,] test, _, int[] expected) = Clusters(classes, 2 * classes, columns, 2);

        NeuronPursuitClassifier<int> classifier = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1)
            .FitClassifier(X, labels, TestContext.Current.CancellationToken);

        double accuracy = classifier.Predict(test).Zip(expected, (found, label) => found == label ? 1.0 : 0).Average();
        accuracy.Should().BeGreaterThan(0.9 * NearestCentroid(X, labels, test, expected));
    }

    private static (PursuitState State, PursuitStopReason Reason) Run(
        IPursuitData data, PursuitMetrics metrics, PursuitOptions options, Func<PursuitState, bool>? onIteration = null) =>
        new NeuronPursuitAlgorithm(data, options, metrics, TestContext.Current.CancellationToken).Run(null, onIteration ?? (_ => false));

    private static (IPursuitData Data, PursuitMetrics Metrics) Data(int classes, int rows)
    {
        (double[,] X, double[,] Y, _) = Clusters(classes, rows, 8, 1);
        LocalPursuitData<double> data = TestObjects.Data<double>(X, Y, new CrossEntropyLoss(), null, 1);
        return (data, new PursuitMetrics(data.LossAtOrigin(default), Ones(classes), new double[classes], 1, 1));
    }

    private static double[] Ones(int count) => [.. Enumerable.Repeat(1.0, count)];

    /// <summary>Classes around centres that do not depend on the seed.</summary>
    private static (double[,] X, double[,] Y, int[] Labels) Clusters(int classes, int rows, int columns, int seed)
    {
        var centres = new Random(77);
        double[,] centre = new double[classes, columns];
        for (int place = 0; place < centre.Length; place++)
        {
            centre[place / columns, place % columns] = (2 * centres.NextDouble()) - 1;
        }

        (double[,] X, _) = Problems.Gaussian(rows, columns, seed, _ => 0);
        double[,] Y = new double[rows, classes];
        int[] labels = [.. Enumerable.Range(0, rows).Select(row => row % classes)];
        for (int row = 0; row < rows; row++)
        {
            Y[row, labels[row]] = 1;
            for (int column = 0; column < columns; column++)
            {
                X[row, column] = centre[labels[row], column] + (0.2 * X[row, column]);
            }
        }

        return (X, Y, labels);
    }

    private static double NearestCentroid(double[,] X, int[] labels, double[,] test, int[] expected)
    {
        int columns = X.GetLength(1);
        double[][] means = [.. Enumerable.Range(0, labels.Max() + 1).Select(label =>
        {
            int[] own = [.. Enumerable.Range(0, labels.Length).Where(row => labels[row] == label)];
            return Enumerable.Range(0, columns).Select(column => own.Average(row => X[row, column])).ToArray();
        })];
        return Enumerable.Range(0, expected.Length).Average(row =>
            Array.IndexOf(means, means.MinBy(mean => mean.Select((value, column) => Math.Pow(value - test[row, column], 2)).Sum())) == expected[row] ? 1.0 : 0);
    }

    /// <summary>Records the work of everything that a bag has finished.</summary>
    private sealed class WorkStore(PursuitOptions options, ILocalPursuitData data) : IMemberStore
    {
        public List<(bool IsTrial, double Operations)> Work { get; } = [];

        public ValidatedResult? Load(string name) => null;

        public void Save(string name, ValidatedResult result)
        {
            PursuitOptions own = options with { Depth = result.State.Network.Shape.Depth };
            ILocalPursuitData part = data.SelectSamples([.. Enumerable.Range(0, data.SampleCount * 4 / 5)]);
            Work.Add((name.StartsWith("trial", StringComparison.Ordinal), PursuitWork.Of(result.State.History, own, part)));
        }
    }
}
