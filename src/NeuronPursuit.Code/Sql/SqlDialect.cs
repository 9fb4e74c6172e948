using System.Text;

namespace NeuronPursuit;

/// <summary>What a database writes otherwise than others.</summary>
internal abstract class SqlDialect
{
    /// <summary>The name of the database, for people.</summary>
    public abstract string Name { get; }

    /// <summary>Whether a number that leaves the range of doubles is an error, so that it must become NULL before.</summary>
    public virtual bool OverflowFails => false;

    /// <summary>Whether a product of two numbers that are not 0 must not be 0.</summary>
    public virtual bool UnderflowFails => false;

    /// <summary>The most columns of one step.</summary>
    public abstract int MostColumns { get; }

    /// <summary>The largest of values; NULL where one is, or at least where all are.</summary>
    public abstract string Largest { get; }

    public virtual string Quote(string name) => "\"" + name.Replace("\"", "\"\"", StringComparison.Ordinal) + "\"";

    public virtual string Text(string text) => "'" + text.Replace("'", "''", StringComparison.Ordinal) + "'";

    public virtual string Logical(string text) => text == bool.TrueString ? "TRUE" : "FALSE";

    /// <summary>A column as a double; NULL where it is missing.</summary>
    /// <param name="column">The column, quoted and of its table.</param>
    public abstract string ReadColumn(string column);

    /// <summary>A column as text, compared by its characters alone; NULL where it is missing.</summary>
    /// <param name="column">The column, quoted and of its table.</param>
    public abstract string ReadText(string column);

    /// <summary>A date, with or without a time, as days since the beginning of the year 1; NULL where it is missing.</summary>
    /// <param name="column">The column, quoted and of its table.</param>
    public abstract string ReadDate(string column);

    /// <summary>Yes or no, whatever the type of the column, as 1 or 0; NULL where it is neither.</summary>
    /// <param name="column">The column, quoted and of its table.</param>
    public string ReadYesNo(string column)
    {
        string List(IEnumerable<string> words) => string.Join(", ", words.Select(Text));
        string word = $"lower({ReadText(column)})";

        // Not every lower() knows accents, and 1 may be a double.
        return $"CASE WHEN {word} IN ({List([.. YesNoTexts.Yes, "sÍ", "1.0"])}) THEN 1e0 WHEN {word} IN ({List([.. YesNoTexts.No, "0.0"])}) THEN 0e0 END";
    }

    /// <summary>A name for the table that is none of some columns.</summary>
    public static string AliasOf(string wanted, IReadOnlyList<RawColumn> columns)
    {
        string alias = wanted;
        while (columns.Any(column => column.Name.Equals(alias, StringComparison.OrdinalIgnoreCase)))
        {
            alias += "_";
        }

        return alias;
    }

    /// <summary>A value of numbers alone as a double, where it would be a decimal otherwise.</summary>
    public virtual string AsDouble(string value) => value;

    /// <summary>An infinite or otherwise unrepresentable exponential.</summary>
    public virtual string TooLarge => "NULL";

    /// <summary>The statement.</summary>
    /// <param name="text">Receives it.</param>
    /// <param name="select">What it is made of.</param>
    public abstract void Assemble(StringBuilder text, SqlSelect select);

    /// <summary>Refuses a model that needs more columns in one step than the database takes.</summary>
    public void RequireColumns(int count)
    {
        if (count > MostColumns)
        {
            throw new ArgumentException(
                $"The model needs {count} numbers in one step, of which {Name} takes {MostColumns}. Prune the model, fit a smaller one, or choose C# or C, which take any.");
        }
    }

    /// <summary>Refuses a name that the database cuts or does not take.</summary>
    public virtual void RequireName(string name)
    {
        if (name.Contains('\0', StringComparison.Ordinal))
        {
            throw new ArgumentException($"A name holds the character 0, which {Name} does not take in names. Rename the column or the label.", nameof(name));
        }
    }
}

/// <summary>The parts of a SELECT.</summary>
/// <param name="Table">The table, quoted.</param>
/// <param name="Program">The definitions in levels.</param>
/// <param name="Columns">What is added to the columns of the table: names, quoted, and what they need and are.</param>
/// <param name="TableColumns">The columns of the table that it reads.</param>
/// <param name="Write">Writes the value of a definition; names of variables are written by a function.</param>
internal sealed record SqlSelect(
    string Table, FlatProgram Program, IReadOnlyList<SqlOutput> Columns, IReadOnlyList<RawColumn> TableColumns, Func<Definition, Func<Definition, string>, string, string> Write)
{
    /// <summary>The definitions of every level that some outputs need, levels without any left out.</summary>
    public List<List<Definition>> Levels(IEnumerable<SqlOutput> outputs)
    {
        HashSet<Definition> needed = FlatProgram.Needed(outputs.SelectMany(output => output.Needs));
        return [.. Program.Levels.Select(level => level.Where(needed.Contains).ToList()).Where(level => level.Count > 0)];
    }
}

/// <summary>A column that is added.</summary>
/// <param name="Name">Its name, quoted.</param>
/// <param name="Needs">The variables in its value.</param>
/// <param name="Value">Its value, for names of variables.</param>
internal sealed record SqlOutput(string Name, IReadOnlyList<CodeExpression.Variable> Needs, Func<Func<Definition, string>, string> Value);
