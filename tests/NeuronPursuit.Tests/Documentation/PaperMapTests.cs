using System.Reflection;
using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>The files, members and tests that docs/paper-map.md names exist.</summary>
public sealed partial class PaperMapTests
{
    private static readonly string Map = Page.Read("docs/paper-map.md").Text;

    public static TheoryData<string> NamedTests => [.. TestName().Matches(Map).Select(match => match.Groups[1].Value).Distinct()];

    public static TheoryData<string, string> NamedFiles =>
        [.. FileName().Matches(Map).Select(match => (match.Groups[1].Value, match.Groups[2].Value)).Distinct()];

    public static TheoryData<string, string> NamedMembers =>
    [
        .. MemberName().Matches(Map).Select(match => (Type: match.Groups[1].Value, Member: match.Groups[2].Value))
            .Where(name => !IsTest(name.Type)).Distinct(),
    ];

    [Theory]
    [MemberData(nameof(NamedTests))]
    public void PaperMap_EveryTestItNames_Exists(string name)
    {
        string[] parts = name.Split('.');
        Type? type = typeof(PaperMapTests).Assembly.GetTypes().SingleOrDefault(candidate => candidate.Name == parts[0]);

        type.Should().NotBeNull();
        if (parts.Length > 1)
        {
            type!.GetMethod(parts[1], BindingFlags.Public | BindingFlags.Instance).Should().NotBeNull();
        }
    }

    [Theory]
    [MemberData(nameof(NamedFiles))]
    public void PaperMap_EveryFileItNames_ExistsAndHasTheMembers(string file, string members)
    {
        string? path = new[] { Repository.LibraryFolder, Repository.Root }.Select(folder => Path.Combine(folder, file)).FirstOrDefault(File.Exists);

        path.Should().NotBeNull("{0} is a file of the library or of the repository", file);
        string text = File.ReadAllText(path!);
        members.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(member => !Regex.IsMatch(text, $@"\b{member}\b")).Should().BeEmpty("{0} has these members", file);
    }

    [Theory]
    [MemberData(nameof(NamedMembers))]
    public void PaperMap_EveryMemberItNames_Exists(string type, string member) => typeof(NeuronPursuitModel).Assembly.GetTypes()
        .Single(candidate => candidate.Name.Split('`')[0] == type)
        .GetMember(member, BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static)
        .Should().NotBeEmpty();

    [Fact]
    public void PaperMap_NamesMoreThanAFewOfEach()
    {
        NamedTests.Should().HaveCountGreaterThan(20);
        NamedFiles.Should().HaveCountGreaterThan(10);
        NamedMembers.Should().HaveCountGreaterThan(10);
    }

    private static bool IsTest(string type) =>
        type.EndsWith("Tests", StringComparison.Ordinal) || type.EndsWith("Contract", StringComparison.Ordinal);

    [GeneratedRegex("`([A-Za-z]+(?:Tests|Contract)(?:\\.[A-Za-z0-9_]+)?)`")]
    private static partial Regex TestName();

    [GeneratedRegex(@"`([\w./-]+\.cs)(?:: ([\w, ]+))?`")]
    private static partial Regex FileName();

    [GeneratedRegex(@"`([A-Z]\w+)\.([A-Z]\w+)`")]
    private static partial Regex MemberName();
}
