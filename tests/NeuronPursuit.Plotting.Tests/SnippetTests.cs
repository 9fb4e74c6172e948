using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Plotting.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static string[] names = new string[8];           // of the columns
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Plotting")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, Prelude).Should().BeEmpty();
}
