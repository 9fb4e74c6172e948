using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>docs/adr/README.md lists every decision by its number and title.</summary>
public class DecisionTests
{
    private static readonly string Index = Page.Read("docs/adr/README.md").Text;

    public static TheoryData<string> Decisions =>
    [
        .. Directory.GetFiles(Path.Combine(Repository.Root, "docs", "adr"), "*.md").Select(path => Path.GetFileName(path))
            .Where(name => name is not ("README.md" or "0000-template.md")).Order(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Decisions))]
    public void Decision_EveryOne_HasItsLineInTheIndex(string file)
    {
        string number = file[..4];
        string text = Page.Read($"docs/adr/{file}").Text;
        Match title = Regex.Match(text, $@"\A# {number}\. (.+)\n\n- Status: (?:proposed|accepted|replaced by .+)\n- Date: \d{{4}}-\d\d-\d\d\n");

        title.Success.Should().BeTrue("{0} begins as the template does, with its own number", file);
        Index.Should().Contain($"\n- [{number}]({file}): {title.Groups[1].Value}\n");
    }

    [Fact]
    public void Decisions_Numbers_AreTakenOnce() =>
        Decisions.Select(row => row.Data[..4]).Should().OnlyHaveUniqueItems();
}
