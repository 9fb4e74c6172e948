using System.Collections;
using System.Data.Common;
using System.Text;

namespace NeuronPursuit;

// Where tables come from.
public sealed partial class Table
{
    /// <summary>
    /// Reads a CSV file. Separator, sign of decimals, signs of thousands, money and percent, dates and missing cells are found out;
    /// <see cref="Notes"/> say what was found. Digits with leading zeros, and more digits than a double holds, are codes and stay text.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it; null for nothing.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">The file is empty, has bytes of another encoding, or lines of another number of cells; the message names the first one.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Table ReadCsv(string path, CsvOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        options ??= new CsvOptions();
        return Csv(() => CsvTable.Open(path, options.Encoding), options, path);
    }

    /// <summary>Reads CSV from a text, which is held in memory.</summary>
    /// <param name="reader">The text; read to its end and left open.</param>
    /// <param name="options">What is known of it; null for nothing.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">As for a file.</exception>
    public static Table ReadCsv(TextReader reader, CsvOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(reader);

        // A byte order mark is no part of a name.
        string text = reader.ReadToEnd().TrimStart('\ufeff');
        return Csv(() => new StringReader(text), options ?? new CsvOptions(), "The text");
    }

    /// <summary>Reads a Parquet file of flat columns: numbers, booleans, texts, dates and decimals.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The table.</returns>
    /// <exception cref="InvalidDataException">It is no such file, or has columns of another type; the message names them.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static Table ReadParquet(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return new Table(ParquetTable.Read(stream, path), []);
    }

    /// <summary>Takes objects by their public properties, in the order in which these are declared.</summary>
    /// <typeparam name="T">
    /// A class, record or struct. Properties are numbers, bool, string, enums, char, Guid, DateTime, DateOnly or DateTimeOffset (in UTC), each perhaps
    /// nullable; others are refused by name.
    /// </typeparam>
    /// <param name="records">One a row; none null.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">A record is null, a number infinite, or a property of another type.</exception>
    public static Table From<T>(IEnumerable<T> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        return new Table(RecordTable.Read(records));
    }

    /// <summary>Reads what a query gives, to its end. The reader stays open.</summary>
    /// <param name="reader">Of any ADO.NET provider.</param>
    /// <returns>The table; NULL is missing.</returns>
    /// <exception cref="ArgumentException">A column has no name or that of another one, or values of a type that no column has; the message names it.</exception>
    public static Table From(DbDataReader reader)
    {
        ArgumentNullException.ThrowIfNull(reader);
        return new Table(ReaderTable.Read(reader));
    }

    /// <summary>Takes arrays and lists as columns: <c>Table.FromColumns(("area", areas), ("city", cities))</c>.</summary>
    /// <param name="columns">Names, different ones, and cells of the types that <see cref="From{T}"/> takes; null is missing.</param>
    /// <returns>The table.</returns>
    /// <exception cref="ArgumentException">There is no column or no row, a name is blank or found twice, lengths differ, or a cell is of another type.</exception>
    public static Table FromColumns(params (string Name, IEnumerable Cells)[] columns)
    {
        ArgumentNullException.ThrowIfNull(columns);
        string[] names = [.. columns.Select(column => column.Name)];
        if (names.Length == 0 || names.Any(string.IsNullOrWhiteSpace) || names.Distinct().Count() < names.Length)
        {
            throw new ArgumentException($"The columns are {string.Join(", ", names.Select(name => $"'{name}'"))}. Give at least one, each with a name of its own.", nameof(columns));
        }

        Column[] read = [.. columns.Select(column => Column(column.Name, column.Cells))];
        Column? other = Array.Find(read, column => column.Length != read[0].Length);
        return other is not null || read[0].Length == 0
            ? throw new ArgumentException(
                $"'{names[0]}' has {read[0].Length} cells{(other is null ? "" : $" and '{other.Name}' {other.Length}")}. Give every column one cell a row, and at least one.", nameof(columns))
            : new Table(read);
    }

    private static Column Column(string name, IEnumerable values)
    {
        ArgumentNullException.ThrowIfNull(values);
        var cells = new TypedCells(name);
        foreach (object? value in values)
        {
            cells.Add(value);
        }

        return cells.ToColumn();
    }

    private static Table Csv(Func<TextReader> open, CsvOptions options, string name)
    {
        CsvChecks.Require(options);
        try
        {
            (Column[] columns, IReadOnlyList<string> notes) = new CsvTable(open, options).Read();
            return new Table(columns, notes);
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{name}: {exception.Message}", exception);
        }
        catch (DecoderFallbackException exception)
        {
            throw new InvalidDataException(
                $"{name}: its bytes are no UTF-8 ({exception.Message}) If it was written on Windows, read it with new CsvOptions {{ Encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252) }}; Latin1 has no euro sign.", exception);
        }
    }
}
