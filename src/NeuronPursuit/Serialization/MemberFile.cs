using System.Text.Json;

namespace NeuronPursuit;

/// <summary>A finished member of a bag as a checkpoint holds it, and as it comes back from where it ran.</summary>
internal static class MemberFile
{
    private const string Format = "NeuronPursuit.Member";
    private const int Version = 1;

    /// <param name="stream">Where to.</param>
    /// <param name="result">The member.</param>
    /// <param name="fingerprint">Of data and options; nothing for a reply.</param>
    /// <param name="fitElapsed">The time that the whole bag has taken so far; null for a reply.</param>
    public static void Write(Stream stream, ValidatedResult result, string fingerprint = "", TimeSpan? fitElapsed = null)
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
            result.State.KeptNumber,
            fitElapsed);
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.MemberDocument);
    }

    /// <param name="stream">The checkpoint, or the reply.</param>
    /// <param name="inputs">Inputs of the network.</param>
    /// <param name="outputs">Its outputs.</param>
    /// <param name="fingerprint">Of data and options; null for a reply, which has none.</param>
    /// <exception cref="InvalidDataException">It is no member, or not that of this bag.</exception>
    public static ValidatedResult Read(Stream stream, int inputs, int outputs, string? fingerprint = null)
    {
        string kind = fingerprint is null ? "reply of an ensemble's member" : "checkpoint";
        MemberDocument document = VersionedJson.Read(
            stream, kind, Format, Version, DocumentContext.Default.MemberDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint ?? "");
        Network network = NetworkDocuments.ToNetwork(document.Network);
        DocumentChecks.RequireIterations(document.History, document.KeptIteration);
        DocumentChecks.Require(
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
                document.KeptIteration ?? LikelyKept.Of(document.History)?.Number),
            document.StopReason,
            document.HeldOutLoss);
    }
}
