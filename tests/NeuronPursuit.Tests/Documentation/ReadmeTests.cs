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
}
