namespace NeuronPursuit;

/// <summary>Models as files, which may be anybody's.</summary>
internal static class ModelFile
{
    public static TableModel Load(string path)
    {
        TableInput.RequireFile(path);
        return TableModel.Load(path);
    }

    /// <summary>Refuses before hours of work what could not be written afterwards.</summary>
    public static void RequireWritable(string path)
    {
        string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
        if (!Directory.Exists(folder))
        {
            throw new UserErrorException($"There is no folder '{folder}' to write '{Path.GetFileName(path)}' to. Make it first.");
        }

        if (Directory.Exists(path))
        {
            throw new UserErrorException($"'{path}' is a folder. Say the file to write.");
        }
    }
}
