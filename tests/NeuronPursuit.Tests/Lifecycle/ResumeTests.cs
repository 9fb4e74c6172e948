namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>
/// Fits that hold samples out, run several pursuits or are sparse: interrupted after any iteration and resumed they equal the
/// uninterrupted ones bit for bit.
/// </summary>
public class ResumeTests
{
    private static readonly (double[,] X, double[] y) Data = Noisy(120, 1);

    private static readonly (double[,] X, double[] y) HeldOut = Noisy(40, 2);

    private static readonly Dictionary<string, Func<NeuronPursuitBuilder>> Settings = new()
    {
        ["validation"] = () => Small().WithValidation(0.25, 2),
        ["validation, patient"] = () => Small().WithMaxIterations(7).WithValidation(0.2, 5).WithDepth(2),
        ["validation set"] = () => Small().WithValidation(HeldOut.X, HeldOut.y, 3),
        ["pursuits"] = () => Small().WithPursuits(3).WithMaxIterations(3),
        ["pursuits that reach the target"] = () => Small().WithPursuits(3).WithTargetError(0.75),
        ["pursuits on held-out samples"] = () => Small().WithPursuits(2).WithValidation(0.25, 2).WithStandardization().WithIntercept(),
        ["fixed widths"] = () => Small().WithFixedWidths([4, 3], 0.5).WithValidation(0.25, 3).WithPursuits(2),
        ["single, decay"] = () => Small().WithValidation(0.25, 3).WithPrecision(Precision.Single).WithWeightDecay(1e-3).WithNeuronsPerGrowth(2),
        ["quantile"] = () => Small().WithLoss(new QuantileLoss(0.3)),
        ["Huber"] = () => Small().WithValidation(0.25, 3).WithLoss(new HuberLoss(0.5)),
    };

