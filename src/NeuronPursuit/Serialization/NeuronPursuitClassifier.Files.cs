namespace NeuronPursuit;

// Classifiers as files.
public sealed partial class NeuronPursuitClassifier<TLabel>
{
    /// <summary>Loads a classifier from a file written by <see cref="Save(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The classifier, equal to the saved one bit for bit.</returns>
    /// <exception cref="InvalidDataException">
    /// The file is no classifier, a damaged one, or has labels of another kind; the message says which.
    /// </exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NeuronPursuitClassifier<TLabel> Load(string path) => NamedFile.Read(path, Load);

    /// <summary>Loads a classifier from a stream, which stays open.</summary>
    /// <param name="stream">A readable stream at the beginning of the classifier.</param>
    /// <returns>The classifier.</returns>
    /// <exception cref="InvalidDataException">The content is no classifier, a damaged one, or has labels of another kind.</exception>
    public static NeuronPursuitClassifier<TLabel> Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ClassifierSerializer.Load<TLabel>(stream);
    }

    /// <summary>Saves the classifier as JSON (docs/model-format.md). An existing file is replaced only when all is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves the classifier as JSON to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ClassifierSerializer.Save(this, stream);
    }
}
