namespace NeuronPursuit;

// Encoders as files.
public sealed partial class OneHotEncoder
{
    /// <summary>Loads an encoder from a file written by <see cref="Save(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="InvalidDataException">The file is no encoder, or a damaged one; the message says what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static OneHotEncoder Load(string path) => NamedFile.Read(path, Load);

    /// <summary>Loads an encoder from a stream, which stays open.</summary>
    /// <param name="stream">A readable stream at the beginning of the encoder.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="InvalidDataException">The content is no encoder, or a damaged one.</exception>
    public static OneHotEncoder Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return EncoderSerializer.Load(stream);
    }

    /// <summary>Saves the encoder as JSON. A file that is there is replaced as a whole.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves the encoder as JSON to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        EncoderSerializer.Save(this, stream);
    }
}
