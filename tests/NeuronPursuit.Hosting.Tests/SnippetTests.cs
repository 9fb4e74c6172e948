using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Hosting.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using Microsoft.AspNetCore.Builder;
        global using Microsoft.AspNetCore.Http;
        global using Microsoft.Extensions.DependencyInjection;
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static Microsoft.Extensions.DependencyInjection.IServiceCollection services = new Microsoft.Extensions.DependencyInjection.ServiceCollection();
            public static NeuronPursuit.Table training = null!;
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Hosting")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, Prelude).Should().BeEmpty();
}
