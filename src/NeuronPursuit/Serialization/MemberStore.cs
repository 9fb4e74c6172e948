using System.Text.Json;

namespace NeuronPursuit;

/// <summary>The finished members of a bag as files in a checkpoint directory, one each.</summary>
internal sealed class MemberStore(string directory, string fingerprint, int inputs, int outputs) : IMemberStore
{
    private const string Format = "NeuronPursuit.Member";
    private const int Version = 1;

    public ValidatedResult? Load(string name)
    {
        string path = PathOf(name);
        if (!File.Exists(path))
        {
            return null;
        }

        try
        {
            return Read(path);
        }
        catch (InvalidDataException exception)
        {
            throw CheckpointStore.CannotResume(path, exception);
        }
    }

    public void Save(string name, ValidatedResult result)
    {
        var document = new MemberDocument(
            Format,
            Version,
            fingerprint,
            NetworkDocuments.From(result.State.Network),
            result.State.Loss,
            result.State.StalledGrowths,
            result.State.History,
            result.Reason,
            result.HeldOutLoss,
            result.State.KeptNumber);
        CheckpointStore.Write(
            PathOf(name), stream => JsonSerializer.Serialize(stream, document, DocumentContext.Default.MemberDocument));
    }

    private string PathOf(string name) => Path.Combine(directory, $"{name}.checkpoint.json");

    private ValidatedResult Read(string path)
    {
        using FileStream stream = File.OpenRead(path);
        MemberDocument document = VersionedJson.Read(
            stream, "checkpoint", Format, Version, DocumentContext.Default.MemberDocument);
        CheckpointStore.RequireFingerprint(document.Fingerprint, fingerprint);
        Network network = NetworkDocuments.ToNetwork(document.Network);
        NetworkDocuments.RequireIterations(document.History, document.KeptIteration);
        NetworkDocuments.Require(
            network.Shape.InputCount == inputs
                && network.Shape.OutputCount == outputs
                && double.IsFinite(document.Loss)
                && double.IsFinite(document.HeldOutLoss)
                && Enum.IsDefined(document.StopReason),
            "its network does not fit the data, or a loss is not finite");
        return new ValidatedResult(
            new PursuitState(
                network,
                document.Loss,
                document.StalledGrowths,
                document.History,
                document.KeptIteration ?? PursuitHistoryExtensions.LikelyKept(document.History)?.Number),
            document.StopReason,
            document.HeldOutLoss);
    }
}
