using System.Text.Json;

namespace NeuronPursuit;

/// <summary>A finished member of a bag as a checkpoint holds it, and as it comes back from where it ran.</summary>
internal static class MemberFile
{
    private const string Format = "NeuronPursuit.Member";
    private const int Version = 1;

    public static void Write(Stream stream, ValidatedResult result, string fingerprint = "")
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
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.MemberDocument);
    }

    /// <exception cref="InvalidDataException">It is no member, or not that of this bag.</exception>
    public static ValidatedResult Read(Stream stream, int inputs, int outputs, string fingerprint = "")
    {
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
