namespace NeuronPursuit.Tool.Tests.Commands;

/// <summary>Mistakes are one line that says what to do, and end with 1.</summary>
public class MessageTests
{
    public static TheoryData<string[], string> Mistakes => new()
    {
        { [], "Say what to do: fit, predict" },
        { ["fitt", "a.csv"], "Is 'fit' meant?" },
        { ["fit", "{concrete}", "--targt", "a"], "Is '--target' meant?" },
        { ["fit", "{concrete}", "--out", "{folder}/m.json"], "--target is missing: say which column to predict. The columns are cement, blast_furnace_slag" },
        { ["fit", "{concrete}", "--target", "targt", "--out", "{folder}/m.json"], "Is 'target' meant?" },
        { ["fit", "{concrete}", "--target", "target"], "--out is missing" },
        { ["fit", "{folder}/concret.csv", "--target", "target"], "There is no file" },
        { ["fit", "{folder}", "--target", "target"], "is a folder" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/no/m.json"], "There is no folder" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/m.json", "--holdout", "3"], "--holdout is 3" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/m.json", "--recipe", "slow"], "--recipe is 'slow'" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/m.json", "--group", "sit"], "--group is 'sit'" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/m.json", "--decimals", "x"], "--decimals is 'x'" },
        { ["fit", "{concrete}", "--target", "target", "--out", "{folder}/m.json", "--seed", "x"], "--seed" },
        { ["fit", "{text}", "--target", "y", "--out", "{folder}/m.json"], "--number \"x\"" },
        { ["predict", "{concrete}", "{concrete}", "--out", "{folder}/p.csv"], "no model of a table" },
        { ["predict", "{folder}/no.json", "{concrete}", "--out", "{folder}/p.csv"], "There is no file" },
        { ["inspect", "{broken}"], "no model of a table" },
        { ["studio", "{concrete}", "--folder", "{folder}/none"], "no such folder" },
    };

    [Theory]
    [MemberData(nameof(Mistakes))]
    public async Task Run_Mistake_IsOneLineAndEndsWithOne(string[] args, string expected)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("broken.json"), "{\"format\": \"NeuronPursuit.TableModel\", \"version\": 1}");
        File.WriteAllLines(folder.File("text.csv"), Enumerable.Range(0, 40).Select(i => $"{(i == 20 ? "oops" : i)},{i % 3}").Prepend("x,y"));
        string[] real = [.. args.Select(arg => arg.Replace("{concrete}", Tool.Concrete, StringComparison.Ordinal).Replace("{broken}", folder.File("broken.json"), StringComparison.Ordinal)
            .Replace("{text}", folder.File("text.csv"), StringComparison.Ordinal).Replace("{folder}", folder.Path, StringComparison.Ordinal))];

        Tool.Ran ran = await Tool.RunAsync(real);

        ran.Code.Should().Be(1);
        ran.Error.Should().Contain(expected).And.NotContain("   at ").And.NotContain("Parameter '");
        ran.Error.Trim().Should().NotContain("\n");
    }

    [Theory]
    [InlineData("fit")]
    [InlineData("predict")]
    [InlineData("evaluate")]
    [InlineData("compare")]
    [InlineData("explain")]
    [InlineData("report")]
    [InlineData("export")]
    [InlineData("inspect")]
    [InlineData("studio")]
    [InlineData("completion")]
    public async Task Help_OfACommand_HasExamplesAndExitCodes(string command)
    {
        Tool.Ran ran = await Tool.RunAsync(command, "--help");

        ran.Code.Should().Be(0);
        ran.Out.Should().Contain("Examples:").And.Contain($"neuron-pursuit {command} ").And.Contain("130");
    }

    [Theory]
    [InlineData("bash", "complete -o default -F")]
    [InlineData("zsh", "compdef")]
    [InlineData("pwsh", "Register-ArgumentCompleter")]
    public async Task Completion_OfAShell_IsAScript(string shell, string expected) =>
        (await Tool.RunAsync("completion", shell)).Out.Should().Contain(expected).And.Contain("suggest:");

    [Fact]
    public async Task Suggest_ForExport_KnowsTheTargets() =>
        (await Tool.RunAsync("[suggest:36]", "neuron-pursuit export m.json --as py")).Out.Should().Contain("python");

    [Fact]
    public void CommandWords_OfTheLibrary_BecomeOptions() =>
        CommandWords.Of("Say which, as in table.AsDate(\"day\", \"d/M/yyyy\"), or leave it out by table.Without(\"day\"). (Parameter 'table')")
            .Should().Be("Say which, as in --date \"day=d/M/yyyy\", or leave it out by --without \"day\".");
}
