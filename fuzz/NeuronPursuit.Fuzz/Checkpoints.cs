namespace NeuronPursuit.Fuzz;

/// <summary>Checkpoints of pursuits and of members of a bag, read from a folder as a fit reads them.</summary>
internal static class Checkpoints
{
    private const string Fingerprint = "00";
    private const int Inputs = 2;
    private const int Outputs = 1;
    private const string Member = "member-1-1";

    private static readonly string Folder = FolderOfThisProcess();
    private static readonly PursuitOptions Options = Models.Small().Build().Options;

    public static byte[] UsePursuit(byte[] bytes)
    {
        var store = new CheckpointStore(Folder, Fingerprint);
        File.WriteAllBytes(store.Path, bytes);
        (PursuitState state, PursuitState? withOffset) = store.Load(Options, Inputs, Outputs)!.Value;
        store.Save(state, withOffset);
        return File.ReadAllBytes(store.Path);
    }

    public static byte[] UseMember(byte[] bytes)
    {
        string path = Path.Combine(Folder, $"{Member}.checkpoint.json");
        var store = new MemberStore(Folder, Fingerprint, Inputs, Outputs);
        File.WriteAllBytes(path, bytes);
        store.Save(Member, store.Load(Member)!);
        return File.ReadAllBytes(path);
    }

    public static IEnumerable<byte[]> PursuitSeeds()
    {
        var store = new CheckpointStore(Folder, Fingerprint);
        store.Save(State());
        yield return File.ReadAllBytes(store.Path);
    }

    public static IEnumerable<byte[]> MemberSeeds()
    {
        new MemberStore(Folder, Fingerprint, Inputs, Outputs).Save(Member, new ValidatedResult(State(), PursuitStopReason.ValidationStopped, 0.5));
        yield return File.ReadAllBytes(Path.Combine(Folder, $"{Member}.checkpoint.json"));
    }

    private static string FolderOfThisProcess()
    {
        string folder = Directory.CreateTempSubdirectory("neuron-pursuit-fuzz").FullName;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Directory.Delete(folder, recursive: true);
        return folder;
    }

    private static PursuitState State()
    {
        double[,] X = { { 1, 2 }, { -1, 0.5 }, { 3, -1 }, { 0, 1 } };
        NeuronPursuitModel model = Models.Small().WithStandardization(false).Fit(X, [1.0, 2, 0, 3]);
        return new PursuitState(model.Fitted.Networks[0], 0.25, 0, model.History);
    }
}
