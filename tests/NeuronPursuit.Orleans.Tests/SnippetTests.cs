using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Orleans.Tests;

/// <summary>The blocks of the documentation that use this add-on compile.</summary>
public class SnippetTests
{
    /// <summary>What these blocks may use without saying where it comes from.</summary>
    private const string Prelude = """
        global using System.Security.Cryptography.X509Certificates;
        global using Orleans;
        global using Orleans.Connections.Security;
        global using Orleans.Hosting;
        global using static AddOnPrelude;

        static class AddOnPrelude
        {
            public static ISiloBuilder siloBuilder = null!;
            public static IClusterClient client = null!;
            public static X509Certificate2 certificate = null!;
        }
        """;

    public static TheoryData<string> Places => [.. Snippet.PlacesOf("NeuronPursuit.Orleans")];

    [Theory]
    [MemberData(nameof(Places))]
    public void Snippet_OfThePages_Compiles(string place) =>
        SnippetCompiler.ErrorsOfAddOn(Snippet.At(place).Code, Prelude).Should().BeEmpty();
}
