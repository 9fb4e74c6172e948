using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>DuckDB: a chain of common table expressions, in which the row of the table travels along as one struct.</summary>
internal sealed class DuckDbDialect : SqlDialect
{
    public override string Name => "DuckDB";

    public override int MostColumns => 4000;

    public override string Largest => "greatest";

    public override string ReadColumn(string column) => $"nullif(CAST({column} AS DOUBLE), 'NaN'::DOUBLE)";

    public override string ReadText(string column) => $"CAST({column} AS VARCHAR)";

    public override string ReadDate(string column) =>
        $"CAST(epoch_us(CAST({column} AS TIMESTAMP)) + 62135596800000000 AS DOUBLE) / 86400000000e0";

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

            text.Append(CultureInfo.InvariantCulture, $"\n    FROM {(level == 0 ? select.Table + " AS " + table : FormattableString.Invariant($"s{level - 1}"))})");
        }

        text.Append("\nSELECT kept_row.*");
        foreach (SqlOutput output in select.Columns)
        {
            text.Append(",\n    ").Append(output.Value(definition => definition.Name)).Append(" AS ").Append(output.Name);
        }

        text.Append(CultureInfo.InvariantCulture, $"\nFROM s{levels.Count - 1}\n");
    }
}
