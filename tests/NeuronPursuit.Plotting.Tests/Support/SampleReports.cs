using System.Text;

namespace NeuronPursuit.Plotting.Tests;

/// <summary>Reports of every kind, made once.</summary>
internal static class SampleReports
{
    public const string EvilName = "<script>alert('x')</script> & \"quotes\"";

    private static readonly Dictionary<string, Lazy<string>> Pages = new()
    {
        ["small"] = new(() => Page(stream => Models.Small.SaveReport(stream))),
        ["table"] = new(() =>
        {
            (double[,] X, double[] y) = Models.Table(240);
            return Page(stream => Models.OnTable.SaveReport(stream, X, DataChecks.AsColumn(Models.OnTable, X, y), new ReportOptions
            {
                Title = "Strength by age and mixture",
                ColumnNames = Models.TableColumns,
                OutputNames = ["strength"],
                Settings = [new("recipe", "Fast"), new("seed", "3"), new("data", "240 rows made by a formula with noise")],
            }));
        }),
        ["bag"] = new(() =>
        {
            (double[,] X, double[] y) = Models.Table(240);
            return Page(stream => Models.Bag.SaveReport(stream, X, DataChecks.AsColumn(Models.Bag, X, y), new ReportOptions { ColumnNames = Models.TableColumns }));
        }),
        ["classifier"] = new(() =>
        {
            (double[,] X, string[] labels) = Models.Classes(180);
            return Page(stream => Models.Classifier.SaveReport(stream, X, labels));
        }),
        ["marks"] = new(() =>
        {
            (double[,] X, double[] y) = Models.Marked(200);
            return Page(stream => Models.OnMarks.SaveReport(stream, X, DataChecks.AsColumn(Models.OnMarks, X, y), new ReportOptions { ColumnNames = Models.MarkedColumns, OutputNames = ["price"] }));
        }),
        ["twoClasses"] = new(() =>
        {
            (double[,] X, double[] y) = Models.Marked(300);
            return Page(stream => Models.TwoClasses.SaveReport(
                stream, X, [.. y.Select(value => value > 103 ? "dear" : "cheap")], new ReportOptions { ColumnNames = Models.MarkedColumns }));
        }),
        ["manyClasses"] = new(() =>
        {
            (double[,] X, int[] labels) = Models.TwentyClasses(400);
            return Page(stream => Models.ManyClasses.SaveReport(stream, X, labels));
        }),
        ["outputsOnData"] = new(() =>
        {
            (double[,] X, _) = Models.Cube(200, 5, 9);
            return Page(stream => Models.SeveralOutputs.SaveReport(stream, X, Models.SeveralOutputs.PredictAll(X), new ReportOptions { MaxViews = 1 }));
        }),
        ["wide"] = new(() => Page(stream => Models.Wide.SaveReport(stream))),
        ["deep"] = new(() => Page(stream => Models.Deep.SaveReport(stream))),
        ["large"] = new(() => Page(stream => Models.Large.SaveReport(stream))),
        ["empty"] = new(() => Page(stream => Models.Empty.SaveReport(stream))),
        ["meanOnly"] = new(() => Page(stream => Models.MeanOnly.SaveReport(stream))),
        ["severalOutputs"] = new(() => Page(stream => Models.SeveralOutputs.SaveReport(stream))),
        ["evil"] = new(() => Page(stream => Models.OnTable.SaveReport(stream, new ReportOptions
        {
            Title = EvilName,
            ColumnNames = [EvilName, "</style><img src=x onerror=alert(1)>", new string('w', 300), "\u6E29\u5EA6 \u00E4\u00F6 {braces}"],
            OutputNames = ["</pre><b>bold</b>"],
            Settings = [new(EvilName, new string('m', 400))],
        }))),
    };

    public static IEnumerable<string> Names => Pages.Keys;

    public static string Html(string name) => Pages[name].Value;

    private static string Page(Action<Stream> save)
    {
        using var stream = new MemoryStream();
        save(stream);
        return Encoding.UTF8.GetString(stream.ToArray());
    }
}
