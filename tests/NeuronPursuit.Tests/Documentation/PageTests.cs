using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>Links lead somewhere, and pages speak of no machine's folders.</summary>
public partial class PageTests
{
    public static TheoryData<string> Pages => [.. Page.Paths];

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_EveryRelativeLink_LeadsSomewhere(string path)
    {
        Page page = Page.Read(path);

        page.Links.Select(page.ErrorOf).Where(error => error is not null).Should().BeEmpty();
    }

    [Theory]
    [MemberData(nameof(Pages))]
    public void Page_Text_NamesNoFolderOfOneMachine(string path) =>
        HomeFolder().Matches(Page.Read(path).Text).Select(match => match.Value).Should().BeEmpty();

    [Fact]
    public void Paths_ContainPagesOfEveryKind() => Page.Paths.Should().Contain(
        ["README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md", "docs/paper-map.md", "docs/adr/0000-template.md",
            "src/NeuronPursuit.Onnx/README.md", "samples/QuickStart/README.md"]);

    [Fact]
    public void Links_OfAPage_AreThoseOutsideCode()
    {
        var page = new Page("page.md", """
            # Title: *one* `two`

            [a](a.md) and ![b](pictures/b.png "title"), [web](https://example.org), `[no](no.md)`, <img alt="" src="c.svg">

            ```bash
            # no heading, [no](link.md)
            ```

            ## [Linked](d.md#x) heading
            ## [Linked](d.md#x) heading

            [reference]: e.md
            """.ReplaceLineEndings("\n"));

        page.Links.Should().Equal("a.md", "pictures/b.png", "c.svg", "d.md#x", "d.md#x", "e.md");
        page.Anchors.Should().BeEquivalentTo("title-one-two", "linked-heading", "linked-heading-1");
    }

    [Theory]
    [InlineData("NO-SUCH-PAGE.md", "NO-SUCH-PAGE.md: no such file")]
    [InlineData("../outside.md", "../outside.md: no such file")]
    [InlineData("CHANGELOG.md#no-such-heading", "CHANGELOG.md#no-such-heading: no such heading")]
    [InlineData("#no-such-heading", "#no-such-heading: no such heading")]
    [InlineData("CHANGELOG.md#unreleased", null)]
    [InlineData("docs", null)]
    [InlineData("#commits", null)]
    public void ErrorOf_ALink_SaysWhatIsMissing(string link, string? error) =>
        Page.Read("CONTRIBUTING.md").ErrorOf(link).Should().Be(error);

    [Theory]
    [InlineData("in /home/anna/data", true)]
    [InlineData(@"in C:\Users\Anna", true)]
    [InlineData("/root/.nuget", true)]
    [InlineData("docs/home/x and ~/data, /var/lib/pursuit", false)]
    public void HomeFolder_OfAMachine_IsRecognised(string text, bool expected) => HomeFolder().IsMatch(text).Should().Be(expected);

    [GeneratedRegex(@"(?<![\w.~/-])/(?:home|root|Users|mnt)/[\w.-]*|[A-Za-z]:\\Users\\[\w.-]*")]
    private static partial Regex HomeFolder();
}
