using System.Text.Json;

namespace NeuronPursuit;

/// <summary>Models as JSON.</summary>
internal static class ModelSerializer
{
    private const string Format = "NeuronPursuit.Model";
    private const int Version = 2;

    public static void Save(NeuronPursuitModel model, Stream stream) =>
        JsonSerializer.Serialize(stream, From(model), DocumentContext.Default.ModelDocument);

    public static NeuronPursuitModel Load(Stream stream) => VersionedJson.Read(
        stream,
        "model",
        Format,
        1,
        Version,
        (text, version) => version == 1
            ? ToModel(VersionedJson.Content(text, DocumentContext.Default.ModelDocumentV1))
            : ToModel(VersionedJson.Content(text, DocumentContext.Default.ModelDocument)));

    public static ModelDocument From(NeuronPursuitModel model)
    {
        FittedNetworks fitted = model.Fitted;
        return new ModelDocument(
            Format,
            Version,
            InputDocuments.From(fitted.Preprocessing.Inputs),
            fitted.Preprocessing.Intercept,
            NetworkDocuments.From(fitted.Preprocessing.Targets),
            fitted.Link,
            [.. fitted.Networks.Select(NetworkDocuments.From)],
            model.StopReason,
            model.History,
            model.KeptIteration?.Number ?? (model.History.Count > 0 ? 0 : null),
            model.OffsetChoice,
            model.Ensemble is { } ensemble
                ? new EnsembleDocument(
                    ensemble.Members, ensemble.FinishedMembers, ensemble.Trials, ensemble.FinishedTrials, ensemble.StopReasons, ensemble.Elapsed)
                : null,
            model.Conformal is [] ? null : model.Conformal,
            model.RecipeChoice,
            fitted.Preprocessing.Curves);
    }

    public static NeuronPursuitModel ToModel(ModelDocument document)
    {
        DocumentChecks.Require(
            document.Format == Format && document.Version == Version,
            $"it holds '{document.Format}' of version {document.Version} where a model of version {Version} belongs");
        DocumentChecks.Require(
            document.Networks.Count > 0 && document.Networks.All(network => network is not null),
            "networks is empty or has an entry that is null");
        Network[] networks = [.. document.Networks.Select(NetworkDocuments.ToNetwork)];
        NetworkShape first = networks[0].Shape;
        DocumentChecks.Require(
            networks.All(network =>
                network.Shape.InputCount == first.InputCount && network.Shape.OutputCount == first.OutputCount),
            "networks differ in inputs or outputs");
        int inputs = InputsWithoutConstant(first, document.Intercept);
        DocumentChecks.Require(Enum.IsDefined(document.Link), $"link is {document.Link}, which is none");
        var preprocessing = new ModelPreprocessing(
            InputDocuments.ToMap(document.Inputs, inputs),
            document.Intercept,
            NetworkDocuments.ToScaling(document.TargetScaling, first.OutputCount, "targetScaling"))
        {
            Curves = Checked(document.TargetCurves, first.OutputCount),
        };
        return ToModel(
            new FittedNetworks(networks, preprocessing, document.Link),
            document.StopReason,
            document.History,
            document.KeptIteration,
            document.OffsetChoice,
            document.Ensemble is { } ensemble ? ToEnsemble(ensemble, networks) : null,
            document.Conformal is { } conformal ? Checked(conformal, document.Link, first.OutputCount) : null,
            document.RecipeChoice);
    }

    private static IReadOnlyList<ConformalScores> Checked(IReadOnlyList<ConformalScores> conformal, OutputLink link, int outputs)
    {
        DocumentChecks.Require(
            conformal.Count == (link == OutputLink.Softmax ? 1 : outputs)
                && conformal.All(one => one is { Scores: not [] } && one.IsValid),
            "conformal has not one entry of finite, ascending scores for each output");
        return conformal;
    }

    private static TargetCurve?[]? Checked(TargetCurve?[]? curves, int outputs)
    {
        DocumentChecks.Require(
            curves is null || (curves.Length == outputs && curves.All(curve => curve is null or { IsValid: true })),
            "targetCurves has not one finite curve, or null, for each output");
        return curves;
    }

    private static PursuitEnsemble ToEnsemble(EnsembleDocument document, Network[] networks)
    {
        DocumentChecks.Require(
            int.Min(document.Members, int.Min(document.FinishedMembers, int.Min(document.Trials, document.FinishedTrials))) >= 0
                && document.StopReasons.Count == networks.Length
                && document.StopReasons.All(Enum.IsDefined)
                && document.Elapsed >= TimeSpan.Zero,
            "ensemble has a negative number, or not one known stop reason for each network");
        return new PursuitEnsemble
        {
            Members = document.Members,
            FinishedMembers = document.FinishedMembers,
            Trials = document.Trials,
            FinishedTrials = document.FinishedTrials,
            StopReasons = document.StopReasons,
            Depths = [.. networks.Select(network => network.Shape.Depth)],
            Elapsed = document.Elapsed,
        };
    }

    private static NeuronPursuitModel ToModel(ModelDocumentV1 document)
    {
        Network network = NetworkDocuments.ToNetwork(document.Network);
        int inputs = InputsWithoutConstant(network.Shape, document.Intercept);
        DocumentChecks.Require(
            (document.InputScaling is null) == (document.TargetScaling is null),
            "inputScaling and targetScaling must both be there or both be missing");
        ColumnScaling? scaling = NetworkDocuments.ToScaling(document.InputScaling, inputs, "inputScaling");
        var preprocessing = new ModelPreprocessing(
            scaling is null ? InputMap.Identity(inputs) : InputMap.Of(scaling),
            document.Intercept,
            NetworkDocuments.ToScaling(document.TargetScaling, network.Shape.OutputCount, "targetScaling"));
        return ToModel(new FittedNetworks(network, preprocessing), document.StopReason, document.History, kept: null);
    }

    private static NeuronPursuitModel ToModel(
        FittedNetworks fitted,
        PursuitStopReason stopReason,
        IReadOnlyList<PursuitIteration> history,
        int? kept,
        OffsetChoice? choice = null,
        PursuitEnsemble? ensemble = null,
        IReadOnlyList<ConformalScores>? conformal = null,
        RecipeChoice? recipe = null)
    {
        DocumentChecks.RequireIterations(history, kept);
        DocumentChecks.Require(Enum.IsDefined(stopReason), $"stopReason is {stopReason}, which is none");
        DocumentChecks.RequireChoice(choice);
        DocumentChecks.RequireChoice(recipe);
        return new NeuronPursuitModel(fitted, history, stopReason, kept, ensemble, choice, conformal) { RecipeChoice = recipe };
    }

    private static int InputsWithoutConstant(NetworkShape shape, bool intercept)
    {
        int inputs = shape.InputCount - (intercept ? 1 : 0);
        DocumentChecks.Require(inputs >= 1, "a network with an intercept needs at least two inputs");
        return inputs;
    }
}
