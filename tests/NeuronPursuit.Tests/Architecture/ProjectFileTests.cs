using System.Xml.Linq;

namespace NeuronPursuit.Tests.Architecture;

/// <summary>Projects that the solution does not build too name only files that exist.</summary>
public class ProjectFileTests
{
    [Fact]
    public void ProjectFile_EveryFileItCompilesByName_Exists()
    {
        string[] projects = [.. Directory.EnumerateDirectories(Repository.Root)
            .Where(folder => Path.GetFileName(folder) is "benchmarks" or "fuzz" or "mutation" or "samples" or "src" or "tests")
            .SelectMany(folder => Directory.EnumerateFiles(folder, "*.csproj", SearchOption.AllDirectories))];
        (string Project, string File)[] named = [.. projects.SelectMany(Compiled)];

        named.Should().HaveCountGreaterThan(10);
        named.Where(item => !File.Exists(item.File)).Should().BeEmpty();
    }

    private static IEnumerable<(string Project, string File)> Compiled(string project)
    {
        var document = XDocument.Load(project);
        foreach (string item in document.Descendants("Compile").Attributes("Include").SelectMany(include => include.Value.Split(';')))
        {
            string path = document.Descendants("PropertyGroup").Elements()
                .Aggregate(item, (text, property) => text.Replace($"$({property.Name.LocalName})", property.Value, StringComparison.Ordinal));
            if (!path.Contains('*', StringComparison.Ordinal))
            {
                yield return (Path.GetRelativePath(Repository.Root, project), Path.GetFullPath(Path.Combine(Path.GetDirectoryName(project)!, path)));
            }
        }
    }
}
