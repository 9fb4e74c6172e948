using System.Text.Json;

namespace NeuronPursuit;

/// <summary>Classifiers as JSON: a model, and the labels of its outputs as text.</summary>
internal static class ClassifierSerializer
{
    private const string Format = "NeuronPursuit.Classifier";
    private const int Version = 1;

    public static void Save<TLabel>(NeuronPursuitClassifier<TLabel> classifier, Stream stream)
        where TLabel : notnull
    {
        var document = new ClassifierDocument(
            Format,
            Version,
            LabelCodec.KindOf<TLabel>(),
            [.. classifier.Labels.Select(LabelCodec.ToText)],
            ModelSerializer.From(classifier.Model));
        JsonSerializer.Serialize(stream, document, DocumentContext.Default.ClassifierDocument);
    }

    public static NeuronPursuitClassifier<TLabel> Load<TLabel>(Stream stream)
        where TLabel : notnull
    {
        LabelKind kind = LabelCodec.KindOf<TLabel>();
        ClassifierDocument document = VersionedJson.Read(
            stream, "classifier", Format, Version, DocumentContext.Default.ClassifierDocument);
        if (document.LabelKind != kind)
        {
            throw new InvalidDataException(
                $"The file holds labels of kind {document.LabelKind}, but {typeof(TLabel).Name} is of kind {kind}. Load it with the type of labels that it was fitted with (Number: int, Text: string, Logical: bool, Name: an enum).");
        }

        NeuronPursuitModel model = ModelSerializer.ToModel(document.Model);
        DocumentChecks.Require(
            model.Fitted.Link == OutputLink.Softmax && document.Labels.Count == model.OutputCount && model.OutputCount >= 2,
            $"{document.Labels.Count} labels do not fit a model of {model.OutputCount} outputs with the link {model.Fitted.Link}");
        DocumentChecks.Require(document.Labels.All(label => label is not null), "labels has an entry that is null");
        TLabel[] labels = [.. document.Labels.Select(LabelCodec.Parse<TLabel>)];
        IComparer<TLabel> order = ValueOrder.Of<TLabel>();
        DocumentChecks.Require(
            labels.Zip(labels.Skip(1)).All(pair => order.Compare(pair.First, pair.Second) < 0) || kind == LabelKind.Name,
            "labels are not in ascending order");
        DocumentChecks.Require(labels.Distinct().Count() == labels.Length, "labels has an entry twice");
        return new NeuronPursuitClassifier<TLabel>(model, labels);
    }
}
