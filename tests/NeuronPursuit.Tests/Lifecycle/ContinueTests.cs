namespace NeuronPursuit.Tests.Lifecycle;

/// <summary>A finished model grows further.</summary>
public class ContinueTests
{
    private static readonly (double[,] X, double[] y) Data =
        Problems.Gaussian(200, 5, 111, x => Math.Abs(x[0]) + x[1] * x[2]);

    [Fact]
    public void Continue_OnItsOwnData_GoesOnFromTheModelAndLowersTheError()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().WithMaxIterations(4).Continue(first, Data.X, Data.y);

        further.History.Take(2).Should().BeEquivalentTo(first.History, options => options.WithStrictOrdering());
        further.History[2].Kind.Should().Be(PursuitIterationKind.Refit);
        further.History.Select(iteration => iteration.Number).Should().Equal(Enumerable.Range(1, 6));
        further.History[^1].TrainingError.Should().BeLessThan(0.8 * first.History[^1].TrainingError);
        first.History.Should().HaveCount(2, "the model itself stays as it is");
    }

    [Fact]
    public void Continue_OnNewData_LearnsThem()
    {
        (double[,] X, double[] y) other = Problems.Gaussian(200, 5, 112, x => 3 * Math.Max(0, x[3] - x[4]));
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(3).Fit(Data.X, Data.y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().Continue(first, other.X, other.y);

        RegressionErrors before = Metrics(first, other);
        RegressionErrors after = Metrics(further, other);
        before.RSquared.Should().BeLessThan(0.2);
        after.RSquared.Should().BeGreaterThan(0.99);
    }

    [Fact]
    public void Continue_PreparedModel_KeepsItsPreparation()
    {
        double[,] holes = (double[,])Data.X.Clone();
        for (int row = 0; row < 40; row++)
        {
            holes[5 * row, 1] = double.NaN;
        }

        NeuronPursuitModel first = new NeuronPursuitBuilder()
            .WithMaxIterations(2).WithDepth(2).WithIntercept().WithStandardization()
            .WithMissingValues(MissingValues.MeanAndIndicator).Fit(holes, Data.y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().WithMaxIterations(2).Continue(first, holes, Data.y);

        further.Depth.Should().Be(2);
        further.HasIntercept.Should().BeTrue();
        further.IsStandardized.Should().BeTrue();
        further.NetworkInputs.Should().Equal(first.NetworkInputs);
        further.History[^1].TrainingError.Should().BeLessThan(first.History[^1].TrainingError);
        further.Predict(holes).Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Continue_LoadedModel_EqualsTheUnsavedOne()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y);

        NeuronPursuitModel further = new NeuronPursuitBuilder().WithMaxIterations(3).Continue(TestModels.Reloaded(first), Data.X, Data.y);

        further.ShouldEqualBitForBit(new NeuronPursuitBuilder().WithMaxIterations(3).Continue(first, Data.X, Data.y));
    }

    [Fact]
    public void Continue_CanceledAndResumed_EqualsTheUninterruptedOne()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(2).Fit(Data.X, Data.y);
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithMaxIterations(5).WithTargetError(0);
        NeuronPursuitModel uninterrupted = Builder().Continue(first, Data.X, Data.y);
        using var folder = new TemporaryFolder();
        using var source = new CancellationTokenSource();
        Action canceled = () => Builder()
            .WithCheckpoints(folder.Path)
            .WithProgress(new InlineProgress<PursuitIteration>(iteration =>
            {
                if (iteration.Number == 4)
                {
                    source.Cancel();
                }
            }))
            .Continue(first, Data.X, Data.y, source.Token);
        canceled.Should().Throw<PursuitCanceledException>().Which.Model!.History.Should().HaveCount(4);

        Builder().WithCheckpoints(folder.Path).Continue(first, Data.X, Data.y).ShouldEqualBitForBit(uninterrupted);

        NeuronPursuitModel another = new NeuronPursuitBuilder().WithMaxIterations(2).WithSeed(5).Fit(Data.X, Data.y);
        Action foreign = () => Builder().WithCheckpoints(folder.Path).Continue(another, Data.X, Data.y);
        foreign.Should().Throw<InvalidDataException>().WithMessage("*other data or other options*");
    }

    [Fact]
    public void Continue_UnitsFarFromOne_DoesWhatItDoesNearOne()
    {
        // Powers of two change no digit, so everything must scale, weight decay included.
        double[,] large = (double[,])Data.X.Clone();
        for (int row = 0; row < large.GetLength(0); row++)
        {
            for (int column = 0; column < large.GetLength(1); column++)
            {
                large[row, column] *= 1 << 20;
            }
        }

        double[] y = Array.ConvertAll(Data.y, value => value * (1 << 10));
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithMaxIterations(2).WithWeightDecay(1e-3);

        NeuronPursuitModel near = Builder().Continue(Builder().Fit(Data.X, Data.y), Data.X, Data.y);
        NeuronPursuitModel far = Builder().Continue(Builder().Fit(large, y), large, y);

        far.Predict(large).Should().Equal(near.Predict(Data.X).Select(value => value * (1 << 10)));
        far.History.Select(iteration => iteration.TrainingError).Should().Equal(near.History.Select(iteration => iteration.TrainingError));
    }

    [Fact]
    public void Continue_NeuronsThatSeeOneInput_StayThatWay()
    {
        NeuronPursuitBuilder Builder() => new NeuronPursuitBuilder().WithDepth(2).WithInputsPerNeuron(1).WithMaxIterations(3);

        NeuronPursuitModel further = Builder().Continue(Builder().Fit(Data.X, Data.y), Data.X, Data.y);

        double[,] weights = further.GetWeights(0);
        for (int neuron = 0; neuron < weights.GetLength(0); neuron++)
        {
            Enumerable.Range(0, 5).Count(input => weights[neuron, input] != 0).Should().Be(1);
        }
    }

    [Fact]
    public void Continue_ModelOfAnotherPowerThanTheBuilder_GrowsByThatOfTheModel()
    {
        var cubic = HomogeneousActivation.Create(0, 3);
        (double[,] X, double[] y) = Problems.Gaussian(200, 4, 33, x => cubic.Evaluate(x[0]) - cubic.Evaluate(x[1] + x[2]));
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithActivation(cubic).WithMaxIterations(1).Fit(X, y);

        NeuronPursuitModel continued = new NeuronPursuitBuilder().WithMaxIterations(2).Continue(model, X, y);

        continued.ShouldEqualBitForBit(new NeuronPursuitBuilder().WithDepth(2).WithActivation(cubic).WithMaxIterations(2).Continue(model, X, y));
    }

    [Fact]
    public void Continue_WrongColumns_NamesBothCounts()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(Data.X, Data.y);

        Action fit = () => new NeuronPursuitBuilder().Continue(first, new double[200, 4], Data.y);

        fit.Should().Throw<ArgumentException>().WithMessage("*X has 4 columns*fitted on 5 and 1*");
    }

    [Fact]
    public void Continue_RecipeThatHoldsSamplesOut_SaysWhatToUse()
    {
        NeuronPursuitModel first = new NeuronPursuitBuilder().WithMaxIterations(1).Fit(Data.X, Data.y);

        foreach (NeuronPursuitBuilder builder in new[]
        {
            new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Sparse),
            new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular),
            new NeuronPursuitBuilder().WithValidation(0.2, 3),
            new NeuronPursuitBuilder().WithPursuits(2),
        })
        {
            Action fit = () => builder.Continue(first, Data.X, Data.y);
            fit.Should().Throw<ArgumentException>().WithMessage("*one pursuit on all samples*");
        }
    }

    [Fact]
    public void Continue_ClassifierOrBag_SaysWhyNot()
    {
        NeuronPursuitModel classes = new NeuronPursuitBuilder().WithMaxIterations(1)
            .FitClassifier(Data.X, Array.ConvertAll(Data.y, value => value > 1)).Model;

        NeuronPursuitModel bag = new NeuronPursuitBuilder().WithMaxIterations(1).WithEnsemble(2).Fit(Data.X, Data.y);

        Action classifier = () => new NeuronPursuitBuilder().Continue(classes, Data.X, new double[200, classes.OutputCount]);
        Action several = () => new NeuronPursuitBuilder().Continue(bag, Data.X, Data.y);

        classifier.Should().Throw<ArgumentException>().WithMessage("*Softmax*Fit anew*");
        several.Should().Throw<ArgumentException>().WithMessage("*2 networks*Fit anew*");
    }

    private static RegressionErrors Metrics(NeuronPursuitModel model, (double[,] X, double[] y) data) =>
        RegressionErrors.Of(model.PredictAll(data.X), Matrices.Column(data.y));
}
