namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Validation, several pursuits, several neurons a growth and pruning.</summary>
public class SparseOptionsTests
{
    [Fact]
    public void WithValidation_NoisyTarget_KeepsTheIterationOfTheLowestHeldOutError()
    {
        var random = new Random(4);
        (double[,] X, double[] y) = Problems.Gaussian(150, 8, 5, x => Math.Max(0, x[0]) + 0.5 * (random.NextDouble() - 0.5));

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithValidation(0.3, 2).WithTargetError(0).Fit(X, y);

        model.StopReason.Should().Be(PursuitStopReason.ValidationStopped);
        PursuitIteration kept = model.History.MinBy(iteration => iteration.ValidationError)!;
        model.HiddenWidths.Should().Equal(kept.HiddenWidths);
        model.History.Count.Should().Be(kept.Number + 2, "two iterations without gain end the pursuit");
    }

    [Fact]
    public void WithPursuits_Several_IsNeverWorseThanTheFirst()
    {
        (double[,] X, double[] y) = Problems.Gaussian(120, 10, 5, x => Math.Max(2 * x[0], x[1]) - Math.Abs(x[2]));
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithMaxIterations(6).WithTargetError(1e-9);

        double first = builder.Fit(X, y).History[^1].TrainingError;
        double best = builder.WithPursuits(4).Fit(X, y).History[^1].TrainingError;

        best.Should().BeLessThanOrEqualTo(first);
    }

    [Fact]
    public void WithPursuits_AmongThoseThatReachTheTarget_TakesTheSmallest()
    {
        PursuitState small = State(1, 1e-4);
        PursuitState large = State(3, 1e-6);

        PursuitPlan.IsBetter(small, large, 1e-3).Should().BeTrue();
        PursuitPlan.IsBetter(large, small, 1e-3).Should().BeFalse();
        PursuitPlan.IsBetter(large, small, 1e-5).Should().BeTrue();
    }

    [Fact]
    public void WithPursuits_WithHeldOutSamples_ComparesTheNetworksThatAreKept()
    {
        // The lowest held-out loss is not always the lowest error there: the second keeps an entry of a larger one.
        PursuitState even = Judged(kept: 1, 0.2, 0.3);
        PursuitState uneven = Judged(kept: 2, 0.1, 0.3);

        PursuitPlan.IsBetter(even, uneven, 0).Should().BeTrue();
        PursuitPlan.IsBetter(uneven, even, 0).Should().BeFalse();
        PursuitPlan.IsBetter(Judged(kept: 0, 0.1), even, 0).Should().BeFalse("it holds the zero network");
    }

    [Fact]
    public void WithNeuronsPerGrowth_Three_AddsUpToThreeToOneLayer()
    {
        (double[,] X, double[] y) = Problems.Cube(200, 6, 5, x => x[0] * x[1] * x[2]);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.LeakyReLU(0.5))
            .WithNeuronsPerGrowth(3).WithMaxIterations(4).Fit(X, y);