    public static TheoryData<string> Names => [.. Settings.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_CanceledAfterAnyIterationAndResumed_EqualsTheUninterruptedFit(string name)
    {
        var reports = new List<PursuitIteration>();
        NeuronPursuitModel whole = Settings[name]().WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);
        reports.Count.Should().BeGreaterThan(2);

        for (int count = 1; count < reports.Count; count++)
        {
            using var folder = new TemporaryFolder();
            CancelAfter(count, Settings[name]().WithCheckpoints(folder.Path), Data);
            var left = new List<PursuitIteration>();

            NeuronPursuitModel resumed = Settings[name]().WithCheckpoints(folder.Path)
                .WithProgress(new InlineProgress<PursuitIteration>(left.Add)).Fit(Data.X, Data.y);

            resumed.ShouldEqualBitForBit(whole);
            left.Should().HaveCount(reports.Count - count, "nothing that had finished is run or told of again");
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_CanceledAfterEveryIteration_EqualsTheUninterruptedFit(string name)
    {
        using var folder = new TemporaryFolder();
        int runs = 0;
        while (CancelAfter(1, Settings[name]().WithCheckpoints(folder.Path), Data) is null)
        {
            runs++;
        }

        Settings[name]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Settings[name]().Fit(Data.X, Data.y));
        runs.Should().BeGreaterThan(1);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Fit_FinishedDirectory_GivesTheSameWithoutWork(string name)
    {
        using var folder = new TemporaryFolder();
        NeuronPursuitModel first = Settings[name]().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        var reports = new List<PursuitIteration>();

        NeuronPursuitModel second = Settings[name]().WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        first.ShouldEqualBitForBit(Settings[name]().Fit(Data.X, Data.y));
        second.ShouldEqualBitForBit(first);
        reports.Should().BeEmpty();
    }

    [Fact]
    public void Fit_MoreIterationsPatienceAndPursuitsThanBefore_GoesOn()
    {
        NeuronPursuitBuilder Raised() => Small().WithMaxIterations(6).WithValidation(0.25, 4).WithPursuits(3);
        using var folder = new TemporaryFolder();
        Small().WithMaxIterations(4).WithValidation(0.25, 1).WithPursuits(2).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        Raised().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Raised().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_OnePursuitAndThenFour_GoesOnWithTheFirst()
    {
        using var folder = new TemporaryFolder();
        Small().WithCheckpoints(folder.Path).Fit(Data.X, Data.y);
        var reports = new List<PursuitIteration>();

        NeuronPursuitModel four = Small().WithPursuits(4).WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(reports.Add)).Fit(Data.X, Data.y);

        four.ShouldEqualBitForBit(Small().WithPursuits(4).Fit(Data.X, Data.y));
        reports.Should().HaveCount(3 * 5);
    }

    [Fact]
    public void Fit_StoppedByAConditionAndResumedWithoutIt_GoesOn()
    {
        NeuronPursuitBuilder Two() => Small().WithValidation(0.25, 3).WithPursuits(2);
        using var folder = new TemporaryFolder();
        Two().WithStopWhen((iteration, _) => iteration.Number == 2).WithCheckpoints(folder.Path).Fit(Data.X, Data.y)
            .StopReason.Should().Be(PursuitStopReason.ConditionMet);

        Two().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Two().Fit(Data.X, Data.y));
    }

    [Fact]
    public void Fit_OtherHeldOutSamples_IsRefused()
    {
        using var folder = new TemporaryFolder();
        Small().WithValidation(0.25, 3).WithCheckpoints(folder.Path).Fit(Data.X, Data.y);

        Small().WithValidation(0.2, 3).WithCheckpoints(folder.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>();
        Small().WithCheckpoints(folder.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>();

        using var own = new TemporaryFolder();
        double[] other = [.. HeldOut.y];
        other[^1]++;
        Small().WithValidation(HeldOut.X, HeldOut.y).WithCheckpoints(own.Path).Fit(Data.X, Data.y);
        Small().WithValidation(HeldOut.X, other).WithCheckpoints(own.Path).Invoking(b => b.Fit(Data.X, Data.y)).Should().Throw<InvalidDataException>();
    }

    [Fact]
    public void Fit_BagOnAValidationSet_ResumesItsMembers()
    {
        NeuronPursuitBuilder Bag() => Small().WithRecipe(PursuitRecipe.Tabular).WithDepth(2).WithMaxIterations(3).WithEnsemble(3)
            .WithValidation(HeldOut.X, HeldOut.y).WithMaxDegreeOfParallelism(1);
        using var folder = new TemporaryFolder();
        CancelAfter(30, Bag().WithCheckpoints(folder.Path), Data);

        Directory.GetFiles(folder.Path).Should().NotBeEmpty();
        Bag().WithCheckpoints(folder.Path).Fit(Data.X, Data.y).ShouldEqualBitForBit(Bag().Fit(Data.X, Data.y));
    }

    [Fact]
    public void FitClassifier_CanceledAndResumed_EqualsTheUninterruptedFit()
    {
        bool[] labels = [.. Data.y.Select(value => value > 0.8)];
        NeuronPursuitBuilder Held() => Small().WithValidation(0.25, 3).WithPursuits(2);
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        int seen = 0;
        Action canceled = () => Held().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(_ =>
        {
            if (++seen == 3)
            {
                source.Cancel();
            }
        })).FitClassifier(Data.X, labels, source.Token);
        canceled.Should().Throw<PursuitCanceledException>();

        Held().WithCheckpoints(folder.Path).FitClassifier(Data.X, labels).Model.ShouldEqualBitForBit(Held().FitClassifier(Data.X, labels).Model);
    }

    [Fact]
    public void Fit_PursuitsOnShards_ResumeEach()
    {
        var shards = new Sharding.MatrixShards(Data, 3);
        NeuronPursuitBuilder Two() => Small().WithMaxIterations(3).WithPursuits(2);
        NeuronPursuitModel whole = Two().Fit(shards);
        for (int count = 1; count < 6; count++)
        {
            using var folder = new TemporaryFolder();
            using var source = new CancellationTokenSource();
            int left = count;
            Action canceled = () => Two().WithCheckpoints(folder.Path).WithProgress(new InlineProgress<PursuitIteration>(_ =>
            {
                if (--left == 0)
                {
                    source.Cancel();
                }
            })).Fit(shards, source.Token);
            canceled.Should().Throw<PursuitCanceledException>();

            Two().WithCheckpoints(folder.Path).Fit(shards).ShouldEqualBitForBit(whole);
        }
    }

    /// <summary>Cancels a fit after so many iterations; gives its model if it ended before.</summary>
    private static NeuronPursuitModel? CancelAfter(int count, NeuronPursuitBuilder builder, (double[,] X, double[] y) data)
    {
        using var source = new CancellationTokenSource();
        builder.WithProgress(new InlineProgress<PursuitIteration>(_ =>
        {
            if (--count == 0)
            {
                source.Cancel();
            }
        }));
        try
        {
            return builder.Fit(data.X, data.y, source.Token);
        }
        catch (PursuitCanceledException)
        {
            return null;
        }
    }

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithMaxIterations(5).WithTargetError(0).WithRestarts(8);

    private static (double[,] X, double[] y) Noisy(int rows, int seed)
    {
        var random = new Random(seed);
        return Problems.Gaussian(rows, 4, seed, x => Math.Abs(x[0]) + x[1] * x[2] + 0.6 * (random.NextDouble() - 0.5));
    }
}
