namespace NeuronPursuit;

/// <summary>
/// Columns that live inside the scoring steps only. Code that a saved pipeline names must read the same columns in every
/// pipeline, so the features are copied to a name of ours.
/// </summary>
internal static class TemporaryColumns
{
    /// <summary>A copy of the features.</summary>
    public const string Features = "NeuronPursuit.Features";

    /// <summary>The constant under which the lookups hold the model and the slots.</summary>
    public const string Key = "NeuronPursuit.Key";

    /// <summary>The model as text.</summary>
    public const string Model = "NeuronPursuit.Model";

    /// <summary>The slots of a vector of scores as text, each of the same width.</summary>
    public const string Values = "NeuronPursuit.Values";

    /// <summary>Where the slots begin in the text.</summary>
    public const string Offsets = "NeuronPursuit.Offsets";

    /// <summary>The predicted class, counted from 0; -1 for none.</summary>
    public const string Class = "NeuronPursuit.Class";
}