        model.History.Skip(1).Should().Contain(iteration =>
            iteration.Kind == PursuitIterationKind.SeveralNeurons && iteration.AddedNeurons.Max() > 1 && iteration.AddedNeurons.Min() == 0);
    }

    [Fact]
    public void Prune_ModelOfTooManyInputsAndNeurons_FindsTheSmallOne()
    {
        (double[,] X, double[] y) = Problems.Gaussian(300, 10, 5, x => Math.Max(0, x[4] - x[7]));
        NeuronPursuitModel large = new NeuronPursuitBuilder().WithTargetError(1e-7).WithMaxIterations(5).Fit(X, y);

        NeuronPursuitModel small = large.Prune(X, y);

        small.HiddenWidths.Should().OnlyContain(width => width <= 2);
        small.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        Problems.RelativeError(small.Predict(X), y).Should().BeLessThan(0.01);
        double[,] weights = small.GetWeights(0);
        Enumerable.Range(0, 10).Where(column => weights[0, column] != 0).Should().Equal(4, 7);
    }

    [Fact]
    public void Prune_WrongData_Throws()
    {
        (double[,] X, double[] y) = Problems.Gaussian(30, 3, 5, x => x[0]);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(X, y);

        ((Action)(() => model.Prune(X, [1, 2]))).Should().Throw<ArgumentException>();
        ((Action)(() => model.Prune(new double[30, 2], y))).Should().Throw<ArgumentException>();
        ((Action)(() => model.Prune(X, y, 1))).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Build_OptionsOutOfRange_ListsThemAll()
    {
        Action build = () => new NeuronPursuitBuilder().WithPursuits(0).WithValidation(1, 0).WithNeuronsPerGrowth(0)
            .WithInputsPerNeuron(0).WithSignalGate(true, 2).Build();

        build.Should().Throw<ArgumentException>().WithMessage("6 settings are wrong*");
    }

    [Fact]
    public void Run_NoisyTarget_ShowsEveryIterationOnce()
    {
        (ILocalPursuitData data, PursuitMetrics metrics) = Noisy();
        var shown = new List<PursuitState>();

        (PursuitState state, _) = new SparsePursuit(data, PursuitRecipe.Sparse.Defaults, metrics, default, new WorkBudget(2e9)).Run(found =>
        {
            shown.Add(found);
            return false;
        });

        // A round that finds no better network ends a split, and is not shown.
        shown.Should().HaveCountGreaterThan(2).And.OnlyContain(found => found.Finished > 0);
        shown[^1].Should().BeSameAs(state);
        PursuitIteration[] iterations = [.. shown.SelectMany(found => found.History.TakeLast(found.Finished))];
        iterations.Distinct(ReferenceEqualityComparer.Instance).Should().HaveSameCount(iterations);
        state.History.Should().OnlyContain(iteration => iterations.Any(one => ReferenceEquals(one, iteration)));
    }

    [Fact]
    public void Run_BudgetSpent_StopsSoonWithTheBestNetworkSoFar()
    {
        const double Bound = 2e6;
        (ILocalPursuitData data, PursuitMetrics metrics) = Noisy();
        var bounded = new WorkBudget(Bound);
        var larger = new WorkBudget(2e8);
        PursuitOptions options = PursuitRecipe.Sparse.Defaults;

        (PursuitState state, _) = new SparsePursuit(data, options, metrics, default, bounded).Run(_ => false);
        new SparsePursuit(data, options, metrics, default, larger).Run(_ => false);

        // One step is a search or a training of at most a thousand iterations.
        bounded.Spent.Should().BeLessThan(Bound + 2e7);
        larger.Spent.Should().BeGreaterThan(5 * bounded.Spent);
        state.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        state.History[^1].TrainingError.Should().BeLessThan(1);
    }

    [Theory]
    [InlineData(50, 400)]
    [InlineData(200, 400)]
    public void Operations_OfTheProductScreen_AreItsSetsTimesTheirWords(int inputs, int samples)
    {
        double sets = 0;
        double binomial = inputs;
        for (int size = 2; size <= 4; size++)
        {
            binomial *= (inputs - size + 1.0) / size;
            sets += binomial;
        }

        ProductScreen.Operations(inputs, samples, 4).Should().BeApproximately(sets * (1 + samples / 32.0), 1e-6 * sets);
    }

    private static (ILocalPursuitData Data, PursuitMetrics Metrics) Noisy()
    {
        var random = new Random(4);
        (double[,] X, double[] y) = Problems.Gaussian(100, 12, 5, x => Math.Max(0, x[0] - x[3]) + random.NextDouble());
        double[,] Y = new double[y.Length, 1];
        Buffer.BlockCopy(y, 0, Y, 0, y.Length * sizeof(double));
        var data = (ILocalPursuitData)TestObjects.Data(X, Y);
        return (data, new PursuitMetrics(0, [1], [0], 0, 1).ForPart(data));
    }

    private static PursuitState Judged(int kept, params double[] validationErrors)
    {
        PursuitState state = State(1, 0);
        PursuitIteration[] history = [.. validationErrors.Select((error, i) => state.History[0] with { Number = i + 1, ValidationError = error })];
        return state with { History = history, Kept = kept };
    }

    private static PursuitState State(int neurons, double error)
    {
        Network network = TestObjects.Network([2, neurons, 1], HomogeneousActivation.ReLU);
        return new PursuitState(network, 0, 0, [new PursuitIteration
        {
            Number = 1,
            Kind = PursuitIterationKind.FirstFit,
            AddedNeurons = [neurons],
            CorrelationValue = 1,
            TrainingError = error,
            Loss = 0,
            HiddenWidths = [neurons],
            Evaluations = 1,
            Elapsed = TimeSpan.Zero,
        }]);
    }
}
