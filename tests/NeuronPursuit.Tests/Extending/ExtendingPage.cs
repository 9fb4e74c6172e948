using System.Collections.Concurrent;
using System.Reflection;
using NeuronPursuit.Tests.Snippets;

namespace NeuronPursuit.Tests.Extending;

/// <summary>
/// The classes of docs/extending, compiled from the pages themselves with nothing but the public surface: what a reader copies
/// is what the contracts check. That the programs run is checked by <see cref="SnippetTests"/>.
/// </summary>
internal static class ExtendingPage
{
    private static readonly ConcurrentDictionary<string, Assembly> Programs = new();

    /// <summary>Makes the one class of a page that is a <typeparamref name="T"/>.</summary>
    /// <param name="page">The page's name, without its ending.</param>
    /// <param name="arguments">All arguments of the constructor.</param>
    public static T Create<T>(string page, params object[] arguments) =>
        (T)Activator.CreateInstance(Program(page).GetTypes().Single(type => typeof(T).IsAssignableFrom(type)), arguments)!;

    /// <summary>A class of a page.</summary>
    public static Type TypeOf(string page, string name) => Program(page).GetType(name, throwOnError: true)!;

    private static Assembly Program(string page) => Programs.GetOrAdd(page, static page =>
    {
        string prefix = Path.Combine("docs", "extending", $"{page}.md:");
        Snippet snippet = Snippet.All.Single(block => block.Place.StartsWith(prefix, StringComparison.Ordinal));
        (byte[] program, IReadOnlyList<string> errors) = SnippetCompiler.Compile(snippet.Code, withPrelude: false, SnippetTests.References);
        errors.Should().BeEmpty();
        return Assembly.Load(program);
    });
}
