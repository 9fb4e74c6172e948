namespace NeuronPursuit;

// Models as files.
public sealed partial class NeuronPursuitModel
{
    /// <summary>Loads a model from a file written by <see cref="Save(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model, equal to the saved one bit for bit.</returns>
    /// <exception cref="InvalidDataException">The file is no model, or a damaged one; the message says what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NeuronPursuitModel Load(string path) => NamedFile.Read(path, Load);

    /// <summary>Loads a model from a stream, which stays open.</summary>
    /// <param name="stream">A readable stream at the beginning of the model.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidDataException">The content is no model, or a damaged one.</exception>
    public static NeuronPursuitModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelSerializer.Load(stream);
    }

    /// <summary>Saves the model as JSON (docs/model-format.md). An existing file is replaced only when all is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves the model as JSON to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelSerializer.Save(this, stream);
    }
}
