namespace NeuronPursuit;

/// <summary>Writes a file so that a crash leaves either the old content or the new one, never a part.</summary>
internal static class WholeFile
{
    public static void Write(string path, Action<Stream> write)
    {
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
}
