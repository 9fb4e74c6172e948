namespace NeuronPursuit.Tests.Pursuit;

/// <summary>Settings of the default recipe, and how its candidates run as one fit: progress, checkpoints, cancellation.</summary>
public class AutoRunTests
{
    public static TheoryData<string, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>> OfOnePursuit() => new()
    {
        { "WithMaxIterations", builder => builder.WithMaxIterations(3) },
        { "WithTargetError", builder => builder.WithTargetError(0.2) },
        { "WithRestarts", builder => builder.WithRestarts(4) },
        { "WithNcfMaximizer", builder => builder.WithNcfMaximizer(new BatchedAscent(20)) },
        { "WithOptimizer", builder => builder.WithOptimizer(new LimitedMemoryBfgs(20)) },
        { "WithGrowthScale", builder => builder.WithGrowthScale(GrowthScale.Paper) },
        { "WithNeuronsPerGrowth", builder => builder.WithNeuronsPerGrowth(2) },
        { "WithStallTolerance", builder => builder.WithStallTolerance(0.1) },
        { "WithInputsPerNeuron", builder => builder.WithInputsPerNeuron(2) },
        { "WithPursuits", builder => builder.WithPursuits(2) },
        { "WithSignalGate", builder => builder.WithSignalGate() },
        { "WithWeightBalancing", builder => builder.WithWeightBalancing() },
        { "WithValidation", builder => builder.WithValidation(0.2, 2) },
        { "WithStopWhen", builder => builder.WithStopWhen((iteration, _) => iteration.Number == 3) },
        { "WithFixedWidths", builder => builder.WithFixedWidths([4, 3]).WithMaxIterations(2) },
    };

    [Theory]
    [MemberData(nameof(OfOnePursuit))]
    public void Fit_SettingOfOnePursuit_IsFastWithIt(string name, Func<NeuronPursuitBuilder, NeuronPursuitBuilder> set)
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(60, noise: 0.3, seed: 21);

        NeuronPursuitModel model = set(new NeuronPursuitBuilder()).Fit(X, y);

