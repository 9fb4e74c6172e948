using System.Globalization;

namespace NeuronPursuit;

/// <summary>Saves models as ONNX, which OnnxRuntime, ML.NET, and programs in most languages read.</summary>
/// <remarks>
/// <para>The file has everything that the model does to a sample: preparation of inputs (standardisation, limits, ranks,
/// missing values), intercept, all networks and their mean, units of outputs, probabilities. It takes any number of
/// samples at once. Opset 17, format version 8, operators of ai.onnx only.</para>
/// <para>Input <see cref="InputName"/>: samples x columns, in the caller's units, float or double after the precision; NaN
/// where a value is missing. Output of a model: <see cref="PredictionName"/>, samples x outputs. Outputs of a classifier:
/// <see cref="LabelName"/> and <see cref="ProbabilitiesName"/>.</para>
/// <para>The same model gives the same bytes.</para>
/// </remarks>
public static class OnnxExport
{
    /// <summary>The input: samples x <see cref="NeuronPursuitModel.InputCount"/>.</summary>
    public const string InputName = "X";

    /// <summary>The output of a model that predicts numbers: samples x <see cref="NeuronPursuitModel.OutputCount"/>.</summary>
    public const string PredictionName = "prediction";

    /// <summary>
    /// An output of a classifier: the most probable class of every sample, of equally probable ones the first. A vector
    /// of int64 for labels that are int or bool (0 and 1), of strings for those that are string or of an enum (the name).
    /// </summary>
    public const string LabelName = "label";

    /// <summary>
    /// An output of a classifier, and the only one of its <see cref="NeuronPursuitClassifier{TLabel}.Model"/>: samples x
    /// classes in the order of <see cref="NeuronPursuitClassifier{TLabel}.Labels"/>.
    /// </summary>
    public const string ProbabilitiesName = "probabilities";

