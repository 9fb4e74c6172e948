namespace NeuronPursuit;

/// <summary>The finished members of a bag as files in a checkpoint directory, one each.</summary>
internal sealed class MemberStore(string directory, string fingerprint, int inputs, int outputs) : IMemberStore
{
    public ValidatedResult? Load(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            using FileStream stream = File.OpenRead(path);
            return MemberFile.Read(stream, inputs, outputs, fingerprint);
        }
        catch (InvalidDataException exception)
        {
            throw CheckpointFiles.CannotResume(path, exception);
        }
    }

    public void Save(string name, ValidatedResult result) =>
        CheckpointFiles.Write(PathOf(name), stream => MemberFile.Write(stream, result, fingerprint));

    private string PathOf(string name) => CheckpointFiles.PathOf(directory, name);
}
