namespace NeuronPursuit.Fuzz;

/// <summary>A kind of file that the library reads, and what must hold for every content of one.</summary>
/// <param name="name">What it is called on the command line.</param>
/// <param name="load">Reads a file, uses what it has read and returns it written again.</param>
/// <param name="seeds">Files that are valid.</param>
internal sealed class Target(string name, Func<byte[], byte[]> load, Func<IEnumerable<byte[]>> seeds)
{
    private const int AllocationPerByte = 10;
    private const int AllocationAlways = 16 << 20;

    public string Name => name;

    public void WriteSeeds(string folder)
    {
        Directory.CreateDirectory(folder);
        int number = 0;
        foreach (byte[] seed in seeds())
        {
            File.WriteAllBytes(Path.Combine(folder, $"{name}-{++number}.json"), seed);
        }
    }

    /// <summary>Reads one content. Any exception that leaves this method is a find.</summary>
    /// <exception cref="InvalidOperationException">
    /// More memory was allocated than a file of that size may need, or what was read does not come back when written.
    /// </exception>
    public void Run(byte[] bytes)
    {
        long before = GC.GetAllocatedBytesForCurrentThread();
        byte[]? written;
        try
        {
            written = load(bytes);
        }
        catch (InvalidDataException)
        {
            written = null;
        }

        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;
        long allowed = (long)bytes.Length * AllocationPerByte + AllocationAlways;
        if (allocated > allowed)
        {
            throw new InvalidOperationException($"{allocated} bytes were allocated for a file of {bytes.Length}; {allowed} are allowed.");
        }

        if (written is not null && !written.AsSpan().SequenceEqual(load(written)))
        {
            throw new InvalidOperationException("What was read and written is something else when it is read again.");
        }
    }
}
