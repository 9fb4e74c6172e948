using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Onnx.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using Microsoft.ML;
        global using Microsoft.ML.OnnxRuntime;
        global using Microsoft.ML.OnnxRuntime.Tensors;
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static MLContext mlContext = new();
            public static float[] values = [];                      // a table, row by row
            public static int samples, columns;
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Onnx")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, Prelude).Should().BeEmpty();
}
