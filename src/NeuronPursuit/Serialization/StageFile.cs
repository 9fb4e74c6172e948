using System.Text.Json;

namespace NeuronPursuit;

/// <summary>A finished stage of a sparse pursuit, as a checkpoint holds it.</summary>
internal static class StageFile
{
    private const string Format = "NeuronPursuit.Stage";
    private const int Version = 1;

    public static void Write(Stream stream, KeptStage kept, string fingerprint)
    {
        var document = new StageDocument(
            Format,
            Version,
            fingerprint,
            kept.Shown,
            kept.Spent,
            kept.Elapsed,
            kept.State is { } state
                ? new SparseDocument(
                    NetworkDocuments.From(state.Network), state.Inputs, state.Loss, state.ValidationError, state.SampleCount, state.History)
                : null,
            kept.Trials,
            kept.Told);
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.StageDocument);
    }

    /// <param name="stream">The file.</param>
    /// <param name="fingerprint">Of data and options.</param>
    /// <param name="options">Those of the fit.</param>
    /// <param name="inputs">Inputs of the data.</param>
    /// <param name="outputs">Outputs.</param>
    /// <exception cref="InvalidDataException">It is no stage, or not one of this fit.</exception>
    public static KeptStage Read(Stream stream, string fingerprint, PursuitOptions options, int inputs, int outputs)
    {
        StageDocument document = VersionedJson.Read(stream, "checkpoint", Format, Version, DocumentContext.Default.StageDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint);
        DocumentChecks.Require(
            document.Spent >= 0 && double.IsFinite(document.Spent) && document.Elapsed >= TimeSpan.Zero,
            "its work or its time is negative or not finite");
        DocumentChecks.Require(document.Trials >= 0 && document.Told >= 0, "its trials or iterations told of are negative");
        SparseState? state = document.State is { } found ? ToState(found) : null;
        DocumentChecks.Require(
            document.Shown >= 0 && document.Shown <= (state?.History.Count ?? 0), $"shown is {document.Shown}, which its history has not");
        return new KeptStage(state, document.Shown, document.Spent, document.Elapsed, document.Trials, document.Told);

        SparseState ToState(SparseDocument described)
        {
            Network network = NetworkDocuments.ToNetwork(described.Network);
            DocumentChecks.RequireIterations(described.History);
            DocumentChecks.Require(
                network.Shape.InputCount == described.Inputs.Length
                    && network.Shape.OutputCount == outputs
                    && network.Shape.Depth == options.Depth
                    && described.Inputs.All(input => input >= 0 && input < inputs)
                    && described.Inputs.Zip(described.Inputs.Skip(1)).All(pair => pair.First < pair.Second),
                "its network does not fit the data");
            DocumentChecks.Require(
                described.History.Count > 0 && described.SampleCount > 0 && !double.IsNaN(described.Loss) && !double.IsNaN(described.ValidationError),
                "its history is empty, or a number is not there");
            return new SparseState(
                network, described.Inputs, described.Loss, described.ValidationError, described.SampleCount, described.History);
        }
    }
}
