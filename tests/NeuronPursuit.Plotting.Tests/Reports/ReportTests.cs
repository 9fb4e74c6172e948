using System.Text;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace NeuronPursuit.Plotting.Tests;

public partial class ReportTests
{
    public static TheoryData<string> Names => [.. SampleReports.Names];

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_EveryModel_NeedsNothingFromOutside(string name)
    {
        string page = SampleReports.Html(name);

        // Links within the page and pictures inside it; the style sheet loads nothing.
        Links().Matches(page).Select(match => match.Groups[1].Value)
            .Should().OnlyContain(link => link.StartsWith('#') || link.StartsWith("data:image/", StringComparison.Ordinal));
        page.Should().NotContainAny("<script", "<link", "<iframe", "@import", "url(", "http://", "https://", "onload=");
        page.Should().StartWith("<!doctype html>\n<html lang=\"en\">").And.NotContain("\r");
        page.Length.Should().BeLessThan(6_000_000);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_EveryModel_IsOrderly(string name)
    {
        string page = SampleReports.Html(name);

        int[] levels = [.. Headings().Matches(page).Select(match => int.Parse(match.Groups[1].Value, null))];
        levels[0].Should().Be(1);
        levels.Count(level => level == 1).Should().Be(1);
        levels.Zip(levels.Skip(1)).Should().OnlyContain(pair => pair.Second <= pair.First + 1);
        Links().Matches(page).Select(match => match.Groups[1].Value).Where(link => link.StartsWith('#'))
            .Where(link => !page.Contains($"id=\"{link[1..]}\"", StringComparison.Ordinal)).Should().BeEmpty();
        Images().Matches(page).Should().NotBeEmpty()
            .And.OnlyContain(image => Alternative().Match(image.Value).Groups[1].Value.Length > 20);
        RequireClosedElements(page);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void Report_EveryPicture_IsThereLightAndDarkAndNarrow(string name)
    {
        string page = SampleReports.Html(name);

        string[] pictures = [.. Pictures().Matches(page).Select(match => match.Value)];
        pictures.Should().HaveCountGreaterThan(1).And.OnlyContain(picture => Data().Count(picture) == 4);
        foreach (Match data in Data().Matches(page).Where(data => data.Value.StartsWith("data:image/svg", StringComparison.Ordinal)))
        {
            XDocument.Parse(Encoding.UTF8.GetString(Convert.FromBase64String(data.Groups[1].Value))).Root!.Name.LocalName.Should().Be("svg");
        }
    }

    [Fact]
    public void Report_NamesThatAreMarkup_AreEscapedEverywhere()
    {
        string page = SampleReports.Html("evil");

        page.Should().NotContainAny("<script", "<img src=x", "</style><", "<b>bold");
        page.Should().Contain("<title>&lt;script&gt;alert(&#39;x&#39;)&lt;/script&gt; &amp; &quot;quotes&quot;</title>");
        Regex.Count(page, "&lt;script&gt;alert").Should().BeGreaterThan(5, "title, heading, settings, formula, importances, views");
    }

    [Fact]
    public void Report_OfABag_SpeaksOfTheBag()
    {
        string page = SampleReports.Html("bag");
        PursuitEnsemble ensemble = Models.Bag.Ensemble!;

        page.Should().Contain($"<p>{ModelText(ensemble.Describe())}</p>");
        page.Should().Contain($"<dt>members</dt><dd>{ensemble.Members} of {ensemble.Members} finished</dd>");
        page.Should().Contain(FormattableString.Invariant($"<dt>time of the whole fit</dt><dd>{ensemble.Elapsed.TotalSeconds:0.##} s</dd>"));
        page.Should().Contain("<dt>iterations of network 1</dt>").And.NotContain("<dt>time</dt>");
        page.Should().NotContain($"<strong>{Models.Bag.StopReason}.</strong>", "that is the reason of one of its networks");
    }

    [Fact]
    public void Report_WithData_HoldsWhatTheModelSays()
    {
        string page = SampleReports.Html("table");
        NeuronPursuitModel model = Models.OnTable;

        page.Should().Contain("<h1>Strength by age and mixture</h1>");
        page.Should().Contain($"<strong>{model.StopReason}.</strong> {ModelText(model.StopReason.Describe())}");
        page.Should().Contain(ModelText(model.ToFormula(FormulaFormat.Text, 4, Models.TableColumns, ["strength"])));
        page.Should().Contain($"number {model.KeptIteration!.Number} kept").And.Contain("rise of the error").And.Contain("R\u00B2".Replace("\u00B2", "&#178;", StringComparison.Ordinal));
        string version = typeof(NeuronPursuitModel).Assembly.GetName().Version!.ToString(3);
        page.Should().Contain("<dt>seed</dt><dd>3</dd>").And.Contain($"<dt>NeuronPursuit</dt><dd>{version}</dd>");
        page.Should().Contain(System.Runtime.InteropServices.RuntimeInformation.FrameworkDescription);
        Regex.Count(page, "<tr><th scope=\"row\">[0-9]+</th>").Should().Be(model.History.Count);
        foreach (PursuitStopReason reason in Enum.GetValues<PursuitStopReason>())
        {
            page.Should().Contain(ModelText(reason.Describe()));
        }
    }

    [Fact]
    public void Report_PermutationImportances_AreThoseOfTheModel()
    {
        (double[,] X, double[] y) = Models.Table(240);
        PermutationImportance age = Models.OnTable.PermutationImportances(X, y, RankedColumns.Repeats)[0];

        SampleReports.Html("table").Should().MatchRegex(
            FormattableString.Invariant($"<th scope=\"row\">age</th><td class=\"track\"><span class=\"bar\" style=\"width: 100%\"></span></td><td class=\"number\">{age.Mean:g3}</td>"));
    }

    [Fact]
    public void Report_OfAFit_SaysHowItsTrainingsEnded()
    {
        (double[,] X, double[] y) = Models.Cube(60, 3, 8);
        NeuronPursuitModel model = new NeuronPursuitBuilder().WithDepth(2).WithOptimizer(new Idle()).Fit(X, y);
        using var stream = new MemoryStream();
        model.SaveReport(stream);

        Encoding.UTF8.GetString(stream.ToArray()).Should().Contain($"1 stagnated, {model.History.Count - 1} refused");
    }

    [Fact]
    public void Report_WithoutHistory_LeavesTheGrowthOut()
    {
        SampleReports.Html("empty").Should().NotContain("id=\"errors\"").And.Contain("No column moves the prediction.");
        SampleReports.Html("meanOnly").Should().NotContain("id=\"errors\"").And.Contain("<strong>NoSignal.</strong>");
    }

    [Fact]
    public void Report_LongParts_AreFoldedUp()
    {
        SampleReports.Html("bag").Should().Contain("<summary>Show the formula (");
        SampleReports.Html("small").Should().NotContain("<summary>Show the formula (");
    }

    [Fact]
    public void SaveReport_ToAFileAndAStream_AreTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = folder.File("report.html");

        Models.Small.SaveReport(path);
        Models.Small.SaveReport(path);

        File.ReadAllText(path).Should().Be(SampleReports.Html("small"));
        Directory.GetFiles(folder.Path).Should().ContainSingle();
        File.ReadAllBytes(path)[0].Should().Be((byte)'<', "there is no byte order mark");
    }

    [Fact]
    public void SaveReport_DataOfMoreRowsThanMeasured_TakesSome()
    {
        (double[,] X, double[] y) = Models.Table(240);
        var content = new ReportContent(Models.OnTable, X, DataChecks.AsColumn(Models.OnTable, X, y), isClassifier: false, new ReportOptions { ImportanceRows = 24 });
        double[,] some = new double[24, 4];
        double[] targets = new double[24];
        for (int row = 0; row < 24; row++)
        {
            for (int column = 0; column < 4; column++)
            {
                some[row, column] = X[10 * row, column];
            }

            targets[row] = y[10 * row];
        }

        content.Ranked.Single(ranked => ranked.Column == 1).Increase
            .Should().Be(Models.OnTable.PermutationImportances(some, targets, RankedColumns.Repeats)[1].Mean);
    }

    private static string ModelText(string text) => System.Net.WebUtility.HtmlEncode(text);

    private static void RequireClosedElements(string page)
    {
        var open = new Stack<string>();
        foreach (Match tag in Tag().Matches(Regex.Replace(page, "<style>.*?</style>", "", RegexOptions.Singleline)))
        {
            string element = tag.Groups[2].Value;
            if (element is "meta" or "img" or "source" or "!doctype")
            {
                continue;
            }

            if (tag.Groups[1].Length == 0)
            {
                open.Push(element);
            }
            else
            {
                open.Pop().Should().Be(element);
            }
        }

        open.Should().BeEmpty();
    }

    [GeneratedRegex("(?:href|src|srcset)=\"([^\"]*)\"")]
    private static partial Regex Links();

    [GeneratedRegex("<h([1-6])")]
    private static partial Regex Headings();

    [GeneratedRegex("<img [^>]*>")]
    private static partial Regex Images();

    [GeneratedRegex("alt=\"([^\"]*)\"")]
    private static partial Regex Alternative();

    [GeneratedRegex("<picture>.*?</picture>", RegexOptions.Singleline)]
    private static partial Regex Pictures();

    [GeneratedRegex("data:image/(?:svg\\+xml|png);base64,([A-Za-z0-9+/=]+)")]
    private static partial Regex Data();

    [GeneratedRegex("<(/?)(!?[a-z][a-z0-9]*)")]
    private static partial Regex Tag();

    /// <summary>Trains nothing, so that every growth is refused.</summary>
    private sealed class Idle : IWeightOptimizer
    {
        public OptimizationResult Minimize(
            ISumObjective objective, Span<double> weights, OptimizationLimits limits, CancellationToken cancellationToken) =>
            new(objective.Evaluate(weights, new double[weights.Length]), OptimizationOutcome.Stagnated, 0, 1);
    }
}
