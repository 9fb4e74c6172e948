using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>PostgreSQL: a chain of lateral subqueries, one for each level. OFFSET 0 keeps the planner from writing them into each other.</summary>
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
        List<List<Definition>> levels = select.Levels(select.Columns);
        var places = new Dictionary<Definition, int>(ReferenceEqualityComparer.Instance);
        for (int level = 0; level < levels.Count; level++)
        {
            levels[level].ForEach(definition => places[definition] = level);
        }

        string Variable(Definition definition) => FormattableString.Invariant($"s{places[definition]}.{definition.Name}");
        text.Append("SELECT t.*");
        foreach (SqlOutput output in select.Columns)
        {
            text.Append(",\n    ").Append(output.Value(Variable)).Append(" AS ").Append(output.Name);
        }

        text.Append("\nFROM ").Append(select.Table).Append(" AS t");
        for (int level = 0; level < levels.Count; level++)
        {
            text.Append("\nCROSS JOIN LATERAL (SELECT\n    ");
            text.AppendJoin(",\n    ", levels[level].Select(definition => $"{select.Write(definition, Variable, "t")} AS {definition.Name}"));
            text.Append(CultureInfo.InvariantCulture, $"\n    OFFSET 0) AS s{level}");
        }

        text.Append('\n');
    }
}
