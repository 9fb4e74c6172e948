using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace NeuronPursuit.Plotting.Tests;

/// <summary>How well a model predicts stands first in its report.</summary>
public partial class QualitySectionTests
{
    [Theory]
    [InlineData("table")]
    [InlineData("marks")]
    [InlineData("classifier")]
    [InlineData("twoClasses")]
    [InlineData("manyClasses")]
    [InlineData("outputsOnData")]
    public void Report_WithData_BeginsWithTheErrorOnThem(string name)
    {
        string page = SampleReports.Html(name);

        Sections().Match(page).Groups[1].Value.Should().Be("quality");
        Facts().Match(page[page.IndexOf("id=\"quality\"", StringComparison.Ordinal)..]).Groups[1].Value
            .Should().BeOneOf("root mean squared error", "share of right labels");
    }

    [Theory]
    [InlineData("small")]
    [InlineData("wide")]
    public void Report_WithoutData_HasNone(string name) => SampleReports.Html(name).Should().NotContain("id=\"quality\"");

    [Fact]
    public void Report_HeldOutRows_SaysTheirErrorBeforeThatOfTraining()
    {
        string summary = SampleReports.Html("evil");
        summary = summary[summary.IndexOf("id=\"summary\"", StringComparison.Ordinal)..];

        Facts().Match(summary).Groups[1].Value.Should().Be("held-out error");
    }

    [Fact]
    public void Report_Numbers_SaysTheErrorsAndDrawsTheDiagonal()
    {
        (double[,] X, double[] y) = Models.Table(240);
        RegressionErrors errors = RegressionErrors.Of(Models.OnTable.Predict(X), y);
        double mean = RegressionErrors.Of([.. y.Select(_ => y.Average())], y).RootMeanSquaredError;
        string page = SampleReports.Html("table");

        page.Should().Contain(Fact("root mean squared error", errors.RootMeanSquaredError)).And.Contain(Fact("mean absolute error", errors.MeanAbsoluteError));
        page.Should().Contain(string.Create(CultureInfo.InvariantCulture, $"{mean:g4} (always the mean of these rows)"));
        page.Should().Contain("with the diagonal on which they would be equal");
    }

    [Fact]
    public void Report_HeldOutSamples_SaysHowTheIntervalsHold()
    {
        (double[,] X, double[] y) = Models.Table(240);
        (double Lower, double Upper)[] intervals = Models.Bag.PredictInterval(X);
        double held = intervals.Zip(y).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1 : 0);

