using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// SQLite: a scalar subquery for every added column, in which each level reads the one before. LIMIT 1 keeps the planner from writing them
/// into each other. What is no number in a column is missing.
/// </summary>
internal sealed class SqliteDialect : SqlDialect
{
    public override string Name => "SQLite";

    // 2000 is the limit of its columns.
    public override int MostColumns => 1900;

    public override string Largest => "max";

    public override string Logical(string text) => text == bool.TrueString ? "1" : "0";

    public override string ReadColumn(string column) => $"CASE WHEN typeof({column}) IN ('real', 'integer') THEN CAST({column} AS REAL) END";

    public override string ReadText(string column) => $"CAST({column} AS TEXT) COLLATE BINARY";

    /// <summary>Dates are text of ISO 8601; a number may be one of several things.</summary>
    public override string ReadDate(string column) =>
        $"CASE WHEN typeof({column}) = 'text' THEN (CAST(strftime('%s', {column}) AS REAL) + 62135596800e0 + (strftime('%f', {column}) - strftime('%S', {column}))) / 86400e0 END";

    public override void Assemble(StringBuilder text, SqlSelect select)
    {
        string table = AliasOf("t", select.TableColumns);
        text.Append("SELECT ").Append(table).Append(".*");
        foreach (SqlOutput output in select.Columns)
        {
            List<IReadOnlyList<SqlItem>> levels = SqlChain.Of(select, [output], definition => definition.Name, table, this);
            text.Append(",\n    (WITH ");
            for (int level = 0; level < levels.Count; level++)
            {
                text.Append(CultureInfo.InvariantCulture, $"{(level == 0 ? "" : ",\n    ")}s{level} AS (SELECT\n        ");
                text.AppendJoin(",\n        ", levels[level].Select(item => item.Text));
                text.Append(level == 0 ? " LIMIT 1)" : FormattableString.Invariant($"\n        FROM s{level - 1} LIMIT 1)"));
            }

            text.Append(CultureInfo.InvariantCulture, $"\n    SELECT {output.Value(definition => definition.Name)} FROM s{levels.Count - 1}) AS {output.Name}");
        }

        text.Append("\nFROM ").Append(select.Table).Append(" AS ").Append(table).Append('\n');
    }
}
