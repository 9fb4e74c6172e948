namespace NeuronPursuit.Tests.Pursuit;

public class RecipeTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(60, 4, 61, x => Math.Max(x[0], x[1]) - Math.Max(x[2] + x[3], 0));

    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void Paper_EveryGrowth_AddsExactlyOneNeuron(int depth)
    {
        NeuronPursuitModel model = TinyPaper.Builder().WithDepth(depth).WithMaxIterations(6).Fit(Data.X, Data.y);

        model.History.Should().HaveCount(6);
        model.History[0].AddedNeurons.Should().Equal(Enumerable.Repeat(1, depth - 1));
        model.History.Skip(1).Should().OnlyContain(
            iteration => iteration.AddedNeurons.Sum() == 1 && iteration.AddedNeurons.All(added => added >= 0));
    }

    [Fact]
    public void Paper_EveryIteration_MakesThePapersNumberOfSteps()
    {
        NeuronPursuitModel model = TinyPaper.Builder(steps: 123).WithMaxIterations(3).Fit(Data.X, Data.y);

        model.History.Select(iteration => iteration.Evaluations).Should().Equal(124, 124, 124);
    }

    [Fact]
    public void Paper_Defaults_AreThoseOfC11()
    {
        PursuitOptions options = PursuitRecipe.Paper.Defaults;

        options.LaterMaximizer.Should().BeEquivalentTo(new { StepSize = 0.2, Iterations = 2500 });
        options.LaterOptimizer.Should().BeEquivalentTo(new { StepSize = 0.005, Iterations = 70_000 });
        options.Restarts.Should().Be(10);
        options.MaxIterations.Should().Be(31);
        options.TargetError.Should().Be(1e-3);
        options.GrowthScale.Should().Be(GrowthScale.Paper);
        options.Rescaling.Should().BeFalse();
    }

    [Fact]
    public void WithSettings_BeforeOrAfterTheRecipe_OverrideIt()
    {
        var maximizer = new ProjectedGradientAscent(0.2, 30);
        var optimizer = new GradientDescent(0.05, 40);

        NeuronPursuitModel before = new NeuronPursuitBuilder()
            .WithNcfMaximizer(maximizer).WithOptimizer(optimizer).WithRestarts(3).WithMaxIterations(2)
            .WithRecipe(PursuitRecipe.Paper).Fit(Data.X, Data.y);
        NeuronPursuitModel after = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Paper)
            .WithMaxIterations(2).WithRestarts(3).WithOptimizer(optimizer).WithNcfMaximizer(maximizer).Fit(Data.X, Data.y);

        before.ShouldEqualBitForBit(after);
        before.History.Select(iteration => iteration.Evaluations).Should().Equal(41, 41);
    }

    /// <summary>docs/adr/0046: what counts is the activation, wherever it stands, and an own scale stays as it is.</summary>
    [Fact]
    public void Recipes_PowersAboveTwo_RaiseDeltaInFastAndSparseOnly()
    {
        foreach (PursuitRecipe recipe in new[] { PursuitRecipe.Fast, PursuitRecipe.Sparse, PursuitRecipe.Paper, PursuitRecipe.Tabular })
        {
            double usual = recipe == PursuitRecipe.Tabular ? 1.5 : 1;
            bool raises = recipe == PursuitRecipe.Fast || recipe == PursuitRecipe.Sparse;

            Raise(1).Should().Be(usual);
            Raise(2).Should().Be(usual);
            Raise(3).Should().Be(raises ? 1.25 : usual);
            Builder(3).WithGrowthScale(new GrowthScale { Raise = 1.1 }).Build().Options.EffectiveGrowthScale.Raise.Should().Be(1.1);

            double Raise(int power) => Builder(power).WithRecipe(recipe).Build().Options.EffectiveGrowthScale.Raise;
            NeuronPursuitBuilder Builder(int power) =>
                new NeuronPursuitBuilder().WithActivation(HomogeneousActivation.Create(0, power)).WithDepth(2).WithRecipe(recipe);
        }
    }

    [Fact]
    public void WithRecipe_Twice_TheLastOneCounts()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Paper).WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).Fit(Data.X, Data.y);

        model.ShouldEqualBitForBit(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).Fit(Data.X, Data.y));
    }

    [Fact]
    public void WithOptimizer_FirstAndLater_AreUsedThere()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithOptimizer(new GradientDescent(0.05, 10), new GradientDescent(0.05, 20)).WithMaxIterations(3).Fit(Data.X, Data.y);

        model.History.Select(iteration => iteration.Evaluations).Should().Equal(11, 21, 21);
    }

    [Fact]
    public void WithWeightBalancing_AfterAFit_LeavesEveryNeuronBalanced()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithDepth(2).WithWeightBalancing().WithMaxIterations(3).Fit(Data.X, Data.y);

        double[,] incoming = model.GetWeights(0);
        double[,] outgoing = model.GetWeights(1);
        double[] ratios = [.. Enumerable.Range(0, model.HiddenWidths[0]).Select(neuron =>
            Enumerable.Range(0, 4).Sum(input => incoming[neuron, input] * incoming[neuron, input])
            / (outgoing[0, neuron] * outgoing[0, neuron]))];
        // Folding powers of two into the first and last matrix may scale all ratios alike, but by nothing else.
        ratios.Should().OnlyContain(ratio => Math.Abs(ratio / ratios[0] - 1) < 1e-9);
        double exponent = Math.Log2(ratios[0]);
        exponent.Should().BeApproximately(Math.Round(exponent), 1e-9);
    }

    [Fact]
    public void WithWeightBalancing_AfterTheLastTrainingOfABagOfOne_LeavesEveryNeuronBalanced()
    {
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).WithDepth(2).WithActivation(HomogeneousActivation.ReLU).WithMaxIterations(3)
            .Fit(Data.X, Data.y);

        model.History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        model.BalanceRatios().SelectMany(ratios => ratios).Should().OnlyContain(ratio => Math.Abs(ratio - 1) < 1e-9);
    }

    [Fact]
    public void WithWeightBalancing_AfterTheFirstTrainingOfAContinuation_LeavesEveryNeuronBalanced()
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder().WithDepth(2).WithIntercept().WithStandardization().WithMaxIterations(2);
        NeuronPursuitModel first = builder.Fit(Data.X, Data.y);
        var models = new List<NeuronPursuitModel>();

        builder.WithWeightBalancing()
            .WithStopWhen((_, model) =>
            {
                models.Add(model);
                return true;
            })
            .Continue(first, Data.X, [.. Data.y.Select(value => 2 * value)]);

        models[0].History[^1].Kind.Should().Be(PursuitIterationKind.Refit);
        models[0].BalanceRatios().SelectMany(ratios => ratios).Should().OnlyContain(ratio => Math.Abs(ratio - 1) < 1e-9);
    }
}
