namespace NeuronPursuit;

// Models of tables as files.
public sealed partial class TableModel
{
    /// <summary>Loads a model from a file written by <see cref="Save(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidDataException">The file is no model of a table, or a damaged one; the message says what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static TableModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        try
        {
            return Load(stream);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{path}: {exception.Message}", exception);
        }
    }

    /// <summary>Loads a model from a stream, which stays open.</summary>
    /// <param name="stream">A readable stream at the beginning of the model.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidDataException">The content is no model of a table, or a damaged one.</exception>
    public static TableModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return TableModelSerializer.Load(stream);
    }

    /// <summary>Saves all of it in one file of JSON. A file that is there is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves all of it as JSON to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        TableModelSerializer.Save(this, stream);
    }
}
