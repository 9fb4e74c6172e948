namespace NeuronPursuit;

// The classifier as text.
public sealed partial class NeuronPursuitClassifier<TLabel>
{
    /// <summary>One line: the labels, and the model behind it.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString()
    {
        const int Most = 5;
        string labels = string.Join(", ", _labels.Take(Most).Select(LabelCodec.ToText));
        string more = _labels.Length > Most ? ", ..." : "";
        return FormattableString.Invariant($"NeuronPursuitClassifier of {_labels.Length} classes ({labels}{more}): {Model.Line()}");
    }
}
