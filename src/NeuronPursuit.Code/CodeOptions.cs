namespace NeuronPursuit;

/// <summary>Names in the code of a model.</summary>
public sealed record CodeOptions
{
    /// <summary>
    /// What the function is called: letters, digits and underscores, no digit first, no word of the language. In C# the class is this in
    /// Pascal case and "Model", and its method Predict. SQL and spreadsheets have no use for it. Default "predict".
    /// </summary>
    public string Name { get; init; } = "predict";

    /// <summary>
    /// The columns of X in their order: in SQL the columns of the table, elsewhere in comments. Null for x1, x2 ... Of a model of a table its columns, where
    /// they are called otherwise than in training; null for their own names.
    /// </summary>
    public IReadOnlyList<string>? InputNames { get; init; }

    /// <summary>The table of a SELECT: one identifier, whatever characters it has. Default "data".</summary>
    public string Table { get; init; } = "data";
}
