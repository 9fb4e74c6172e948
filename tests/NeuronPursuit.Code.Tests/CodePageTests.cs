using System.Text.RegularExpressions;
using NeuronPursuit.Code.Tests.Support;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Code.Tests;

/// <summary>The examples of docs/code.md are what the library writes, and engines run them.</summary>
[Collection("docs/code.md")]
public partial class CodePageTests
{
    private static readonly string[] Columns = ["width", "height"];

    public static TheoryData<CodeTarget> Targets => [.. Enum.GetValues<CodeTarget>()];

    /// <summary>The page's model: area of a window with a frame, by two neurons.</summary>
    internal static NeuronPursuitModel Model => new(
        new FittedNetworks(
            [new Network(new NetworkShape([3, 2, 1], HomogeneousActivation.ReLU), [0.75, -0.5, 0.125, 1.25, 1, -2, 0.4, 0.2])],
            new ModelPreprocessing(
                new InputMap([
                    new InputColumn(0, NetworkInputKind.Value, 3, 0.5),
                    new InputColumn(1, NetworkInputKind.Value, 0, 1) { WhereMissing = 1.5 }]),
                Intercept: true,
                null)),
        [],
        PursuitStopReason.MaxIterations);

    [Theory]
    [MemberData(nameof(Targets))]
    public void Page_Example_IsWhatTheLibraryWritesAndRuns(CodeTarget target)
    {
        var options = new CodeOptions { Name = "price", InputNames = Columns, Table = "windows" };
        string code = Model.ToCode(target, options);

        RequireExample(target.ToString(), code);

        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        double[,] rows = { { 1, 2 }, { 4, 0.5 }, { 3.25, double.NaN }, { double.NaN, 1 } };
        double[,] found = engine.Run([new CodeCase("price", code, rows, 1, Columns, "windows")])[0];
        new Expected(Model, rows).Difference(found).Should().BeLessThan(1e-12);
    }

    /// <summary>The example of the page is the code; with the variable set it becomes it.</summary>
    internal static void RequireExample(string name, string code)
    {
        string path = Path.Combine(Repository.Root, "docs", "code.md");
        string page = File.ReadAllText(path);
        Match block = Regex.Match(page, $"<!-- code: {name} -->\n```[a-z]*\n(.*?)```", RegexOptions.Singleline);
        block.Success.Should().BeTrue("docs/code.md has an example of {0}", name);
        Group example = block.Groups[1];
        if (Environment.GetEnvironmentVariable("NEURONPURSUIT_WRITE_EXAMPLES") is not null)
        {
            File.WriteAllText(path, page[..example.Index] + code + page[(example.Index + example.Length)..]);
            return;
        }

        WithoutVersion(example.Value).Should().Be(WithoutVersion(code));
    }

    private static string WithoutVersion(string code) => Version().Replace(code, "Written by NeuronPursuit");

    [GeneratedRegex(@"Written by NeuronPursuit [^:]*")]
    private static partial Regex Version();
}
