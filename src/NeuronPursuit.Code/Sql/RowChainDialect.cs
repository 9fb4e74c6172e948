using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>Databases in which the row of a table travels as one value through a chain of common table expressions.</summary>
internal abstract class RowChainDialect : SqlDialect
{
    public override string Largest => "greatest";

    /// <summary>What keeps the planner from writing steps into each other; empty where nothing is needed.</summary>
    protected abstract string Fence { get; }

    /// <summary>All columns of the row that travelled.</summary>
    protected abstract string AllColumns { get; }

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

            string source = level == 0 ? $"{select.Table} AS {table}" : FormattableString.Invariant($"s{level - 1}");
            text.Append(CultureInfo.InvariantCulture, $"\n    FROM {source}{Fence})");
        }

        text.Append("\nSELECT ").Append(AllColumns);
        foreach (SqlOutput output in select.Columns)
        {
            text.Append(",\n    ").Append(output.Value(definition => definition.Name)).Append(" AS ").Append(output.Name);
        }

        text.Append(CultureInfo.InvariantCulture, $"\nFROM s{levels.Count - 1}\n");
    }
}
