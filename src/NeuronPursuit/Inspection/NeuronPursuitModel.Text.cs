namespace NeuronPursuit;

// The model as text.
public sealed partial class NeuronPursuitModel
{
    /// <summary>One line: sizes, why the pursuit ended and errors. <see cref="ModelSummaryExtensions.Summary"/> says more.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString() => $"{nameof(NeuronPursuitModel)}: {this.Line()}";
}
