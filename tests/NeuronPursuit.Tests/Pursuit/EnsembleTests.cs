namespace NeuronPursuit.Tests.Pursuit;

/// <summary>The bag of <see cref="PursuitRecipe.Tabular"/>.</summary>
public class EnsembleTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(150, 4, 301, x => Math.Abs(x[0]) + (x[1] > 0 ? x[2] : 0) + 0.3 * Math.Sin(20 * x[3]));

    private static NeuronPursuitBuilder Small => new NeuronPursuitBuilder()
        .WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3).WithMaxIterations(5);

    /// <summary>What docs/guides/noisy-data.md warns of: outside of the training data networks agree and are wrong.</summary>
    [Theory]
    [InlineData(5)]
    [InlineData(-5)]
    public void PredictWithSpread_FarOutside_IsNoInterval(double deviations)
    {
        (double[,] X, double[] y) = Problems.Gaussian(200, 1, 17, x => Math.Cosh(x[0]));

        NeuronPursuitModel bag = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(3).WithMaxIterations(8).Fit(X, y);

        (double[] mean, double[] spread) = bag.PredictWithSpread(new[,] { { deviations } });
        Math.Abs(mean[0] - Math.Cosh(deviations)).Should().BeGreaterThan(3 * spread[0]);
    }

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits()
    {
        NeuronPursuitModel one = Small.WithMaxDegreeOfParallelism(1).Fit(Data.X, Data.y);
        NeuronPursuitModel many = Small.WithMaxDegreeOfParallelism(5).Fit(Data.X, Data.y);

        many.Networks.Select(network => network.ParameterCount).Should().Equal(one.Networks.Select(network => network.ParameterCount));
        many.Predict(Data.X).Should().Equal(one.Predict(Data.X));
        many.History.Select(iteration => iteration.Loss).Should().Equal(one.History.Select(iteration => iteration.Loss));
    }

    [Fact]
    public void Predict_Bag_IsTheMeanOfItsNetworks()
    {
        NeuronPursuitModel model = Small.Fit(Data.X, Data.y);

        FittedNetworks[] members = [.. model.Fitted.Networks.Select(network => new FittedNetworks(network, model.Fitted.Preprocessing))];
        double[] x = [0.3, -1, 2, 0.1];
        double[] outputs = [.. members.Select(member =>
        {
            double[] output = new double[1];
            member.Predict(x, output);
            return output[0];
        })];

        (members.Length % 3).Should().Be(0, "every kind of network that is kept has one per window");
        outputs.Distinct().Should().HaveCountGreaterThan(1);
        model.Predict(x).Should().BeApproximately(outputs.Average(), 1e-12);
    }

    [Fact]
    public void Fit_ExplicitDepth_RestrictsEveryNetwork() =>
        Small.WithDepth(3).Fit(Data.X, Data.y).Networks.Should().OnlyContain(network => network.Depth == 3);

    [Fact]
    public void Fit_ExplicitActivation_RestrictsEveryNetwork() =>
        Small.WithActivation(HomogeneousActivation.LeakyReLU(0.2)).Fit(Data.X, Data.y).Networks
            .Should().OnlyContain(network => network.Activation.NegativeSlope == 0.2);

    [Fact]
    public void Of_ExplicitSettingsBeforeOrAfterTheRecipe_LeaveOne()
    {
        NeuronPursuitEstimator before = new NeuronPursuitBuilder()
            .WithDepth(4).WithWeightDecay(0.5).WithActivation(HomogeneousActivation.Square).WithRecipe(PursuitRecipe.Tabular).Build();

        PursuitOptions own = BagCandidates.Of(before.Options, 1).Should().ContainSingle().Which;

        (own.Depth, own.WeightDecay, own.Activation).Should().Be((4, 0.5, HomogeneousActivation.Square));
        BagCandidates.Of(PursuitRecipe.Tabular.Defaults, 1).Should().HaveCount(15);
        BagCandidates.Of(Small.WithDepth(3).Build().Options, 1).Should().HaveCount(10);
    }

    [Fact]
    public void Fit_CrushingWeightDecay_PredictsTheMean()
    {
        NeuronPursuitModel model = Small.WithWeightDecay(1e3).Fit(Data.X, Data.y);

        model.Predict(Data.X).Should().OnlyContain(value => Math.Abs(value - Data.y.Average()) < 1e-9);
    }

    [Fact]
    public void WithEnsemble_One_KeepsOneNetworkTrainedOnAllSamples()
    {
        NeuronPursuitModel model = Small.WithEnsemble(1).Fit(Data.X, Data.y);

        model.Networks.Should().ContainSingle();
        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        model.History[^1].HiddenWidths.Should().Equal(model.HiddenWidths);
    }

    [Fact]
    public void WithEnsemble_AnotherRecipe_AveragesPursuitsOfItsOwnKind()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithEnsemble(2).WithMaxIterations(3).Fit(Data.X, Data.y);

        model.Networks.Should().HaveCount(2).And.OnlyContain(network => network.Depth == 3);
    }

    [Fact]
    public void Fit_CanceledAfterSomeMembers_CarriesThem()
    {
        using var source = new CancellationTokenSource();
        int seen = 0;
        var progress = new InlineProgress<PursuitIteration>(_ =>
        {
            if (++seen == 40)
            {
                source.Cancel();
            }
        });

        Action fit = () => Small.WithMaxDegreeOfParallelism(1).WithProgress(progress).Fit(Data.X, Data.y, source.Token);

        NeuronPursuitModel model = fit.Should().Throw<PursuitCanceledException>().Which.Model!;
        model.StopReason.Should().Be(PursuitStopReason.Canceled);
        model.Predict(Data.X).Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void WithStopWhen_ConditionHolds_EndsTheWholeBag()
    {
        int after = 0;
        int asked = 0;

        NeuronPursuitModel model = Small.WithStopWhen((_, _) =>
        {
            after += asked >= 12 ? 1 : 0;
            return ++asked >= 12;
        }).Fit(Data.X, Data.y);

        model.StopReason.Should().Be(PursuitStopReason.ConditionMet);
        after.Should().Be(0);
    }

    [Fact]
    public void Window_AllOfABag_HoldOutEverySampleOnce()
    {
        var data = (ILocalPursuitData)TestObjects.Data(new double[10, 1], Matrices.Column([0, 1, 2, 3, 4, 5, 6, 7, 8, 9]));
        int[] order = HoldOut.Shuffled(10, 5);
        var metrics = new PursuitMetrics(1, [1], [0], 1, 1);

        double[][] windows = [.. Enumerable.Range(0, 5).Select(r => HoldOut.Window(data, order, 2 * r, 0.2, metrics).Validation.CopyTargets()[0])];

        windows.SelectMany(window => window).Order().Should().Equal(0, 1, 2, 3, 4, 5, 6, 7, 8, 9);
        HoldOut.Window(data, order, 8, 0.4, metrics).Training.SampleCount.Should().Be(6);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-3)]
    public void Build_EnsembleWithoutMembers_SaysSo(int members) =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithEnsemble(members).Build())
            .Should().Throw<ArgumentException>().WithMessage($"members is {members}*at least 1*");

    [Fact]
    public void Build_EnsembleOfSparsePursuits_SaysSo() =>
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).WithEnsemble(2).Build())
            .Should().Throw<ArgumentException>().WithMessage("*Sparse*WithEnsemble*");
}
