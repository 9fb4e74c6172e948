using System.Globalization;
using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tool.Tests;

/// <summary>Every command line of the pages works, one after the other, on tables such as they speak of.</summary>
public partial class ToolPageTests
{
    [Theory]
    [InlineData("README.md", 2)]
    [InlineData("docs/tool.md", 20)]
    public async Task CommandLines_OfAPage_EndWithZero(string page, int atLeast)
    {
        using var folder = new TemporaryFolder();
        WriteTables(folder);
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, page));
        string[] lines = [.. Block().Matches(text).SelectMany(block => block.Groups[1].Value.Split('\n', StringSplitOptions.RemoveEmptyEntries))];
        lines.Should().HaveCountGreaterThanOrEqualTo(atLeast).And.OnlyContain(line => line.StartsWith("neuron-pursuit ", StringComparison.Ordinal));
        foreach (string line in lines)
        {
            // The default recipe takes a minute, which no page is about.
            string[] words = [.. line.Split(' ').Skip(1).Select(word => IsFile().IsMatch(word) ? folder.File(word) : word)];
            words = words[0] == "fit" && !words.Contains("--recipe") ? [.. words, "--recipe", "fast"] : words;

            Tool.Ran ran = await Tool.RunAsync(words);

            ran.Code.Should().Be(0, $"{page}: {line}: {ran.Error}");
        }

        Table.ReadCsv(folder.File("predicted.csv")).Names.Should().Contain("prediction");
    }

    [Fact]
    public async Task ExitCodes_OfThePage_AreThoseOfTheTool()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tool.md"));

        foreach (int code in new[] { ExitCodes.Success, ExitCodes.UserError, ExitCodes.Unexpected, ExitCodes.Cancelled })
        {
            text.Should().Contain($"\n| {code} | ");
        }
    }

    [Fact]
    public async Task Commands_OfTheTool_AreOnThePage()
    {
        string text = await File.ReadAllTextAsync(Path.Combine(Repository.Root, "docs", "tool.md"));

        Application.Root(new ToolConsole(TextWriter.Null, TextWriter.Null, false)).Subcommands.Should().OnlyContain(command => text.Contains($"neuron-pursuit {command.Name} ", StringComparison.Ordinal));
        ExportCommand.Names.Should().OnlyContain(name => text.Contains($"`{name}`", StringComparison.Ordinal));
    }

    private static void WriteTables(TemporaryFolder folder)
    {
        foreach ((string name, int rows, int offset) in new[] { ("flats.csv", 150, 0), ("new-flats.csv", 30, 500), ("sold-since.csv", 40, 900) })
        {
            File.WriteAllLines(folder.File(name), Enumerable.Range(offset, rows).Select(i =>
            {
                (int area, int rooms, string city, bool garden) = (40 + (i * 37 % 101), 1 + (i * 7 % 4), (i % 3) switch { 0 => "Bonn", 1 => "Köln", _ => "Ulm" }, i * 37 % 101 > 50);
                return string.Create(CultureInfo.InvariantCulture, $"f{i},{area},{rooms},{city},{(garden ? "yes" : "no")},{(area * 3) + (rooms * 10) + (garden ? 25 : 0)}");
            }).Prepend("id,area,rooms,city,garden,price"));
        }

        File.WriteAllLines(folder.File("sales.csv"), Enumerable.Range(0, 120).Select(i => string.Create(
            CultureInfo.GetCultureInfo("de-DE"), $"{new DateTime(2024, 1, 1).AddDays(i):dd.MM.yyyy};{(i % 11 == 0 ? "-999" : $"{(i % 7) + 0.5}")};{1 + (i % 2)};{(i % 7) + (i * 0.1)}")).Prepend("day;price;importance;sold"));
    }

    [GeneratedRegex("<!-- tool -->\n```bash\n(.*?)```", RegexOptions.Singleline)]
    private static partial Regex Block();

    [GeneratedRegex(@"^[\w-]+\.(csv|json|parquet|html|py|onnx|xlsx)$|^points$")]
    private static partial Regex IsFile();
}
