using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Snippets;

/// <summary>A C# block of a page of the documentation.</summary>
/// <param name="Place">The page, relative to the repository, and the line of its first line of code.</param>
/// <param name="AddOn">The add-on that the block needs; empty for none.</param>
/// <param name="Code">The code.</param>
/// <remarks>
/// A block of an add-on stands below the comment <c>&lt;!-- snippet: NeuronPursuit.Onnx --&gt;</c> with the name of its
/// package. Blocks without it are compiled here; the test project of an add-on links the files of this folder and takes
/// those of its own name.
/// </remarks>
internal sealed record Snippet(string Place, string AddOn, string Code)
{
    private const string Mark = "<!-- snippet:";

    /// <summary>All blocks of README.md and of docs, but for decisions, which tell of what once was.</summary>
    public static IReadOnlyList<Snippet> All(string addOn = "") =>
    [
        .. Directory.EnumerateFiles(Path.Combine(Repository.Root, "docs"), "*.md", SearchOption.AllDirectories)
            .Where(page => !page.Contains($"{Path.DirectorySeparatorChar}adr{Path.DirectorySeparatorChar}"))
            .Append(Path.Combine(Repository.Root, "README.md"))
            .Order(StringComparer.Ordinal)
            .SelectMany(page => Of(Path.GetRelativePath(Repository.Root, page), File.ReadAllLines(page)))
            .Where(snippet => snippet.AddOn == addOn),
    ];

    public static IEnumerable<Snippet> Of(string page, string[] lines)
    {
        string addOn = "";
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
                yield return new Snippet($"{page}:{line + 2}", addOn, string.Join('\n', lines[(line + 1)..end]));
                (line, addOn) = (end, "");
            }
            else if (text.Length > 0)
            {
                addOn = "";
            }
        }
    }
}
