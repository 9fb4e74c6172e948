using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Snippets;

/// <summary>A C# block of a page of the documentation.</summary>
/// <param name="Place">The page, relative to the repository, and the line of its first line of code.</param>
/// <param name="AddOn">The add-on that the block needs; empty for none.</param>
/// <param name="Code">The code.</param>
/// <param name="Output">What it prints, if the page says so.</param>
/// <remarks>
/// <para>
/// A block of an add-on stands below the comment <c>&lt;!-- snippet: NeuronPursuit.Onnx --&gt;</c> with the name of its
/// package, or in the readme of that package. Blocks without an add-on are compiled here; the test project of an add-on links
/// the files of this folder that hold no tests, and takes the blocks of its own name.
/// </para>
/// <para>
/// A block of text that follows a program, with the comment <c>&lt;!-- output --&gt;</c> between them, is what the program prints
/// in the invariant culture.
/// </para>
/// </remarks>
internal sealed record Snippet(string Place, string AddOn, string Code, string? Output = null)
{
    private const string Mark = "<!-- snippet:";
    private const string OutputMark = "<!-- output -->";

    /// <summary>The add-ons: every package that code uses but the core. Commands of a tool are tried by its own tests.</summary>
    public static IReadOnlyList<string> AddOns { get; } =
    [
        .. Directory.GetDirectories(Path.Combine(Repository.Root, "src")).Select(folder => Path.GetFileName(folder))
            .Where(name => name.StartsWith("NeuronPursuit.", StringComparison.Ordinal) && !IsTool(name)).Order(StringComparer.Ordinal),
    ];

    private static bool IsTool(string package) =>
        File.ReadAllText(Path.Combine(Repository.Root, "src", package, $"{package}.csproj")).Contains("<PackAsTool>true", StringComparison.Ordinal);

    /// <summary>Every block of README.md, of docs (but for decisions, which tell of what once was) and of the packages' readmes.</summary>
    public static IReadOnlyList<Snippet> All { get; } =
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Where(page => !page.Contains($"{Path.DirectorySeparatorChar}adr{Path.DirectorySeparatorChar}"))
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Append(Path.Combine(Repository.Root, "src", "NeuronPursuit", "README.md"))
            .Order(StringComparer.Ordinal)
            .SelectMany(page => Of(Path.GetRelativePath(Repository.Root, page), File.ReadAllLines(page), ""))
            .Concat(AddOns.SelectMany(addOn => Of($"src/{addOn}/README.md", File.ReadAllLines(Path.Combine(Repository.Root, "src", addOn, "README.md")), addOn))),
    ];

    /// <summary>The places of the blocks of one add-on, or of those that need none.</summary>
    public static IEnumerable<string> PlacesOf(string addOn) => All.Where(snippet => snippet.AddOn == addOn).Select(snippet => snippet.Place);

    /// <summary>The block of a place.</summary>
    public static Snippet At(string place) => All.Single(snippet => snippet.Place == place);

    /// <summary>The blocks of a page.</summary>
    /// <param name="page">Its path.</param>
    /// <param name="lines">Its lines.</param>
    /// <param name="package">The add-on of a block without a mark.</param>
    public static IEnumerable<Snippet> Of(string page, string[] lines, string package)
    {
        string addOn = package;
        for (int line = 0; line < lines.Length; line++)
        {
            string text = lines[line].Trim();
            if (text.StartsWith(Mark, StringComparison.Ordinal))
            {
                addOn = text[Mark.Length..].Replace("-->", "", StringComparison.Ordinal).Trim();
            }
            else if (text == "```csharp")
            {
                int end = Array.FindIndex(lines, line + 1, other => other.Trim() == "```");
                end.Should().BeGreaterThan(line, "the block of {0} that begins in line {1} ends", page, line + 1);
                yield return new Snippet($"{page}:{line + 2}", addOn, string.Join('\n', lines[(line + 1)..end]), OutputAfter(lines, end));
                (line, addOn) = (end, package);
            }
            else if (text.Length > 0)
            {
                addOn = package;
            }
        }
    }

    private static string? OutputAfter(string[] lines, int end)
    {
        string[] next = [.. lines[(end + 1)..].SkipWhile(line => line.Length == 0)];
        return next is [OutputMark, "```text", ..] ? string.Join('\n', next.Skip(2).TakeWhile(line => line != "```")) : null;
    }
}
