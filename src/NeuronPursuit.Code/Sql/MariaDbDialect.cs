using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// MariaDB: it has no lateral subqueries but JSON_TABLE, which may read what stands before it, so every level is an array that becomes a row
/// again. Doubles pass with all their digits.
/// </summary>
internal sealed class MariaDbDialect : SqlDialect
{
    private const int LongestName = 64;

    private const string Number = "^ *[-+]?([0-9]+[.]?[0-9]*|[.][0-9]+)([eE][-+]?[0-9]+)? *$";

    public override string Name => "MariaDB";

    public override bool OverflowFails => true;

    public override int MostColumns => 2000;

    public override string Largest => "greatest";

    public override string Quote(string name) => "`" + name.Replace("`", "``", StringComparison.Ordinal) + "`";

    /// <summary>By its bytes where it has a backslash, which is an escape or not after the mode of the server.</summary>
    public override string Text(string text) => text.Contains('\\', StringComparison.Ordinal)
        ? $"CONVERT(x'{Convert.ToHexString(Encoding.UTF8.GetBytes(text))}' USING utf8mb4)"
        : base.Text(text);

    /// <summary>What is no number is missing; a cast alone would make 0 of it.</summary>
    public override string ReadColumn(string column) => $"CASE WHEN {column} REGEXP '{Number}' THEN CAST({column} AS DOUBLE) END";

    public override string ReadText(string column) => $"CONVERT({column} USING utf8mb4) COLLATE utf8mb4_nopad_bin";

    public override string ReadDate(string column) =>
        $"(CAST(to_days(CAST({column} AS DATETIME(6))) - 366 AS DOUBLE) * 86400e0 + time_to_sec(CAST(CAST({column} AS DATETIME(6)) AS TIME(6)))) / 86400e0";

    public override void RequireName(string name)
    {
        base.RequireName(name);
        if (name.Length > LongestName || name[^1] == ' ')
        {
            throw new ArgumentException($"The name '{name}' has more than {LongestName} characters or ends with a blank, which MariaDB does not take. Rename the column or the label.", nameof(name));
        }
    }

    public override void Assemble(StringBuilder text, SqlSelect select)
    {
        string table = AliasOf("t", select.TableColumns);

        // A column of numbers stands where it is read: as JSON it would cost more than what is computed from it. Curves name it for every knot.
        IEnumerable<CodeExpression> all = select.Program.Levels.SelectMany(level => level).SelectMany(definition => Expressions.All(definition.Value));
        var ranked = new HashSet<Definition>(
            all.OfType<CodeExpression.Rank>().Select(rank => rank.Value).OfType<CodeExpression.Variable>().Select(variable => variable.Definition), ReferenceEqualityComparer.Instance);
        bool IsInline(Definition definition) =>
            definition.Value is CodeExpression.Column column && select.TableColumns[column.Index].Kind == RawKind.Number && !ranked.Contains(definition);
        List<List<Definition>> levels = [.. select.Levels(select.Columns)
            .Select(level => level.Where(definition => !IsInline(definition)).ToList()).Where(level => level.Count > 0)];
        var places = new Dictionary<Definition, int>(ReferenceEqualityComparer.Instance);
        for (int level = 0; level < levels.Count; level++)
        {
            RequireColumns(levels[level].Count);
            levels[level].ForEach(definition => places[definition] = level);
        }

        string Variable(Definition definition) => IsInline(definition)
            ? select.Write(definition, Variable, table)
            : FormattableString.Invariant($"s{places[definition]}.{definition.Name}");
        text.Append("SELECT ").Append(table).Append(".*");
        foreach (SqlOutput output in select.Columns)
        {
            text.Append(",\n    ").Append(output.Value(Variable)).Append(" AS ").Append(output.Name);
        }

        text.Append("\nFROM ").Append(select.Table).Append(" AS ").Append(table);
        for (int level = 0; level < levels.Count; level++)
        {
            text.Append("\nCROSS JOIN JSON_TABLE(JSON_ARRAY(\n    ");
            text.AppendJoin(",\n    ", levels[level].Select(definition => select.Write(definition, Variable, table)));
            text.Append("),\n    '$' COLUMNS (");
            text.AppendJoin(", ", levels[level].Select((definition, place) => FormattableString.Invariant($"{definition.Name} DOUBLE PATH '$[{place}]'")));
            text.Append(CultureInfo.InvariantCulture, $")) AS s{level}");
        }

        text.Append('\n');
    }
}