        SampleReports.Html("bag").Should().Contain(string.Create(
            CultureInfo.InvariantCulture,
            $"<dt>intervals of 90 %</dt><dd>hold {100 * held:0.#} % of these rows, mean width {intervals.Average(interval => interval.Upper - interval.Lower):g4}"));
    }

    [Fact]
    public void Report_NothingHeldOut_HasNoIntervals()
    {
        (double[,] X, double[] y) = Models.Table(60);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).Fit(X, y);
        using var page = new MemoryStream();

        model.SaveReport(page, X, DataChecks.AsColumn(model, X, y));

        model.CalibrationCount.Should().Be(0);
        Encoding.UTF8.GetString(page.ToArray()).Should().Contain("root mean squared error").And.NotContain("intervals of");
    }

    [Fact]
    public void Report_SeveralOutputs_SaysTheErrorsOfEach()
    {
        string page = SampleReports.Html("outputsOnData");

        Regex.Count(page, "with the diagonal on which they would be equal").Should().Be(3);
        page.Should().Contain("<caption>By output</caption>");
    }

    [Fact]
    public void Report_Classes_HasConfusionMatrixAndCurves()
    {
        (double[,] X, string[] labels) = Models.Classes(180);
        string[] predicted = Models.Classifier.Predict(X);
        string page = SampleReports.Html("classifier");

        page.Should().Contain(Fact("share of right labels", predicted.Zip(labels, (a, b) => a == b ? 1.0 : 0).Average()));
        foreach (string label in Models.Classifier.Labels)
        {
            foreach (string given in Models.Classifier.Labels)
            {
                int count = predicted.Zip(labels).Count(pair => pair.First == given && pair.Second == label);
                page.Should().MatchRegex(FormattableString.Invariant($"class=\"(right|wrong)\" style=\"--part: [0-9.]+%\">{count}</span>"));
            }
        }

        page.Should().Contain("Receiver operating characteristic").And.Contain("Adelie: area ").And.Contain("diagonal of guessing");
        SampleReports.Html("manyClasses").Should().Contain("20 classes, ").And.Contain("taken for");
    }

    [Fact]
    public void Report_SeveralClasses_SaysTheMetricsOfTheCore()
    {
        (double[,] X, string[] labels) = Models.Classes(180);
        ClassificationErrors errors = Models.Classifier.Evaluate(X, labels);
        string page = SampleReports.Html("classifier");

        page.Should().Contain(Fact("balanced accuracy", errors.BalancedAccuracy)).And.Contain(Fact("F1, mean of the classes", errors.MacroF1))
            .And.Contain(Fact("ROC-AUC, mean of the classes", errors.MacroRocAuc!.Value))
            .And.Contain(Fact("average precision (PR-AUC), mean of the classes", errors.MacroAveragePrecision!.Value))
            .And.Contain(Fact("Brier score", errors.BrierScore)).And.Contain(Fact("expected calibration error", errors.ExpectedCalibrationError));
        page.Should().Contain("<caption>By class</caption>");
        page.Should().MatchRegex(string.Create(
            CultureInfo.InvariantCulture, $"Adelie.*{errors.Classes[0].Precision:g4}.*{errors.Classes[0].Recall:g4}.*{errors.Classes[0].F1:g4}"));
    }

    [Fact]
    public void Report_TwoClasses_SaysThoseOfTheSecond()
    {
        (double[,] X, double[] y) = Models.Marked(300);
        BinaryErrors errors = Models.TwoClasses.Evaluate(X, [.. y.Select(value => value > 103 ? "dear" : "cheap")]).Binary!;

        SampleReports.Html("twoClasses").Should().Contain(Fact("ROC-AUC of dear", errors.RocAuc!.Value))
            .And.Contain(Fact("average precision (PR-AUC) of dear", errors.AveragePrecision!.Value))
            .And.Contain(Fact("Brier score of dear", errors.BrierScore)).And.Contain(Fact("expected calibration error", errors.ExpectedCalibrationError));
    }

    [Fact]
    public void ClassQuality_OfProbabilities_CountsAndMeasures()
    {
        double[,] probabilities = { { 0.9, 0.1 }, { 0.4, 0.6 }, { 0.8, 0.2 }, { 0, 1 } };
        double[,] marks = { { 1, 0 }, { 1, 0 }, { 0, 1 }, { 0, 1 } };

        var quality = new ClassQuality(probabilities, marks, ["no", "yes"]);

        quality.Errors.Confusion.SelectMany(row => row).Should().Equal(1, 1, 1, 1);
        (quality.Errors.Accuracy, quality.FrequentShare, quality.FrequentLabel).Should().Be((0.5, 0.5, "no"));
        quality.Errors.LogLoss.Should().BeApproximately(-(Math.Log(0.9) + Math.Log(0.4) + Math.Log(0.2)) / 4, 1e-12);
        quality.PriorLogLoss.Should().BeApproximately(Math.Log(2), 1e-12);
    }

    [Fact]
    public void Report_ColumnOfZeroAndOne_IsTwoBars()
    {
        string page = SampleReports.Html("marks");

        page.Should().Contain("Predictions as bars where colour=red is 0 and where it is 1: price ")
            .And.Contain("Predictions as bars where sold is 0 and where it is 1: price ")
            .And.Contain("Predictions while size goes from ");
        SampleReports.Html("twoClasses").Should().Contain("Predictions as bars where colour=red is 0 and where it is 1: cheap ");
    }

    [Fact]
    public void View_ColumnOfZeroAndOne_HasThemAlone()
    {
        (double[,] X, double[] y) = Models.Marked(200);
        double[,] Y = DataChecks.AsColumn(Models.OnMarks, X, y);

        var view = new FunctionView(Models.OnMarks, 1, X, Y, new PlotOptions());

        view.IsBinary.Should().BeTrue();
        view.Grid.Should().Equal(0, 1);
        (view.Mean[1, 0] - view.Mean[0, 0]).Should().BeApproximately(4, 0.5);
        new FunctionView(Models.OnMarks, 0, X, Y, new PlotOptions()).IsBinary.Should().BeFalse();
        new FunctionView(Models.OnMarks, 1, X, Y, new PlotOptions { From = 0, To = 1 }).IsBinary.Should().BeFalse("the caller asks for what lies between");
        new FunctionView(Models.OnMarks, 1, null, null, new PlotOptions()).IsBinary.Should().BeFalse("nobody knows");
    }

    [Theory]
    [InlineData(100, 110, 100)]
    [InlineData(-110, -100, -100)]
    [InlineData(5, 10, 0)]
    [InlineData(-5, 10, 0)]
    [InlineData(0, 1, 0)]
    public void Begin_OfBars_IsZeroUnlessThatIsFarAway(double low, double high, double begin) => FunctionBars.Begin(low, high).Should().Be(begin);

    private static string Fact(string name, double value) =>
        string.Create(CultureInfo.InvariantCulture, $"<dt>{name}</dt><dd>{value:g4}");

    [GeneratedRegex("<section id=\"([a-z]+)\"")]
    private static partial Regex Sections();

    [GeneratedRegex("<dt>([^<]*)</dt>")]
    private static partial Regex Facts();
}
