using System.Text.RegularExpressions;
using NeuronPursuit.Tests.Architecture;

namespace NeuronPursuit.Tests.Documentation;

/// <summary>A page in Markdown: where it leads to, and where one can lead into it.</summary>
/// <param name="Path">Below the root of the repository, with / between folders.</param>
/// <param name="Text">Its text.</param>
internal sealed partial record Page(string Path, string Text)
{
    /// <summary>Every page of the repository that a reader is sent to.</summary>
    public static IReadOnlyList<string> Paths { get; } =
    [
        .. Directory.GetFiles(Repository.Root, "*.md")
            .Concat(new[] { "docs", "src", "samples", "benchmarks" }
                .SelectMany(folder => Directory.GetFiles(System.IO.Path.Combine(Repository.Root, folder), "*.md", SearchOption.AllDirectories)))
            .Select(path => System.IO.Path.GetRelativePath(Repository.Root, path).Replace('\\', '/'))
            .Where(path => !path.Contains("/bin/") && !path.Contains("/obj/"))
            .Order(StringComparer.Ordinal),
    ];

    /// <summary>The relative targets of links and pictures; blocks and words of code hold none.</summary>
    public IEnumerable<string> Links => Link().Matches(Prose)
        .Select(match => match.Groups.Values.Skip(1).First(group => group.Success).Value)
        .Where(target => !Scheme().IsMatch(target));

    /// <summary>What can stand behind # in a link to this page: its headings, as web sites of repositories name them.</summary>
    public IReadOnlySet<string> Anchors
    {
        get
        {
            var anchors = new HashSet<string>();
            foreach (string heading in Heading().Matches(Fence().Replace(Text, "")).Select(match => match.Groups[1].Value))
            {
                string words = LinkText().Replace(heading, "$1").ToLowerInvariant();
                string name = string.Concat(words.Where(letter => char.IsLetterOrDigit(letter) || letter is ' ' or '-' or '_')).Replace(' ', '-');
                string unique = name;
                for (int number = 1; !anchors.Add(unique); number++)
                {
                    unique = $"{name}-{number}";
                }
            }

            return anchors;
        }
    }

    private string Prose => CodeWords().Replace(Fence().Replace(Text, ""), "");

    /// <summary>Reads a page.</summary>
    public static Page Read(string path) =>
        new(path, File.ReadAllText(System.IO.Path.Combine(Repository.Root, path)).ReplaceLineEndings("\n"));

    /// <summary>What is wrong with a link of this page; null if it leads somewhere.</summary>
    public string? ErrorOf(string link)
    {
        string[] parts = link.Split('#', 2);
        string folder = System.IO.Path.GetDirectoryName(System.IO.Path.Combine(Repository.Root, Path))!;
        string target = parts[0].Length == 0 ? System.IO.Path.Combine(Repository.Root, Path) : System.IO.Path.GetFullPath(Uri.UnescapeDataString(parts[0]), folder);
        if (!System.IO.Path.Exists(target) || !target.StartsWith(Repository.Root, StringComparison.Ordinal))
        {
            return $"{link}: no such file";
        }

        bool isKnown = parts.Length == 1 || !target.EndsWith(".md", StringComparison.Ordinal)
            || (this with { Text = File.ReadAllText(target).ReplaceLineEndings("\n") }).Anchors.Contains(parts[1]);
        return isKnown ? null : $"{link}: no such heading";
    }

    [GeneratedRegex(@"\]\(<?([^)\s>]+)>?(?:\s+""[^""]*"")?\)|<(?:img|a|source)\s[^>]*?(?:src|href|srcset)=""([^""]+)""|^\[[^\]]+\]:\s+(\S+)", RegexOptions.Multiline)]
    private static partial Regex Link();

    [GeneratedRegex(@"^([a-z][a-z0-9+.-]*:|//)", RegexOptions.IgnoreCase)]
    private static partial Regex Scheme();

    [GeneratedRegex(@"^#{1,6} +(.+?) *$", RegexOptions.Multiline)]
    private static partial Regex Heading();

    [GeneratedRegex(@"\[([^\]]*)\]\([^)]*\)")]
    private static partial Regex LinkText();

    [GeneratedRegex(@"^ *```.*?^ *```", RegexOptions.Multiline | RegexOptions.Singleline)]
    private static partial Regex Fence();

    [GeneratedRegex(@"(`+)[^`](?:.|\n(?!\n))*?\1")]
    private static partial Regex CodeWords();
}
