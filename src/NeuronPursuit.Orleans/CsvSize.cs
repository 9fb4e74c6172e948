namespace NeuronPursuit;

/// <summary>Refuses a file of more numbers than a shard holds before minutes are spent on reading them.</summary>
internal static class CsvSize
{
    /// <summary>Numbers of X, and of the targets, at most: those that the library packs.</summary>
    public static int MaxNumbers => Array.MaxLength / 2;

    /// <summary>Counts the lines of a file that is large enough to be in doubt.</summary>
    /// <exception cref="InvalidDataException">There are too many lines for so many columns.</exception>
    public static void Require(string path, int inputs, int targets, int maxNumbers, CancellationToken cancellationToken)
    {
        // A number takes a digit and a separator at least; the library adds a constant to the inputs.
        int columns = Math.Max(inputs + 1, targets);
        if (new FileInfo(path).Length / 2 <= maxNumbers)
        {
            return;
        }

        long lines = CountLines(path, cancellationToken);
        if (lines * columns > maxNumbers)
        {
            throw new InvalidDataException(
                $"{path} has {lines} lines of {inputs} inputs and {targets} targets; a shard holds up to {maxNumbers} numbers of each, a constant input among them. Cut the file into several, one a shard.");
        }
    }

    private static long CountLines(string path, CancellationToken cancellationToken)
    {
        long lines = 0;
        byte[] bytes = new byte[1 << 20];
        using FileStream file = File.OpenRead(path);
        for (int read = file.Read(bytes); read > 0; read = file.Read(bytes))
        {
            cancellationToken.ThrowIfCancellationRequested();
            lines += bytes.AsSpan(0, read).Count((byte)'\n');
        }

        return lines;
    }
}
