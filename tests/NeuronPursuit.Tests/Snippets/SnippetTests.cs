using System.Reflection;
using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Snippets;

/// <summary>What README.md and docs show compiles, and what is a complete program runs.</summary>
public class SnippetTests
{
    internal static readonly Assembly[] References =
        [typeof(NeuronPursuitModel).Assembly, typeof(ReadOnlySpan2D<>).Assembly, typeof(ILogger).Assembly];

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("")];

    public static TheoryData<string> Programs =>
        [.. Snippet.PlacesOf("").Where(place => SnippetCompiler.Compile(Snippet.At(place).Code, withPrelude: false, References).Errors.Count == 0)];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.Compile(Snippet.At(place).Code, withPrelude: true, References).Errors.Should().BeEmpty();

    [Theory]
    [MemberData(nameof(Programs))]
    public void Snippet_ThatIsAProgram_Runs(string place)
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("Snippet.dll"), SnippetCompiler.Compile(Snippet.At(place).Code, withPrelude: false, References).Program);
        string own = Path.GetDirectoryName(References[0].Location)!;
        foreach (string library in Directory.EnumerateFiles(own, "*.dll").Where(IsNeeded))
        {
            File.Copy(library, folder.File(Path.GetFileName(library)));
        }

        File.Copy(Path.Combine(own, "NeuronPursuit.Tests.runtimeconfig.json"), folder.File("Snippet.runtimeconfig.json"));

        (int code, string output, string errors) = DotNet.Run(
            TimeSpan.FromMinutes(5),
            ["exec", folder.File("Snippet.dll")],
            folder.Path,
            ("DOTNET_SYSTEM_GLOBALIZATION_INVARIANT", "1"));

        code.Should().Be(0, "{0}{1}", output, errors);
        output.Should().NotBeEmpty();
        if (Snippet.At(place).Output is { } expected)
        {
            output.ReplaceLineEndings("\n").TrimEnd().Should().Be(expected);
        }
    }

    [Fact]
    public void Programs_OfTheReadme_AreAmongThoseThatRun() =>
        Programs.Select(row => row.Data).Should().Contain(place => place.StartsWith("README.md:", StringComparison.Ordinal));

    [Fact]
    public void Compile_NameThatDoesNotExist_IsAnError() =>
        SnippetCompiler.Compile("model.NoSuchMember();", withPrelude: true, References).Errors.Should().ContainMatch("*NoSuchMember*");

    [Fact]
    public void AddOns_OfAllBlocks_AreThePackages() =>
        Snippet.All.Select(snippet => snippet.AddOn).Where(addOn => addOn.Length > 0).Distinct().Should().BeEquivalentTo(Snippet.AddOns);

    [Fact]
    public void AddOn_EveryOne_HasATestThatCompilesItsBlocks() => Snippet.AddOns
        .Where(addOn => !File.ReadAllText(Path.Combine(Repository.Root, "tests", $"{addOn}.Tests", "SnippetTests.cs"))
            .Contains($"Snippet.PlacesOf(\"{addOn}\")", StringComparison.Ordinal))
        .Should().BeEmpty();

    [Fact]
    public void Of_BlockBelowAMark_IsTheAddOns()
    {
        string[] page = ["text", "<!-- snippet: NeuronPursuit.Onnx -->", "```csharp", "a();", "```", "", "```csharp", "b();", "```"];

        Snippet.Of("page.md", page, "").Should().Equal(new Snippet("page.md:4", "NeuronPursuit.Onnx", "a();"), new Snippet("page.md:8", "", "b();"));
    }

    [Fact]
    public void Of_BlockWithAnOutput_HasIt()
    {
        string[] page = ["```csharp", "a();", "```", "", "<!-- output -->", "```text", "one", "two", "```"];

        Snippet.Of("page.md", page, "").Should().Equal(new Snippet("page.md:2", "", "a();", "one\ntwo"));
    }

    [Fact]
    public void Outputs_OfAllPages_BelongToProgramsThatRun() => Snippet.All
        .Where(snippet => snippet.Output is not null).Select(snippet => snippet.Place)
        .Should().BeSubsetOf(Programs.Select(row => row.Data));

    [Fact]
    public void Of_BlockOfAPackagesReadme_IsThePackages()
    {
        string[] page = ["```csharp", "a();", "```"];

        Snippet.Of("README.md", page, "NeuronPursuit.ML").Should().Equal(new Snippet("README.md:2", "NeuronPursuit.ML", "a();"));
    }

    private static bool IsNeeded(string path) => Path.GetFileName(path) is
        "NeuronPursuit.dll" or "CommunityToolkit.HighPerformance.dll" or "System.Numerics.Tensors.dll"
        or "Microsoft.Extensions.Logging.Abstractions.dll" or "Microsoft.Extensions.DependencyInjection.Abstractions.dll";
}
