using System.Runtime.CompilerServices;

namespace NeuronPursuit.Tests.Architecture;

/// <summary>The files of the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root { get; } = FindRoot(AppContext.BaseDirectory) ?? FindRoot(FolderOfThisFile())
        ?? throw new DirectoryNotFoundException("No folder above the tests holds NeuronPursuit.sln.");

    public static string LibraryFolder => Path.Combine(Root, "src", "NeuronPursuit");

    /// <summary>Source files of the library by their path below its folder, with / between folders.</summary>
    public static IReadOnlyDictionary<string, string> LibrarySources { get; } = Directory
        .EnumerateFiles(LibraryFolder, "*.cs", SearchOption.AllDirectories)
        .Select(path => (Path: path, Name: Path.GetRelativePath(LibraryFolder, path).Replace('\\', '/')))
        .Where(file => !file.Name.StartsWith("bin/", StringComparison.Ordinal) && !file.Name.StartsWith("obj/", StringComparison.Ordinal))
        .ToDictionary(file => file.Name, file => File.ReadAllText(file.Path));

    private static string? FindRoot(string? folder)
    {
        while (folder is not null && !File.Exists(Path.Combine(folder, "NeuronPursuit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder;
    }

    private static string? FolderOfThisFile([CallerFilePath] string path = "") => Path.GetDirectoryName(path);
}
