namespace NeuronPursuit;

/// <summary>What all checkpoint files have in common: their names, how they are written, and when they are refused.</summary>
internal static class CheckpointFiles
{
    private const string Suffix = ".checkpoint.json";

    public static string PathOf(string directory, string name) => Path.Combine(directory, name + Suffix);

    /// <summary>Removes the half-written files that a process has left which was killed.</summary>
    public static void RemoveAbandoned(string directory) => AtomicFile.RemoveAbandoned(directory, Suffix);

    /// <summary>Writes a checkpoint file as a whole, into a directory that is made if need be.</summary>
    /// <exception cref="IOException">It cannot be written; the message says what to do, and what was there stays.</exception>
    public static void Write(string path, Action<Stream> write)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
            AtomicFile.Write(path, write);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentOutOfRangeException)
        {
            // The last is how a file tells that it may not grow further.
            throw new IOException(
                $"{path}: this checkpoint cannot be written, so the fit ends here ({exception.Message}). Earlier checkpoints are whole: make room, or make the directory writable, and the same fit goes on from them.",
                exception);
        }
    }

    public static void RequireFingerprint(string found, string expected)
    {
        if (found != expected)
        {
            throw new InvalidDataException("This is the checkpoint of other data or other options.");
        }
    }

    /// <summary>Removes files that another fit has left.</summary>
    /// <exception cref="IOException">One cannot be removed.</exception>
    public static void Remove(IEnumerable<string> paths)
    {
        foreach (string path in paths)
        {
            try
            {
                File.Delete(path);
            }
            catch (UnauthorizedAccessException exception)
            {
                throw new IOException($"{path}: this checkpoint of another fit cannot be removed ({exception.Message}). Choose another directory.", exception);
            }
        }
    }

    /// <summary>Removes files that are not needed any more, as far as they can be removed.</summary>
    public static void TryRemove(string directory, Func<CheckpointHead, bool> which)
    {
        try
        {
            Remove(CheckpointHead.Of(directory).Where(which).Select(file => file.Path));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // They take some room and do no harm: no reason to end a fit.
        }
    }

    public static InvalidDataException OfAnotherFit(string directory) => new(
        $"{directory}: This is the checkpoint of other data or other options. Choose another directory, delete this one, or begin anew by WithCheckpoints(directory, CheckpointMismatch.Restart).");

    public static InvalidDataException CannotResume(string path, InvalidDataException exception) =>
        new($"{path}: {exception.Message} Choose another directory, or delete the file to begin anew.", exception);
}
