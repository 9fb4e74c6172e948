namespace NeuronPursuit;

/// <summary>How much a column of X can move the outputs of a model, by its weights.</summary>
/// <param name="Column">The column of X, from 0.</param>
/// <param name="Name">What it is called.</param>
/// <param name="Share">Its share, from 0 to 1; together 1, or all 0 where no input reaches an output.</param>
public sealed record InputImportance(int Column, string Name, double Share)
{
    /// <summary>One line: name and share.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant($"{Name}: {Share:0.000}");
}
