namespace NeuronPursuit.Tests.Parts;

/// <summary>Cross-validations and classifiers whose parts run on an engine.</summary>
public class ExecutedFoldTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(103, 3, 502, x => Math.Abs(x[0]) + x[1]);

    [Fact]
    public void CrossValidate_FoldsElsewhere_EqualsTheOneHereBitForBit()
    {
        var engine = new LocalParts();

        CrossValidation elsewhere = Small().WithPursuits(2).Build().On(engine).CrossValidate(Data.X, Data.y, 4);

        CrossValidation here = Small().WithPursuits(2).CrossValidate(Data.X, Data.y, 4);
        (engine.Parts, engine.DataCount).Should().Be((4, 1));
        elsewhere.Predictions.Should().BeEquivalentTo(here.Predictions, options => options.WithStrictOrdering());
        elsewhere.Metrics.Should().Be(here.Metrics);
        for (int fold = 0; fold < 4; fold++)
        {
            elsewhere.Folds[fold].TestRows.Should().Equal(here.Folds[fold].TestRows);
            elsewhere.Folds[fold].Metrics.Should().Be(here.Folds[fold].Metrics);
            elsewhere.Folds[fold].Model.ShouldEqualBitForBit(here.Folds[fold].Model);
        }
    }

    [Fact]
    public void CrossValidateClassifier_ClassThatAFoldLacks_EqualsTheOneHereBitForBit()
    {
        // One row of its own class: the fold that judges it is trained without that class.
        string[] labels = [.. Data.y.Select((y, row) => row == 50 ? "a single one" : y > 0.5 ? "high" : "low")];
        NeuronPursuitBuilder Builder() => Small().WithClassWeights(ClassWeights.Balanced);

        ClassifierCrossValidation<string> elsewhere = Builder().Build().On(new LocalParts()).CrossValidateClassifier(Data.X, labels, 4);

        ClassifierCrossValidation<string> here = Builder().CrossValidateClassifier(Data.X, labels, 4);
        here.Folds.Should().Contain(fold => fold.Classifier.Labels.Count == 2).And.Contain(fold => fold.Classifier.Labels.Count == 3);
        elsewhere.Predictions.Should().Equal(here.Predictions);
        (elsewhere.Accuracy, elsewhere.LogLoss).Should().Be((here.Accuracy, here.LogLoss));
        for (int fold = 0; fold < 4; fold++)
        {
            elsewhere.Folds[fold].Classifier.Labels.Should().Equal(here.Folds[fold].Classifier.Labels);
            elsewhere.Folds[fold].Classifier.Model.ShouldEqualBitForBit(here.Folds[fold].Classifier.Model);
        }
    }

    [Fact]
    public void FitClassifier_PursuitsElsewhere_EqualsTheOneHereBitForBit()
    {
        bool[] labels = [.. Data.y.Select(y => y > 0.5)];

        NeuronPursuitClassifier<bool> elsewhere = Small().WithPursuits(2).Build().On(new LocalParts()).FitClassifier(Data.X, labels);

        elsewhere.Model.ShouldEqualBitForBit(Small().WithPursuits(2).FitClassifier(Data.X, labels).Model);
    }

    [Fact]
    public void CrossValidate_Cancelled_CarriesNoModel()
    {
        using var cancellation = new CancellationTokenSource();
        var engine = new LocalParts { OnFinished = _ => cancellation.Cancel() };

        Action validate = () => Small().Build().On(engine).CrossValidate(Data.X, Data.y, 4, cancellation.Token);

        validate.Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
        engine.Parts.Should().Be(1);
    }

    [Fact]
    public void CrossValidate_Checkpoints_AreRefused()
    {
        Action validate = () => Small().WithCheckpoints("somewhere").Build().On(new LocalParts()).CrossValidate(Data.X, Data.y);

        validate.Should().Throw<ArgumentException>().WithMessage("*WithCheckpoints*");
    }

    [Fact]
    public void CrossValidate_BadValue_IsRefusedBeforeAnythingIsSent()
    {
        double[,] X = (double[,])Data.X.Clone();
        X[7, 1] = double.NaN;
        double[] y = [.. Data.y];
        y[9] = double.PositiveInfinity;
        var engine = new LocalParts();
        NeuronPursuitEstimator estimator = Small().Build().On(engine);

        Action inputs = () => estimator.CrossValidate(X, Data.y, 4);
        Action targets = () => estimator.CrossValidate(Data.X, y, 4);
        Action classes = () => estimator.CrossValidateClassifier(X, Data.y.Select(value => value > 0.5).ToArray(), 4);

        inputs.Should().Throw<ArgumentException>().WithMessage("X?7, 1? is NaN (row 7, column 1*");
        targets.Should().Throw<ArgumentException>().WithMessage("y?9? is*(row 9, counted from 0*").WithParameterName("y");
        classes.Should().Throw<ArgumentException>().WithMessage("X?7, 1? is NaN (row 7, column 1*");
        engine.DataCount.Should().Be(0);
    }

    [Fact]
    public void CrossValidate_MissingValuesThatAreAllowed_EqualsTheOneHereBitForBit()
    {
        double[,] X = (double[,])Data.X.Clone();
        X[7, 1] = double.NaN;
        NeuronPursuitBuilder Builder() => Small().WithStandardization().WithMissingValues(MissingValues.MeanAndIndicator);

        CrossValidation elsewhere = Builder().Build().On(new LocalParts()).CrossValidate(X, Data.y, 4);

        elsewhere.Metrics.Should().Be(Builder().CrossValidate(X, Data.y, 4).Metrics);
    }

    private static NeuronPursuitBuilder Small() => new NeuronPursuitBuilder().WithMaxIterations(3).WithRestarts(4).WithTargetError(1e-6);
}
