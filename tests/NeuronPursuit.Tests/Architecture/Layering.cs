namespace NeuronPursuit.Tests.Architecture;

/// <summary>
/// The floors of the library: a folder may use itself and what stands on a floor below. All types share one namespace, so names of
/// types are followed instead of using directives. A public type may have parts in higher folders, which add what these can do
/// (files, text); it stands where its lowest part stands.
/// </summary>
internal static class Layering
{
    /// <summary>The library's own folder, beside the named ones.</summary>
    public const string RootFolder = "";

    public static readonly IReadOnlyDictionary<string, int> Floors = new Dictionary<string, int>
    {
        ["Tensors"] = 0,
        ["Activations"] = 1,
        ["Preprocessing"] = 2,
        ["Networks"] = 2,
        ["Objectives"] = 3,
        ["Search"] = 4,
        ["Optimization"] = 4,
        ["Pursuit"] = 5,
        ["Sharding"] = 6,
        ["Models"] = 7,
        ["Telemetry"] = 8,
        ["Diagnostics"] = 8,
        ["Inspection"] = 8,
        ["Serialization"] = 9,
        ["Parts"] = 10,
        ["Fitting"] = 11,
        [RootFolder] = 12,
    };

    /// <summary>Every use of a type that its user must not know, and every folder without a floor.</summary>
    /// <param name="sources">Paths below the library's folder, and their texts.</param>
    public static IReadOnlyList<string> Violations(IReadOnlyDictionary<string, string> sources)
    {
        var violations = new List<string>();
        var folderOfType = new Dictionary<string, string>();
        foreach ((string path, string text) in sources)
        {
            if (!Floors.ContainsKey(FolderOf(path)))
            {
                violations.Add($"{path} is in a folder without a floor");
                continue;
            }

            foreach ((string type, bool isPart) in Declarations(CSharpTokens.Of(text)))
            {
                if (folderOfType.TryGetValue(type, out string? other) && other != FolderOf(path) && !isPart)
                {
                    violations.Add($"{type} is declared in two folders, '{other}' and '{FolderOf(path)}'");
                }

                folderOfType[type] = other is not null && Floors[other] < Floors[FolderOf(path)] ? other : FolderOf(path);
            }
        }

        foreach ((string path, string text) in sources.Where(source => Floors.ContainsKey(FolderOf(source.Key))))
        {
            violations.AddRange(UsedNames(CSharpTokens.Of(text))
                .Where(name => folderOfType.TryGetValue(name, out string? folder) && !MayUse(FolderOf(path), folder))
                .Select(name => $"{path} uses {name} of {folderOfType[name]}"));
        }

        return violations;
    }

    /// <summary>Types at the outermost level of a file; nested ones cannot be named without them.</summary>
    public static IEnumerable<string> DeclaredTypes(IReadOnlyList<string> tokens) => Declarations(tokens).Select(declared => declared.Type);

    private static IEnumerable<(string Type, bool IsPart)> Declarations(IReadOnlyList<string> tokens)
    {
        int depth = 0;
        for (int i = 0; i < tokens.Count - 1; i++)
        {
            depth += tokens[i] switch { "{" or "(" => 1, "}" or ")" => -1, _ => 0 };
            if (depth != 0)
            {
                continue;
            }

            bool isKeyword = tokens[i] is "class" or "struct" or "interface" or "enum"
                || (tokens[i] == "record" && tokens[i + 1] is not ("struct" or "class"));
            if (isKeyword && char.IsUpper(tokens[i + 1][0]))
            {
                yield return (tokens[i + 1], i > 0 && tokens[i - 1] == "partial");
            }
        }
    }

    /// <summary>Names that may mean a type: not those after a dot, which are members of what stands before it.</summary>
    private static IEnumerable<string> UsedNames(IReadOnlyList<string> tokens) => tokens
        .Where((_, i) => i == 0 || tokens[i - 1] != "." || (i > 1 && tokens[i - 2] == nameof(NeuronPursuit)))
        .Distinct();

    private static bool MayUse(string user, string used) => user == used || Floors[used] < Floors[user];

    private static string FolderOf(string path) => path.Contains('/', StringComparison.Ordinal) ? path[..path.IndexOf('/', StringComparison.Ordinal)] : RootFolder;
}
