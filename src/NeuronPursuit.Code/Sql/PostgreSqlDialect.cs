using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// PostgreSQL: a chain of common table expressions, in which the row of the table travels along as one value. OFFSET 0 keeps the planner from
/// writing them into each other. Lateral subqueries, which would need no such row, fail beyond 1,664 products of a step: a node that
/// remembers their results takes every mention of a column as a key.
/// </summary>
internal sealed class PostgreSqlDialect : SqlDialect
{
    private const int LongestName = 63;

    public override string Name => "PostgreSQL";

    public override bool OverflowFails => true;

    public override bool UnderflowFails => true;

    // 1664 is the limit of its lists.
    public override int MostColumns => 1600;

    public override string Largest => "greatest";

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

    public override void Assemble(StringBuilder text, SqlSelect select)
    {
        string table = AliasOf("source_row", select.TableColumns);
        List<IReadOnlyList<SqlItem>> levels = SqlChain.Of(select, select.Columns, definition => definition.Name, table, this);
        for (int level = 0; level < levels.Count; level++)
        {
            text.Append(CultureInfo.InvariantCulture, $"{(level == 0 ? "WITH " : ",\n")}s{level} AS (SELECT\n    ");
            text.Append(level == 0 ? table + " AS kept_row" : "kept_row");
            foreach (SqlItem item in levels[level])
            {
                text.Append(",\n    ").Append(item.Text);
            }

            text.Append(CultureInfo.InvariantCulture, $"\n    FROM {(level == 0 ? select.Table + " AS " + table : FormattableString.Invariant($"s{level - 1}"))} OFFSET 0)");
        }

        text.Append("\nSELECT (kept_row).*");
        foreach (SqlOutput output in select.Columns)
        {
            text.Append(",\n    ").Append(output.Value(definition => definition.Name)).Append(" AS ").Append(output.Name);
        }

        text.Append(CultureInfo.InvariantCulture, $"\nFROM s{levels.Count - 1}\n");
    }
}
