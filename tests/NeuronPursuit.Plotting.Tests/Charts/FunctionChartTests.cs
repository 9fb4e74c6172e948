using System.Globalization;
using System.Text.RegularExpressions;

namespace NeuronPursuit.Plotting.Tests.Charts;

public partial class FunctionChartTests
{
    [Fact]
    public void Note_MoreRowsThanAreShown_SaysWhichPart()
    {
        (double[,] X, double[] y) = Models.Cube(2000, 5, 1);

        Texts(Models.Small.PlotFunction(0, X, y, Wide)).Should().Contain("One row in 2 of 2000 is shown.");
    }

    [Fact]
    public void Note_ModelOfOneColumn_SpeaksOfNoOthers()
    {
        double[,] X = new double[50, 1];
        double[] y = new double[50];
        for (int row = 0; row < 50; row++)
        {
            X[row, 0] = row / 50.0;
            y[row] = Math.Max(0, X[row, 0] - 0.3);
        }

        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithIntercept().WithMaxIterations(2).Fit(X, y);

        Texts(model.PlotFunction(0, X, y, Wide)).Should().Contain("Points: the data.").And.NotContain("other columns");
    }

    [Fact]
    public void SaveReport_ManyLongLabels_LeaveTheCurvesTheirHeight()
    {
        (double[,] X, _) = Models.Classes(140);
        string[] labels = [.. Enumerable.Range(0, 140).Select(row => $"a class with quite a long name {Math.Min(6, (int)(3.5 * (X[row, 0] + 1)))}")];
        NeuronPursuitClassifier<string> classifier = new NeuronPursuitBuilder().WithDepth(2).WithMaxIterations(4).FitClassifier(X, labels);
        using var stream = new MemoryStream();

        classifier.SaveReport(stream, X, labels, new ReportOptions { MaxViews = 1 });

        string page = System.Text.Encoding.UTF8.GetString(stream.ToArray());
        string views = page[page.IndexOf("Predictions along", StringComparison.Ordinal)..];
        IEnumerable<int> heights = NarrowHeight().Matches(views).Select(match => int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture));
        heights.Take(2).Should().OnlyContain(height => height > 300 + 146, "seven lines of labels stand above the curves");
    }

    private static PlotOptions Wide => new() { Width = 4000 };

    /// <summary>All letters of a plot in their order.</summary>
    private static string Texts(PursuitPlot plot) => string.Join(' ', Text().Matches(plot.GetSvgXml()).Select(match => match.Groups[1].Value.Trim()));

    [GeneratedRegex("<text[^>]*>([^<]*)</text>")]
    private static partial Regex Text();

    [GeneratedRegex("width=\"340\" height=\"(\\d+)\"")]
    private static partial Regex NarrowHeight();
}
