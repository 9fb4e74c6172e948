namespace NeuronPursuit.Tests.Models;

public class ClassifierEvaluationTests
{
    private static readonly (double[,] X, double[] y) Data = Problems.Gaussian(80, 3, 71, x => Math.Abs(x[0]) + x[1]);
    private static readonly string[] Labels = [.. Data.y.Select(y => y > 1.2 ? "high" : y > 0.2 ? "middle" : "low")];

    private static readonly NeuronPursuitClassifier<string> Classifier =
        new NeuronPursuitBuilder().WithMaxIterations(4).FitClassifier(Data.X, Labels);

    [Fact]
    public void Evaluate_Rows_ComparesProbabilitiesWithLabels()
    {
        double[] weights = [.. Labels.Select((_, row) => (double)(row % 3))];

        ClassificationErrors errors = Classifier.Evaluate(Data.X, Labels);

        errors.Should().Be(ClassificationErrors.OfLabels(Classifier.PredictProbabilities(Data.X), Labels, Classifier.Labels));
        errors.Accuracy.Should().BeApproximately(Classifier.Predict(Data.X).Zip(Labels, (a, b) => a == b ? 1.0 : 0).Average(), 1e-12);
        errors.Classes.Select(k => k.Support).Should().Equal(Classifier.Labels.Select(label => (double)Labels.Count(own => own == label)));
        Classifier.Evaluate(Data.X, Labels, weights).Should()
            .Be(ClassificationErrors.OfLabels(Classifier.PredictProbabilities(Data.X), Labels, Classifier.Labels, weights)).And.NotBe(errors);
    }

    [Fact]
    public void Evaluate_WrongInput_SaysWhatCameAndWhatToDo()
    {
        double[,] hole = (double[,])Data.X.Clone();
        hole[7, 1] = double.NaN;
        string[] unknown = [.. Labels];
        unknown[9] = "huge";

        FluentActions.Invoking(() => Classifier.Evaluate(Data.X, ["low"])).Should().Throw<ArgumentException>()
            .WithMessage("labels has 1 values but X has 80 rows. Pass one label per row of X.*").WithParameterName("labels");
        FluentActions.Invoking(() => Classifier.Evaluate(Data.X, unknown)).Should().Throw<ArgumentException>()
            .WithMessage("labels?9? is 'huge' (row 9, counted from 0), which is none of the 3 classes: high, low, middle. Leave such rows out*");
        FluentActions.Invoking(() => Classifier.Evaluate(hole, Labels)).Should().Throw<ArgumentException>()
            .WithMessage("probabilities?7, 0? is NaN (row 7, class 0*a row of X with NaN has none*");
        FluentActions.Invoking(() => Classifier.Evaluate(new double[0, 3], [])).Should().Throw<ArgumentException>().WithMessage("*at least one*");
        FluentActions.Invoking(() => Classifier.Evaluate(null!, Labels)).Should().Throw<ArgumentNullException>();
        FluentActions.Invoking(() => Classifier.Evaluate(Data.X, null!)).Should().Throw<ArgumentNullException>();
    }
}
