using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace NeuronPursuit;

/// <summary>
/// Named columns of one kind each, as they come from a file, a database or records. Immutable, and safe from many threads at once:
/// what changes a table gives a new one.
/// </summary>
public sealed partial class Table
{
    private readonly Dictionary<string, int> _places;

    internal Table(IReadOnlyList<Column> columns, IReadOnlyList<string>? notes = null)
    {
        Columns = columns;
        Notes = notes ?? [];
        Names = Array.AsReadOnly(columns.Select(column => column.Name).ToArray());
        _places = Names.Select((name, place) => (name, place)).ToDictionary(pair => pair.name, pair => pair.place, StringComparer.Ordinal);
        RowCount = columns.Count == 0 ? 0 : columns[0].Length;
    }

    /// <summary>Names of the columns, in their order.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>How many rows.</summary>
    public int RowCount { get; }

    /// <summary>What was found out when it was read, in sentences: separators, signs of decimals, what counts as missing.</summary>
    public IReadOnlyList<string> Notes { get; }

    /// <summary>
    /// What is in the table, whatever it was read from: SHA-256 over names, kinds and cells, as hexadecimal digits. How yes and no are
    /// spelled does not count.
    /// </summary>
    public string Fingerprint => field ??= Hash();

    internal IReadOnlyList<Column> Columns { get; }

    /// <summary>What a column holds.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The kind.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public ColumnKind KindOf(string name) => this[name].Kind;

    /// <summary>Why a column cannot be learned from as it is, and what to do about it.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>The rest of a sentence that begins with the column; null where nothing is wrong.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string? ProblemOf(string name) => this[name].Problem;

    /// <summary>The numbers of a column.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>One a row, NaN where it is missing. A copy.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public double[] Numbers(string name) => this[name] is NumberColumn column
        ? [.. column.Values]
        : throw new ArgumentException($"Column '{name}' holds {this[name].Kind} and no numbers.", nameof(name));

    /// <summary>The cells of a column as text: numbers in the invariant culture, dates as 2024-12-31.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>One a row, null where it is missing.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public string?[] Texts(string name)
    {
        Column column = this[name];
        return [.. Enumerable.Range(0, RowCount).Select(column.TextAt)];
    }

    /// <summary>The dates of a column.</summary>
    /// <param name="name">Its name.</param>
    /// <returns>One a row, null where it is missing.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it holds something else.</exception>
    public DateTime?[] Dates(string name) => this[name] is DateColumn column
        ? Array.ConvertAll(column.Ticks, ticks => ticks == DateColumn.Missing ? (DateTime?)null : new DateTime(ticks))
        : throw new ArgumentException($"Column '{name}' holds {this[name].Kind} and no dates.", nameof(name));

    /// <summary>One line a column: its name, what it holds, and how much of it is missing.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString()
    {
        var text = new StringBuilder();
        text.Append(CultureInfo.InvariantCulture, $"{RowCount} rows, {Columns.Count} columns");
        foreach (Column column in Columns)
        {
            int missing = column.MissingCount();
            text.Append(CultureInfo.InvariantCulture, $"\n{column.Name}: {column.Kind}");
            text.Append(column is LevelColumn { Of: not ColumnKind.YesNo } levels ? string.Create(CultureInfo.InvariantCulture, $", {levels.Compacted().Levels.Length} different") : "");
            text.Append(missing > 0 ? string.Create(CultureInfo.InvariantCulture, $", {missing} missing") : "");
        }

        return text.ToString();
    }

    internal Column this[string name] => Columns[PlaceOf(name)];

    internal bool Has(string name) => _places.ContainsKey(name);

    internal int PlaceOf(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return _places.TryGetValue(name, out int place)
            ? place
            : throw new ArgumentException($"There is no column '{name}'. {NearNames.Advice(name, Names)}", nameof(name));
    }

    private string Hash()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(BitConverter.GetBytes(RowCount));
        foreach (Column column in Columns)
        {
            hash.AppendData(Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{column.Name.Length} {column.Name} {column.Kind}")));
            column.AppendTo(hash);
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
