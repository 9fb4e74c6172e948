using System.Text;

namespace NeuronPursuit;

/// <summary>
/// PostgreSQL: a chain of common table expressions, in which the row of the table travels along as one value. OFFSET 0 keeps the planner from
/// writing them into each other. Lateral subqueries, which would need no such row, fail beyond 1,664 products of a step: a node that
/// remembers their results takes every mention of a column as a key.
/// </summary>
internal sealed class PostgreSqlDialect : RowChainDialect
{
    private const int LongestName = 63;

    public override string Name => "PostgreSQL";

    public override bool OverflowFails => true;

    public override bool UnderflowFails => true;

    // 1664 is the limit of its lists.
    public override int MostColumns => 1600;

    public override string ReadColumn(string column) => $"nullif(CAST({column} AS double precision), 'NaN')";

    public override string ReadText(string column) => $"CAST({column} AS text) COLLATE \"C\"";

    public override string ReadDate(string column) =>
        $"CAST(extract(epoch FROM CAST({column} AS timestamp) - TIMESTAMP '0001-01-01') AS double precision) / 86400e0";

    public override string AsDouble(string value) => $"CAST({value} AS double precision)";

    public override void RequireName(string name)
    {
        base.RequireName(name);
        if (Encoding.UTF8.GetByteCount(name) > LongestName)
        {
            throw new ArgumentException($"The name '{name}' has more than {LongestName} bytes, and PostgreSQL would cut it. Rename the column or the label.", nameof(name));
        }
    }

    protected override string Fence => " OFFSET 0";

    protected override string AllColumns => "(kept_row).*";
}
