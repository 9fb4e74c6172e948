using System.Text.Json;

namespace NeuronPursuit;

/// <summary>Models as JSON.</summary>
internal static class ModelSerializer
{
    private const string Format = "NeuronPursuit.Model";
    private const int Version = 1;

    public static void Save(NeuronPursuitModel model, Stream stream)
    {
        FittedNetwork fitted = model.Fitted;
        var document = new ModelDocument(
            Format,
            Version,
            NetworkDocuments.From(fitted.Network),
            fitted.Intercept,
            NetworkDocuments.From(fitted.Inputs),
            NetworkDocuments.From(fitted.Targets),
            model.StopReason,
            model.History);
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.ModelDocument);
    }

    public static NeuronPursuitModel Load(Stream stream)
    {
        ModelDocument document;
        try
        {
            document = JsonSerializer.Deserialize(stream, DocumentContext.Default.ModelDocument)
                ?? throw new InvalidDataException("The file holds no model: it is the JSON null.");
        }
        catch (JsonException exception)
        {
            throw new InvalidDataException($"The file is no model, or a damaged one: {exception.Message}", exception);
        }

        if (document.Format != Format)
        {
            throw new InvalidDataException($"The file's format is '{document.Format}'; '{Format}' was expected.");
        }

        if (document.Version != Version)
        {
            throw new InvalidDataException(
                $"The model's format version is {document.Version}; this library reads version {Version}. Use a newer library.");
        }

        Network network = NetworkDocuments.ToNetwork(document.Network);
        int inputs = network.Shape.InputCount - (document.Intercept ? 1 : 0);
        NetworkDocuments.Require(inputs >= 1, "a network with an intercept needs at least two inputs");
        NetworkDocuments.Require(
            (document.InputScaling is null) == (document.TargetScaling is null),
            "inputScaling and targetScaling must both be there or both be missing");
        NetworkDocuments.RequireIterations(document.History);
        NetworkDocuments.Require(Enum.IsDefined(document.StopReason), $"stopReason is {document.StopReason}, which is none");
        var fitted = new FittedNetwork(
            network,
            document.Intercept,
            NetworkDocuments.ToScaling(document.InputScaling, inputs, "inputScaling"),
            NetworkDocuments.ToScaling(document.TargetScaling, network.Shape.OutputCount, "targetScaling"));
        return new NeuronPursuitModel(fitted, document.History, document.StopReason);
    }
}
