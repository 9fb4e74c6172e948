using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.ML.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using Microsoft.ML;
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static MLContext mlContext = new();
            public static IDataView data = null!;
            public static ITransformer fitted = null!;
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.ML")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, Prelude).Should().BeEmpty();
}
