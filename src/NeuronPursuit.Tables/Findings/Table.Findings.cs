namespace NeuronPursuit;

// What is odd about a table.
public sealed partial class Table
{
    /// <summary>
    /// Looks for what a fit would trip over: columns that name rows, are constant, empty, the same as others or as the target, numbers that
    /// may be codes, rare classes. A fit looks too: <see cref="TableModel.Findings"/>.
    /// </summary>
    /// <param name="target">The column to be predicted.</param>
    /// <param name="options">What other columns are; null for nothing.</param>
    /// <returns>What was found, each with advice; empty where nothing is odd.</returns>
    /// <exception cref="ArgumentException">A column does not exist, or the target or an input cannot be learned; the message names all of them.</exception>
    public IReadOnlyList<TableFinding> Inspect(string target, TableFitOptions? options = null) =>
        TablePlan.Of(this, target, options ?? new TableFitOptions()).Findings;
}
