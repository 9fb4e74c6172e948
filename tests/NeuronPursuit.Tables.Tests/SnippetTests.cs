using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Tables.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static NeuronPursuit.Table table = null!, training = null!, test = null!;
            public static NeuronPursuit.TablePrediction predicted = null!;
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Tables")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place)
    {
        // What the core's pages call model is a table's here.
        string code = Snippet.At(place).Code;
        SnippetCompiler.ErrorsOfAddOn(
            code.Contains("TableModel model", StringComparison.Ordinal) ? code : $"TableModel model = null!;\n{code}", Prelude).Should().BeEmpty();
    }
}
