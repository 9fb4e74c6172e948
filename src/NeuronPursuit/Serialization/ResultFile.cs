using System.Text.Json;

namespace NeuronPursuit;

/// <summary>The model of a finished bag, as a checkpoint directory holds it in place of the members.</summary>
internal static class ResultFile
{
    private const string Format = "NeuronPursuit.Result";
    private const int Version = 1;

    public static void Write(Stream stream, NeuronPursuitModel model, string fingerprint) => JsonSerializer.Serialize(
        stream, new ResultDocument(Format, Version, fingerprint, ModelSerializer.From(model), model.HeldOut), DocumentContext.Default.ResultDocument);

    /// <exception cref="InvalidDataException">It is no result, or not that of this fit.</exception>
    public static NeuronPursuitModel Read(Stream stream, string fingerprint)
    {
        ResultDocument document = VersionedJson.Read(stream, "checkpoint", Format, Version, DocumentContext.Default.ResultDocument);
        CheckpointFiles.RequireFingerprint(document.Fingerprint, fingerprint);
        NeuronPursuitModel model = ModelSerializer.ToModel(document.Model);
        DocumentChecks.RequireResiduals(document.Residuals, model.OutputLink == OutputLink.Softmax ? 1 : model.OutputCount);
        return model.With(document.Residuals);
    }
}
