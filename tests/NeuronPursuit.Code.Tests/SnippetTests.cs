using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Code.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Code")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) => SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, "").Should().BeEmpty();
}
