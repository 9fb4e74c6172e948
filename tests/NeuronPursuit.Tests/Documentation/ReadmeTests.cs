using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

public class ReadmeTests
{
    [Theory]
    [InlineData("run", "dotnet run -c Release --project samples/QuickStart", "samples/QuickStart/QuickStart.csproj")]
    [InlineData("test", "dotnet test NeuronPursuit.sln -c Release --filter-not-trait Category=Slow", "NeuronPursuit.sln")]
    public void Readme_CommandsOfContinuousIntegration_AreThere(string name, string command, string file)
    {
        Match block = Regex.Match(Page.Read("README.md").Text, $"<!-- ci:{name} -->\n```bash\n(.*)\n```");

        block.Groups[1].Value.Should().Be(command);
        File.Exists(Path.Combine(Repository.Root, file)).Should().BeTrue();
    }

    public static TheoryData<string> Packages =>
        [.. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder)).Order(StringComparer.Ordinal)];

    /// <summary>The page of a package has no files beside it: a relative link leads nowhere there.</summary>
    [Theory]
    [MemberData(nameof(Packages))]
    public void Readme_OfAPackage_HasNoLinksIntoTheRepository(string package) =>
        Page.Read($"src/{package}/README.md").Links.Should().BeEmpty();
}
