using System.Globalization;
using System.Text.RegularExpressions;
using NeuronPursuit.Code.Tests.Support;
using NeuronPursuit.Code.Tests.Tables;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Code.Tests;

/// <summary>
/// The matrix of docs/code.md: for each target and kind of model the largest difference that was measured. <c>benchmarks/code-matrix</c> writes it again.
/// </summary>
[Collection("docs/code.md")]
public partial class MatrixTests(ITestOutputHelper output)
{
    private const string Write = "NEURONPURSUIT_WRITE_MATRIX";

    private const int FirstModel = 200;

    private const int ModelCount = 300;

    private const string Begin = "<!-- matrix -->\n";

    private const string End = "<!-- /matrix -->";

    private static readonly CodeTarget[] Targets = Enum.GetValues<CodeTarget>();

    // A model may be of several kinds.
    private static readonly (string Name, Func<NeuronPursuitModel, bool> Is)[] Kinds =
    [
        ("one hidden layer", model => model.Depth == 2),
        ("two or three hidden layers", model => model.Depth > 2),
        ("powers 2 to 4", model => model.Networks.Any(network => network.Activation.Power > 1)),
        ("slopes on both sides", model => model.Networks.Any(network => network.Activation.NegativeCoefficient != 0)),
        ("scaled inputs", model => model.NetworkInputs.Any(input => input.Scale != 1)),
        ("limits and ranks", model => model.NetworkInputs.Any(input => input.Kind == NetworkInputKind.Rank)),
        ("missing values", model => model.NetworkInputs.Any(input => input.Kind == NetworkInputKind.Missing)),
        ("logarithm of the target", model => model.TargetCurves is not []),
        ("several outputs", model => model.OutputCount > 1),
        ("counts", model => model.OutputLink == OutputLink.Exponential),
        ("classes", model => model.OutputLink == OutputLink.Softmax),
        ("mean of networks", model => model.Networks.Count > 1),
    ];

    private static readonly (string Name, Lazy<TableModel> Model, bool HasTimes)[] Tables =
    [
        ("table: numbers", TableCodeTests.Numbers, false),
        ("table: logarithm of the target, times of day", TableCodeTests.Logarithm, true),
        ("table: classes", TableCodeTests.Classes, false),
        ("table: `Tabular`, a bag", TableCodeTests.Bag, true),
    ];

    public static TheoryData<CodeTarget> AllTargets => [.. Targets];

    /// <summary>Every cell of the page is there and within the promise, and so is what is measured now.</summary>
    [Theory]
    [MemberData(nameof(AllTargets))]
    [Trait("Category", "Slow")]
    public void Matrix_OfThePage_IsWhatIsMeasured(CodeTarget target)
    {
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");

        (string Name, double Difference)[] measured = Measure(target, engine);

        if (Environment.GetEnvironmentVariable(Write) is not null)
        {
            WriteColumn(target, measured);
        }

        double promise = TableCodeTests.ToleranceOf(target);
        Dictionary<string, double> page = Column(target);
        foreach ((string name, double difference) in measured)
        {
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{target}, {name}: {difference:e1}"));
            difference.Should().BeLessThanOrEqualTo(promise, name);
            page.Should().ContainKey(name).WhoseValue.Should().BeLessThanOrEqualTo(promise, name);
        }
    }

    private static (string Name, double Difference)[] Measure(CodeTarget target, ICodeEngine engine)
    {
        RandomModel[] models = [.. Enumerable.Range(FirstModel, ModelCount).Select(seed => new RandomModel(seed))];
        IReadOnlyList<double[,]> found = engine.Run([.. models.Select((each, number) => CodeCase.Of(number, each.Model, each.Rows, target))]);
        double[] differences = [.. models.Select((each, number) => new Expected(each.Model, each.Rows).Difference(found[number]))];
        return
        [
            .. Kinds.Select(kind => (kind.Name, differences.Where((_, number) => kind.Is(models[number].Model)).Max())),
            .. Tables.Select(table => (table.Name, TableCodeTests.Difference(target, table.Model.Value, table.HasTimes))),
        ];
    }

    private static string Page => Path.Combine(Repository.Root, "docs", "code.md");

    private static string[][] Rows()
    {
        string text = File.ReadAllText(Page);
        string table = text[(text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length)..text.IndexOf(End, StringComparison.Ordinal)];
        return [.. table.Split('\n', StringSplitOptions.RemoveEmptyEntries).Skip(2).Select(line => line.Split('|')[1..^1].Select(cell => cell.Trim()).ToArray())];
    }

    private static Dictionary<string, double> Column(CodeTarget target) => Rows().ToDictionary(row => row[0], row => Number(row[1 + (int)target]));

    private static double Number(string cell) => cell == "0" ? 0 : Scientific().IsMatch(cell) ? double.Parse(cell, CultureInfo.InvariantCulture) : double.PositiveInfinity;

    private static void WriteColumn(CodeTarget target, (string Name, double Difference)[] measured)
    {
        Dictionary<string, string[]> old = Rows().ToDictionary(row => row[0]);
        string[] lines =
        [
            $"| kind of model | {string.Join(" | ", Targets)} |",
            $"|---|{string.Concat(Targets.Select(_ => "---:|"))}",
            .. measured.Select(each => $"| {each.Name} | {string.Join(" | ", Targets.Select(one => one == target
                ? each.Difference == 0 ? "0" : each.Difference.ToString("0e0", CultureInfo.InvariantCulture)
                : old.GetValueOrDefault(each.Name)?[1 + (int)one] ?? ""))} |"),
        ];
        string text = File.ReadAllText(Page);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length;
        File.WriteAllText(Page, text[..from] + string.Join('\n', lines) + "\n" + text[text.IndexOf(End, StringComparison.Ordinal)..]);
    }

    [GeneratedRegex(@"^\de-\d+$")]
    private static partial Regex Scientific();
}
