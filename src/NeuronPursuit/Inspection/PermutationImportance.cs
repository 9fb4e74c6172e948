namespace NeuronPursuit;

/// <summary>How much worse a model predicts when the values of one column of X are shuffled among the rows.</summary>
/// <param name="Column">The column of X, from 0.</param>
/// <param name="Increases">The increase of the error in every repetition, in the units of the error.</param>
public sealed record PermutationImportance(int Column, IReadOnlyList<double> Increases)
{
    /// <summary>What the column is called; "x1", "x2" ... as in formulas where no names were given.</summary>
    public string Name { get; init; } = FormattableString.Invariant($"x{Column + 1}");

    /// <summary>The mean increase; 0 or a little below for a column that does not matter.</summary>
    public double Mean => Increases.Average();

    /// <summary>The standard deviation of the increases over the repetitions (dividing by their number).</summary>
    public double StandardDeviation
    {
        get
        {
            double mean = Mean;
            return Math.Sqrt(Increases.Average(increase => (increase - mean) * (increase - mean)));
        }
    }

    /// <summary>One line: name, mean and standard deviation.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"{Name}: {Mean:g4} +- {StandardDeviation:g2}");
}
