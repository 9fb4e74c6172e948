using System.Diagnostics;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>
/// Measures the tables of the document and writes them between its marks. Lines are kept under artifacts, one file a
/// section and first seed, so that a run that was stopped goes on where it ended.
/// </summary>
internal static class Report
{
    public static void Run(Options options)
    {
        string folder = Folder(options);
        Directory.CreateDirectory(folder);
        long start = Stopwatch.GetTimestamp();
        bool complete = true;
        foreach (Section section in options.Sections ?? Section.All)
        {
            complete &= Measure(section, options, Path.Combine(folder, section.Name + ".md"), start);
        }

        Insert(options);
        Console.WriteLine(complete ? "complete" : "stopped by --minutes; run again to go on");
    }

    /// <summary>Writes what was measured so far into the document.</summary>
    public static void Insert(Options options)
    {
        string document = Path.Combine(Root(), "docs", "sample-efficiency.md");
        File.WriteAllText(document, Insert(File.ReadAllText(document), Folder(options)));
    }

    private static bool Measure(Section section, Options options, string path, long start)
    {
        string[] lines = File.Exists(path) ? File.ReadAllLines(path) : [];
        foreach (Setting setting in section.Settings.Where(setting => !lines.Any(line => line.StartsWith(setting.Key, StringComparison.Ordinal))))
        {
            if (Stopwatch.GetElapsedTime(start).TotalMinutes > options.Minutes)
            {
                return false;
            }

            string line = Measurement.Line(setting, options.FirstSeed);
            Console.WriteLine(line);
            File.AppendAllText(path, line + Environment.NewLine);
        }

        return true;
    }

    /// <summary>Replaces what stands between a section's marks by its lines, in the order of its settings.</summary>
    public static string Insert(string document, string folder)
    {
        foreach (string path in Directory.GetFiles(folder, "*.md"))
        {
            string name = Path.GetFileNameWithoutExtension(path);
            string begin = $"<!-- table:{name} -->\n";
            int from = document.IndexOf(begin, StringComparison.Ordinal);
            int to = from < 0 ? -1 : document.IndexOf("<!-- end -->", from, StringComparison.Ordinal);
            if (to < 0)
            {
                throw new InvalidDataException($"docs/sample-efficiency.md has no place '{begin.Trim()} ... <!-- end -->' for the table {name}.");
            }

            document = document[..(from + begin.Length)] + Table(name, File.ReadAllLines(path)) + document[to..];
        }

        return document;
    }

    private static string Table(string name, string[] lines)
    {
        // What another program measured brings its own header.
        if (Section.All.FirstOrDefault(section => section.Name == name) is not { } section)
        {
            return string.Join('\n', lines) + "\n";
        }

        IEnumerable<string> ordered = section.Settings
            .Select(setting => lines.FirstOrDefault(line => line.StartsWith(setting.Key, StringComparison.Ordinal)))
            .OfType<string>();
        return string.Join('\n', ordered.Prepend(Measurement.Header)) + "\n";
    }

    private static string Folder(Options options) => Path.Combine(Root(), "artifacts", "sample-efficiency", $"{options.FirstSeed}");

    private static string Root()
    {
        string? folder = Environment.CurrentDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "NeuronPursuit.sln")))
        {
            folder = Path.GetDirectoryName(folder);
        }

        return folder ?? throw new InvalidOperationException("Run this inside the repository: no NeuronPursuit.sln was found above the current folder.");
    }
}
