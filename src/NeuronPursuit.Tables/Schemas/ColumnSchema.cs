namespace NeuronPursuit;

/// <summary>What a column of the training table was to a model.</summary>
public enum ColumnRole
{
    /// <summary>Learned from; predictions need it.</summary>
    Input,

    /// <summary>What is predicted.</summary>
    Target,

    /// <summary>How much a row counted.</summary>
    Weight,

    /// <summary>Which rows belong together; not learned from.</summary>
    Group,

    /// <summary>Not learned from; <see cref="ColumnSchema.Remark"/> says why.</summary>
    LeftOut,
}

/// <summary>A column as a model knows it from its training table.</summary>
/// <param name="Name">Its name, by which predictions find it.</param>
/// <param name="Kind">What it holds.</param>
/// <param name="Role">What it was.</param>
public sealed record ColumnSchema(string Name, ColumnKind Kind, ColumnRole Role)
{
    /// <summary>The different texts of a category or of yes and no; empty for others.</summary>
    public IReadOnlyList<string> Categories { get; init; } = [];

    /// <summary>The least number; of dates the days since the beginning of the year 1. Null where there is none.</summary>
    public double? Minimum { get; init; }

    /// <summary>The greatest one, likewise.</summary>
    public double? Maximum { get; init; }

    /// <summary>The part of the rows where it is missing, from 0 to 1.</summary>
    public double MissingShare { get; init; }

    /// <summary>How numbers of a text file were written: % where 12 % is 0.12, a sign of money, null for none.</summary>
    public string? Sign { get; init; }

    /// <summary>The sign of decimals by which numbers of a text file were read; null where none of them had one.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>The unit, where the caller named one.</summary>
    public string? Unit { get; init; }

    /// <summary>How dates were written; null for others.</summary>
    public string? DateFormat { get; init; }

    /// <summary>How it becomes inputs of the networks, such as "a column per category"; null where it is no input.</summary>
    public string? Encoding { get; init; }

    /// <summary>Why it is left out; else null.</summary>
    public string? Remark { get; init; }
}

/// <summary>What a model knows of the table it was trained on.</summary>
public sealed record TableSchema
{
    /// <summary>All columns of the training table, in their order.</summary>
    public required IReadOnlyList<ColumnSchema> Columns { get; init; }

    /// <summary>The column that is predicted.</summary>
    public ColumnSchema Target => Columns.First(column => column.Role == ColumnRole.Target);

    /// <summary>The columns that predictions need, in the order of the inputs.</summary>
    public IEnumerable<ColumnSchema> Inputs => Columns.Where(column => column.Role == ColumnRole.Input);

    /// <summary>How many rows were learned from.</summary>
    public required int RowCount { get; init; }

    /// <summary><see cref="Table.Fingerprint"/> of the training table.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>The name of the recipe.</summary>
    public required string Recipe { get; init; }

    /// <summary>The seed.</summary>
    public required ulong Seed { get; init; }

    /// <summary>The version of the library.</summary>
    public required string LibraryVersion { get; init; }

    /// <summary>When it was trained, where the caller says so.</summary>
    public DateTimeOffset? TrainedOn { get; init; }
}