    /// <summary>Saves the model as ONNX. An existing file is replaced only when all is written.</summary>
    /// <param name="model">The model.</param>
    /// <param name="path">The file.</param>
    /// <param name="precision">
    /// The type of input and output. Single by default: it is what runtimes, and the columns of ML.NET, have; predictions
    /// differ by about 1e-6 of their size. Double agrees with <see cref="NeuronPursuitModel.PredictAll(double[,])"/> to
    /// 1e-12. Inside, a model of single precision computes in single precision too, unless that would be felt: for
    /// probabilities, and where powers of activations let roundings grow (p^(depth - 1) above 4).
    /// </param>
    /// <param name="columnNames">
    /// Names of the columns of X, kept with the model: in the description of the input, and as a JSON array under the key
    /// "columns" of its metadata.
    /// </param>
    /// <exception cref="ArgumentException">
    /// The number of names is not that of columns, or a weight or another number of the model is too large or too small
    /// for single precision; the message says which.
    /// </exception>
    /// <exception cref="InvalidOperationException">The file would be larger than the 2 GiB that the format allows.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static void SaveAsOnnx(
        this NeuronPursuitModel model, string path, Precision precision = Precision.Single, IReadOnlyList<string>? columnNames = null) =>
        Save(path, () => Write(model, precision, columnNames));

    /// <summary>Saves the model as ONNX to a stream, which stays open.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">A writable stream.</param>
    /// <param name="precision">As for a file.</param>
    /// <param name="columnNames">As for a file.</param>
    /// <inheritdoc cref="SaveAsOnnx(NeuronPursuitModel, string, Precision, IReadOnlyList{string})" path="/exception"/>
    public static void SaveAsOnnx(
        this NeuronPursuitModel model, Stream stream, Precision precision = Precision.Single, IReadOnlyList<string>? columnNames = null) =>
        Save(stream, () => Write(model, precision, columnNames));

    /// <summary>
    /// Saves the classifier as ONNX, with the outputs <see cref="LabelName"/> and <see cref="ProbabilitiesName"/>. An
    /// existing file is replaced only when all is written.
    /// </summary>
    /// <remarks>
    /// Where a value is NaN and nothing says what that means, or is infinite, the probabilities of the sample are NaN and
    /// its label is not to be used: <see cref="NeuronPursuitClassifier{TLabel}.Predict(double[,])"/> refuses such samples,
    /// which ONNX cannot. The labels also stand as a JSON array of texts under the key "classes" of the metadata.
    /// </remarks>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="path">The file.</param>
    /// <param name="precision">
    /// As for a model. In single precision, two classes that are equally probable to seven digits may change places.
    /// </param>
    /// <param name="columnNames">As for a model.</param>
    /// <inheritdoc cref="SaveAsOnnx(NeuronPursuitModel, string, Precision, IReadOnlyList{string})" path="/exception"/>
    public static void SaveAsOnnx<TLabel>(
        this NeuronPursuitClassifier<TLabel> classifier, string path, Precision precision = Precision.Single, IReadOnlyList<string>? columnNames = null)
        where TLabel : notnull =>
        Save(path, () => Write(classifier, precision, columnNames));

    /// <summary>Saves the classifier as ONNX to a stream, which stays open.</summary>
    /// <typeparam name="TLabel">int, string, bool or an enum.</typeparam>
    /// <param name="classifier">The classifier.</param>
    /// <param name="stream">A writable stream.</param>
    /// <param name="precision">As for a file.</param>
    /// <param name="columnNames">As for a file.</param>
    /// <inheritdoc cref="SaveAsOnnx{TLabel}(NeuronPursuitClassifier{TLabel}, string, Precision, IReadOnlyList{string})" path="/*[self::exception or self::remarks]"/>
    public static void SaveAsOnnx<TLabel>(
        this NeuronPursuitClassifier<TLabel> classifier, Stream stream, Precision precision = Precision.Single, IReadOnlyList<string>? columnNames = null)
        where TLabel : notnull =>
        Save(stream, () => Write(classifier, precision, columnNames));

    private static ReadOnlyMemory<byte> Write(NeuronPursuitModel model, Precision precision, IReadOnlyList<string>? columnNames)
    {
        ArgumentNullException.ThrowIfNull(model);
        Check(model, precision, columnNames);
        var graph = new OnnxGraph();
        ModelNodes.Add(graph, model, precision, Describe(columnNames));
        return OnnxFile.Write(graph, model.Summary(), Lists(columnNames, null));
    }

    private static ReadOnlyMemory<byte> Write<TLabel>(
        NeuronPursuitClassifier<TLabel> classifier, Precision precision, IReadOnlyList<string>? columnNames)
        where TLabel : notnull
    {
        ArgumentNullException.ThrowIfNull(classifier);
        Check(classifier.Model, precision, columnNames);
        string[] classes = [.. classifier.Labels.Select(label => Convert.ToString(label, CultureInfo.InvariantCulture)!)];
        OnnxTensor labels = typeof(TLabel) == typeof(int) || typeof(TLabel) == typeof(bool)
            ? OnnxTensor.Of("labels", [.. classifier.Labels.Select(label => Convert.ToInt64(label, CultureInfo.InvariantCulture))])
            : new OnnxTensor("labels", classes);
        var graph = new OnnxGraph();
        string probabilities = ModelNodes.Add(graph, classifier.Model, precision, Describe(columnNames));
        string best = graph.Add("best", "ArgMax", [probabilities], ("axis", 1), ("keepdims", 0));
        graph.Add(LabelName, "Gather", [graph.Add(labels), best], ("axis", 0));
        graph.AddOutput(LabelName, labels.Type, null, "The most probable class.");
        return OnnxFile.Write(graph, classifier.Model.Summary(), Lists(columnNames, classes));
    }

    private static string Describe(IReadOnlyList<string>? columnNames) =>
        "Samples in rows" + (columnNames is null ? "." : $"; columns: {string.Join(", ", columnNames)}.");

    private static void Check(NeuronPursuitModel model, Precision precision, IReadOnlyList<string>? columnNames)
    {
        if (!Enum.IsDefined(precision))
        {
            throw new ArgumentOutOfRangeException(nameof(precision), precision, "precision is Precision.Single or Precision.Double.");
        }

        if (columnNames is not null && (columnNames.Count != model.InputCount || columnNames.Any(string.IsNullOrEmpty)))
        {
            throw new ArgumentException(
                $"columnNames has {columnNames.Count} names{(columnNames.Any(string.IsNullOrEmpty) ? ", some of them empty" : "")}; the model takes {model.InputCount} columns and a name for each.", nameof(columnNames));
        }
    }

    private static IEnumerable<(string Key, IReadOnlyList<string> Names)> Lists(IReadOnlyList<string>? columns, IReadOnlyList<string>? classes)
    {
        if (columns is not null)
        {
            yield return ("columns", columns);
        }

        if (classes is not null)
        {
            yield return ("classes", classes);
        }
    }

    private static void Save(string path, Func<ReadOnlyMemory<byte>> write)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        ReadOnlyMemory<byte> file = write();
        AtomicFile.Write(path, stream => stream.Write(file.Span));
    }

    private static void Save(Stream stream, Func<ReadOnlyMemory<byte>> write)
    {
        ArgumentNullException.ThrowIfNull(stream);
        stream.Write(write().Span);
    }
}
