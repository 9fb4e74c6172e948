using System.Reflection;
using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests;

/// <summary>docs/paper-map.md names tests; each of them exists.</summary>
public sealed partial class PaperMapTests
{
    public static TheoryData<string> NamedTests =>
        [.. TestName().Matches(File.ReadAllText(Path.Combine(RepositoryRoot(), "docs", "paper-map.md")))
            .Select(match => match.Groups[1].Value).Distinct()];

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

    [Fact]
    public void PaperMap_NamesMoreThanAFewTests() => NamedTests.Should().HaveCountGreaterThan(20);

    [GeneratedRegex("`([A-Za-z]+(?:Tests|Contract)(?:\\.[A-Za-z0-9_]+)?)`")]
    private static partial Regex TestName();

    private static string RepositoryRoot()
    {
        DirectoryInfo? directory = new(AppContext.BaseDirectory);
        while (directory is not null && !File.Exists(Path.Combine(directory.FullName, "NeuronPursuit.sln")))
        {
            directory = directory.Parent;
        }

        return directory!.FullName;
    }
}
