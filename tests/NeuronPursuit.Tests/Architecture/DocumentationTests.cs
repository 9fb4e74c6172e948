using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests.Architecture;

public partial class DocumentationTests
{
    public static TheoryData<string> Documents => [.. new[] { ".", "docs", "docs/adr" }
        .Select(folder => Path.Combine(Repository.Root, folder))
        .Concat(new[] { "samples", "src" }.SelectMany(folder => Directory.GetDirectories(Path.Combine(Repository.Root, folder))))
        .SelectMany(folder => Directory.GetFiles(folder, "*.md"))
        .Select(path => Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))];

    [Theory]
    [InlineData("run", "dotnet run -c Release --project samples/QuickStart", "samples/QuickStart/QuickStart.csproj")]
    [InlineData("test", "dotnet test NeuronPursuit.sln -c Release --filter-not-trait Category=Slow", "NeuronPursuit.sln")]
    public void Readme_CommandsOfContinuousIntegration_AreThere(string name, string command, string file)
    {
        Match block = Regex.Match(Read("README.md"), $"<!-- ci:{name} -->\n```bash\n(.*)\n```");

        block.Groups[1].Value.Should().Be(command);
        File.Exists(Path.Combine(Repository.Root, file)).Should().BeTrue();
    }

    [Theory]
    [MemberData(nameof(Documents))]
    public void Document_EveryRelativeLink_LeadsSomewhere(string document)
    {
        string folder = Path.GetDirectoryName(Path.Combine(Repository.Root, document))!;

        RelativeLink().Matches(Read(document))
            .Select(match => match.Groups[1].Value)
            .Where(target => !Path.Exists(Path.Combine(folder, target)))
            .Should().BeEmpty();
    }

    private static string Read(string document) =>
        File.ReadAllText(Path.Combine(Repository.Root, document)).ReplaceLineEndings("\n");

    [GeneratedRegex(@"\]\((?![a-z]+:|#)([^)#\s]+)")]
    private static partial Regex RelativeLink();
}
