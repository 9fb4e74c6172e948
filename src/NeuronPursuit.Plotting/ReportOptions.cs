namespace NeuronPursuit;

/// <summary>What a training report says besides what the model knows by itself.</summary>
public sealed record ReportOptions
{
    /// <summary>The heading of the page. Default "Training report".</summary>
    public string Title { get; init; } = "Training report";

    /// <summary>Names of the columns of X, all different; null for x1, x2 ...</summary>
    public IReadOnlyList<string>? ColumnNames { get; init; }

    /// <summary>Names of the outputs, all different; null for f(x), f1(x) ..., or the labels of a classifier.</summary>
    public IReadOnlyList<string>? OutputNames { get; init; }

    /// <summary>
    /// What the model does not store and the reader should know, in the order given: recipe, seed, where the data come from.
    /// </summary>
    public IReadOnlyList<KeyValuePair<string, string>> Settings { get; init; } = [];

    /// <summary>Significant digits in the formula, 1 to 17. Default 4.</summary>
    public int FormulaDigits { get; init; } = 4;

    /// <summary>How many columns, the most important first, are shown as partial views; 0 for none. Default 6.</summary>
    public int MaxViews { get; init; } = 6;

    /// <summary>
    /// Rows at most, taken evenly from the data, on which permutation importances are measured; at least 2. Default 2000.
    /// </summary>
    public int ImportanceRows { get; init; } = 2000;
}
