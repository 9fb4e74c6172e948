using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>A model as a saved pipeline holds it: a line that says what it is, then the JSON of the core.</summary>
/// <param name="Model">The model.</param>
/// <param name="Slots">The slot of the scores that each output of the model fills.</param>
/// <param name="SlotCount">All slots: also those of classes that did not occur in training.</param>
/// <param name="Coverage">Of the intervals that go with predictions; null for none.</param>
internal sealed record StoredModel(NeuronPursuitModel Model, int[] Slots, int SlotCount, double? Coverage = null)
{
    private const string Format = "NeuronPursuit.ML";
    private const string Version = "1";
    private const string OfOutputs = "outputs";
    private const string OfClasses = "classes";
    private const string OfIntervals = "interval";

    /// <summary>A model whose outputs are the slots.</summary>
    public static StoredModel Of(NeuronPursuitModel model) => new(model, [.. Enumerable.Range(0, model.OutputCount)], model.OutputCount);

    /// <summary>A classifier whose labels are slots.</summary>
    public static StoredModel Of(NeuronPursuitClassifier<int> classifier, int slotCount) =>
        new(classifier.Model, [.. classifier.Labels], slotCount);

    public static string ToText(NeuronPursuitModel model) => ToText(OfOutputs, model.OutputCount, model.Save);

    public static string ToText(NeuronPursuitClassifier<int> classifier, int slotCount) =>
        ToText(OfClasses, slotCount, classifier.Save);

    /// <summary>A model of one output with the coverage of its intervals.</summary>
    public static string ToText(NeuronPursuitModel model, double coverage) => ToText(OfIntervals, coverage, model.Save);

    /// <exception cref="InvalidDataException">The text is no model of this add-on, or a damaged one.</exception>
    public static StoredModel Parse(ReadOnlySpan<char> text)
    {
        int lineEnd = Math.Max(text.IndexOf('\n'), 0);
        string line = text[..lineEnd].ToString();
        double? coverage = line.Split(' ') is [Format, Version, OfIntervals, string share]
            && double.TryParse(share, NumberStyles.Float, CultureInfo.InvariantCulture, out double given) && given is > 0 and < 1 ? given : null;
        int slots = 1;
        if (coverage is null
            && (line.Split(' ') is not [Format, Version, OfOutputs or OfClasses, string count]
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out slots)))
        {
            throw new InvalidDataException(
                $"The pipeline holds no model that this version of NeuronPursuit.ML reads: it begins with '{line}', but '{Format} {Version}' is expected. Load it with the version that saved it.");
        }

        using var json = new MemoryStream(Encoding.UTF8.GetBytes(text[(lineEnd + 1)..].ToString()));
        StoredModel stored = line.Contains(OfClasses, StringComparison.Ordinal)
            ? Of(NeuronPursuitClassifier<int>.Load(json), slots)
            : Of(NeuronPursuitModel.Load(json)) with { Coverage = coverage };
        return stored.SlotCount == slots && stored.Slots.All(slot => slot >= 0 && slot < slots)
            ? stored
            : throw new InvalidDataException(
                $"The pipeline holds a damaged model: its outputs belong to the slots {string.Join(", ", stored.Slots)} of {slots}.");
    }

    /// <summary>The value of every slot; a class that did not occur in training has the probability 0.</summary>
    public void Predict(ReadOnlySpan<double> x, Span<double> slots)
    {
        Span<double> outputs = Slots.Length == SlotCount ? slots : new double[Slots.Length];
        Model.Predict(x, outputs);
        if (Slots.Length < SlotCount)
        {
            slots.Clear();
            for (int output = 0; output < Slots.Length; output++)
            {
                slots[Slots[output]] = outputs[output];
            }
        }
    }

    private static string ToText(string kind, double number, Action<Stream> save)
    {
        using var json = new MemoryStream();
        save(json);
        return FormattableString.Invariant($"{Format} {Version} {kind} {number:R}\n{Encoding.UTF8.GetString(json.ToArray())}");
    }
}
