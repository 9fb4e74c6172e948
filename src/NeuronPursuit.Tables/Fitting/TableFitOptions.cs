namespace NeuronPursuit;

/// <summary>What columns are beside inputs and the target, and what a model shall remember.</summary>
public sealed record TableFitOptions
{
    /// <summary>A column of numbers, at least 0, that say how much a row counts; not learned from. Default none.</summary>
    public string? Weight { get; init; }

    /// <summary>
    /// A column that says which rows belong together (of one person, one site); not learned from. A cross-validation keeps them
    /// in one fold, and means that stand for categories are of other groups. What a fit itself holds out are rows at random, whatever their group
    /// (<see cref="FindingKind.HeldOutAtRandom"/>). Default none.
    /// </summary>
    public string? Group { get; init; }

    /// <summary>
    /// A column of dates or numbers by which a cross-validation judges rows by earlier ones. It is learned from as every other one. What a fit itself
    /// holds out are rows at random, whatever their time (<see cref="FindingKind.HeldOutAtRandom"/>).
    /// Not together with <see cref="Group"/>. Default none.
    /// </summary>
    public string? Time { get; init; }

    /// <summary>Units of columns, for the schema and formulas, by their names. Default none.</summary>
    public IReadOnlyDictionary<string, string> Units { get; init; } = new Dictionary<string, string>();

    /// <summary>The date of the training, for the schema. Default none, so that the same fit gives the same file.</summary>
    public DateTimeOffset? TrainedOn { get; init; }
}