        model.RecipeChoice!.Should().BeEquivalentTo(new { Recipe = "Fast", Reason = RecipeReason.Settings });
        model.RecipeChoice!.Settings.Should().Contain(name);
        model.Summary().Should().Contain($"the settings of a single pursuit, {name}");
        model.Predict(X).Should().Equal(set(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast)).Fit(X, y).Predict(X));
    }

    [Fact]
    public void Fit_ValidationSet_IsASettingOfOnePursuit()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(60, noise: 0.3, seed: 22);

        new NeuronPursuitBuilder().WithValidation(X, y).Fit(X, y).RecipeChoice!.Settings.Should().Equal("WithValidation");
    }

    [Fact]
    public void Fit_DepthAndActivation_RestrictTheChoice()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(150, noise: 0.5, seed: 23);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithActivation(HomogeneousActivation.LeakyReLU(0.1)).Fit(X, y);

        model.RecipeChoice!.Reason.Should().Be(RecipeReason.LowestError);
        model.Networks.Should().OnlyContain(network => network.Depth == 2 && network.Activation.NegativeSlope == 0.1);
    }

    [Fact]
    public void Fit_EnsembleOfOne_IsOneNetwork()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(150, noise: 0.5, seed: 24);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithEnsemble(1).Fit(X, y);

        (model.RecipeChoice!.Reason, model.Networks.Count).Should().Be((RecipeReason.LowestError, 1));
    }

    [Fact]
    public void Fit_EnsembleOfSeveral_IsTheBag()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(200, 4, noise: 0, seed: 25);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithEnsemble(3).Fit(X, y);

        model.RecipeChoice!.Reason.Should().Be(RecipeReason.Ensemble);
        model.Networks.Count.Should().BeGreaterThanOrEqualTo(3);
    }

    [Fact]
    public void Continue_Model_SaysThatNothingCompeted()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(100, 4, noise: 0, seed: 26);
        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        new NeuronPursuitBuilder().Continue(model, X, y).RecipeChoice.Should().BeEquivalentTo(new { Recipe = "Fast", Reason = RecipeReason.OnePursuit });
        FluentActions.Invoking(() => new NeuronPursuitBuilder().WithEnsemble(4).Continue(model, X, y)).Should().Throw<ArgumentException>().WithMessage("*WithEnsemble*");
    }

    [Fact]
    public void Fit_Progress_RisesToOneEndAndNamesRecipes()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(80, noise: 0.5, seed: 27);
        var shares = new List<PursuitProgress>();
        var iterations = new List<PursuitIteration>();

        new NeuronPursuitBuilder()
            .WithProgress(new InlineProgress<PursuitProgress>(shares.Add))
            .WithProgress(new InlineProgress<PursuitIteration>(iterations.Add))
            .Fit(X, y);

        shares.Select(progress => progress.ShareDone).Should().BeInAscendingOrder();
        shares.Count(progress => progress.Phase == PursuitPhase.Finished).Should().Be(1);
        shares[^1].Should().BeEquivalentTo(new { Phase = PursuitPhase.Finished, ShareDone = 1.0 });
        iterations.Select(iteration => iteration.Recipe).Distinct().Should().Equal("Fast", "Sparse", "Tabular");
        shares.SkipLast(1).Should().OnlyContain(progress => progress.Iteration!.Recipe != null);
    }

    [Fact]
    public void Fit_Logger_SaysOnceWhatWasChosen()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(80, noise: 0.5, seed: 28);
        var logger = new RecordingLogger();

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithLogger(logger).Fit(X, y);

        logger.Events.Where(entry => entry.EventId == 2).Should().ContainSingle().Which.Message.Should().Contain($"Chosen is {model.RecipeChoice!.Describe()}.");
    }

    [Theory]
    [InlineData("Fast")]
    [InlineData("Sparse")]
    [InlineData("Tabular")]
    public void Fit_CancelledAndResumed_EqualsTheUndisturbedOne(string where)
    {
        using var folder = new TemporaryFolder();
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(80, noise: 0.5, seed: 29);
        using var source = new CancellationTokenSource();
        int seen = 0;
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithCheckpoints(folder.Path);

        FluentActions.Invoking(() => Builder()
            .WithProgress(new InlineProgress<PursuitIteration>(iteration =>
            {
                if (iteration.Recipe == where && ++seen == 3)
                {
                    source.Cancel();
                }
            }))
            .Fit(X, y, source.Token)).Should().Throw<PursuitCanceledException>()
            .Which.Model!.RecipeChoice!.IsUnfinished.Should().BeTrue();
        NeuronPursuitModel resumed = Builder().Fit(X, y);

        NeuronPursuitModel whole = new NeuronPursuitBuilder().Fit(X, y);
        resumed.Predict(X).Should().Equal(whole.Predict(X));
        resumed.RecipeChoice.Should().BeEquivalentTo(whole.RecipeChoice);
        resumed.PredictInterval(X, 0.5).Should().Equal(whole.PredictInterval(X, 0.5));
    }

    [Fact]
    public void Fit_ResumedAfterItsEnd_IsTheSame()
    {
        using var folder = new TemporaryFolder();
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(120, 30, noise: 0.3, seed: 30);
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithCheckpoints(folder.Path).Fit(X, y);

        NeuronPursuitModel again = new NeuronPursuitBuilder().WithCheckpoints(folder.Path).Fit(X, y);

        again.Predict(X).Should().Equal(first.Predict(X));
        again.RecipeChoice.Should().BeEquivalentTo(first.RecipeChoice);
    }

    [Fact]
    public void Fit_CancelledInTheBag_GivesWhatHadFinishedBefore()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(100, 20, noise: 0.3, seed: 31);
        using var source = new CancellationTokenSource();

        NeuronPursuitModel? model = FluentActions.Invoking(() => new NeuronPursuitBuilder()
            .WithProgress(new InlineProgress<PursuitIteration>(iteration =>
            {
                if (iteration.Recipe == "Tabular")
                {
                    source.Cancel();
                }
            }))
            .Fit(X, y, source.Token)).Should().Throw<PursuitCanceledException>().Which.Model;

        model!.RecipeChoice.Should().BeEquivalentTo(new { Recipe = "Sparse", IsUnfinished = true });
        model.StopReason.Should().Be(PursuitStopReason.Canceled);
        model.Predict(X).Should().Equal(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(X, y).Predict(X));
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void PredictInterval_SparseThatProvedItself_HoldsNewTargets()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(140, 20, noise: 0.3, seed: 31);
        (double[,] newX, double[] newY) = AutoRecipeTests.Ramps(2000, 20, noise: 0.3, seed: 131);

        NeuronPursuitModel model = new NeuronPursuitBuilder().Fit(X, y);

        model.RecipeChoice.Should().BeEquivalentTo(new { Recipe = "Sparse", Reason = RecipeReason.LowestError });
        model.CalibrationCount.Should().Be(35, "a quarter of the rows judged, and chose nothing");
        (double Lower, double Upper)[] intervals = model.PredictInterval(newX);
        intervals.Zip(newY).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1 : 0).Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void PredictInterval_Sparse_IsRefusedSinceItChoseByWhatItHeldOut()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(100, 20, noise: 0.3, seed: 31);

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse).Fit(X, y);

        model.CalibrationCount.Should().Be(0);
        FluentActions.Invoking(() => model.PredictInterval(X)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Fit_OnePursuitCancelled_SaysWhyItWasOne()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Smooth(80, noise: 0.5, seed: 29);
        using var source = new CancellationTokenSource();

        Action fit = () => new NeuronPursuitBuilder().WithMaxIterations(40)
            .WithProgress(new InlineProgress<PursuitIteration>(_ => source.Cancel())).Fit(X, y, source.Token);

        RecipeChoice choice = fit.Should().Throw<PursuitCanceledException>().Which.Model!.RecipeChoice!;
        choice.Reason.Should().Be(RecipeReason.Settings);
        choice.Settings.Should().Equal("WithMaxIterations");
    }

    [Fact]
    public void CrossValidate_EveryFold_Chooses()
    {
        (double[,] X, double[] y) = AutoRecipeTests.Ramps(150, 5, noise: 0, seed: 32);

        CrossValidation result = new NeuronPursuitBuilder().CrossValidate(X, y, 3);

        result.Folds.Should().OnlyContain(fold => fold.Model.RecipeChoice!.Reason == RecipeReason.Exact);
    }

    [Fact]
    public void Build_WrongMembers_IsSaidOnce() => FluentActions.Invoking(() => new NeuronPursuitBuilder().WithEnsemble(0).WithDepth(1).Build())
        .Should().Throw<ArgumentException>().WithMessage("2 settings are wrong*depth is 1*members is 0*");
}
