namespace NeuronPursuit;

/// <summary>DuckDB: a chain of common table expressions, in which the row of the table travels along as one struct.</summary>
internal sealed class DuckDbDialect : RowChainDialect
{
    public override string Name => "DuckDB";

    public override int MostColumns => 4000;

    public override string ReadColumn(string column) => $"nullif(CAST({column} AS DOUBLE), 'NaN'::DOUBLE)";

    public override string ReadText(string column) => $"CAST({column} AS VARCHAR)";

    public override string ReadDate(string column) =>
        $"CAST(epoch_us(CAST({column} AS TIMESTAMP)) + 62135596800000000 AS DOUBLE) / 86400000000e0";

    protected override string Fence => "";

    protected override string AllColumns => "kept_row.*";
}
