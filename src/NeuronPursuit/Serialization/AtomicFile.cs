using System.Text.RegularExpressions;

namespace NeuronPursuit;

/// <summary>Writes a file so that a crash leaves either the old content or the new one, never a part.</summary>
internal static partial class AtomicFile
{
    // A file is written in seconds. Age is judged and not the process that wrote: it may run on another machine.
    private static readonly TimeSpan Abandoned = TimeSpan.FromHours(1);

    /// <exception cref="DirectoryNotFoundException">There is no such directory; the message names it and not a temporary file.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } directory && !Directory.Exists(directory))
        {
            throw new DirectoryNotFoundException($"{path} cannot be written: there is no directory {directory}. Create it first.");
        }

        // A name of its own: two writers of one file must not meet in the temporary one.
        string temporary = $"{path}.{Guid.NewGuid():N}.tmp";
        try
        {
            using (var stream = new FileStream(temporary, FileMode.Create, FileAccess.Write, FileShare.None))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }

            File.Move(temporary, path, overwrite: true);
        }
        catch
        {
            File.Delete(temporary);
            throw;
        }
    }

    /// <summary>Removes what writers that were killed have left, as far as it can be removed.</summary>
    /// <param name="directory">Where; may be missing.</param>
    /// <param name="suffix">How the names of the files end that were being written.</param>
    public static void RemoveAbandoned(string directory, string suffix)
    {
        try
        {
            foreach (string file in Directory.EnumerateFiles(directory, $"*{suffix}.*.tmp"))
            {
                if (TemporaryEnding().Match(file) is { Success: true } ending
                    && file.AsSpan(0, ending.Index).EndsWith(suffix, StringComparison.Ordinal)
                    && DateTime.UtcNow - File.GetLastWriteTimeUtc(file) > Abandoned)
                {
                    File.Delete(file);
                }
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They take some room and do no harm: no reason to end a fit.
        }
    }

    [GeneratedRegex(@"\.[0-9a-f]{32}\.tmp\z")]
    private static partial Regex TemporaryEnding();
}
