namespace NeuronPursuit;

/// <summary>How a table is read, and what its columns are said to be.</summary>
/// <param name="Csv">How a CSV file is written.</param>
/// <param name="Without">Columns to leave out.</param>
/// <param name="Categories">Columns that are categories.</param>
/// <param name="Numbers">Columns that are numbers.</param>
/// <param name="Dates">Columns that are dates, and their formats.</param>
internal sealed record TableInput(
    CsvOptions Csv, IReadOnlyList<string> Without, IReadOnlyList<string> Categories, IReadOnlyList<string> Numbers, IReadOnlyList<(string Name, string Format)> Dates)
{
    public static TableInput Default { get; } = new(new CsvOptions(), [], [], [], []);

    public static bool IsParquet(string path) => Path.GetExtension(path).ToLowerInvariant() is ".parquet" or ".pq";

    /// <summary>Reads a whole table.</summary>
    public Table Read(string path)
    {
        RequireFile(path);
        Table table = IsParquet(path) ? Table.ReadParquet(path) : Table.ReadCsv(path, Csv);
        string[] without = NamesOf(Without, table.Names);
        return Shape(without.Length == 0 ? table : table.Without(without));
    }

    /// <summary>The columns as they are said to be.</summary>
    public Table Shape(Table table)
    {
        table = Categories.Count == 0 ? table : table.AsCategory(NamesOf(Categories, table.Names));
        table = Numbers.Count == 0 ? table : table.AsNumber(NamesOf(Numbers, table.Names));
        return Dates.Aggregate(table, (one, date) => one.AsDate(date.Name, date.Format));
    }

    /// <summary>Names that are said, one or several with commas between them.</summary>
    public static string[] NamesOf(IEnumerable<string> said, IReadOnlyList<string> names) => [.. said.SelectMany(text =>
        names.Contains(text) || !text.Contains(',', StringComparison.Ordinal) ? [text] : text.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))];

    public static void RequireFile(string path)
    {
        if (Directory.Exists(path))
        {
            throw new UserErrorException($"'{path}' is a folder. Say which file in it.");
        }

        if (!File.Exists(path))
        {
            string? folder = Path.GetDirectoryName(Path.GetFullPath(path));
            string? near = Directory.Exists(folder)
                ? NearNames.Nearest(Path.GetFileName(path), Directory.EnumerateFiles(folder).Take(1000).Select(one => Path.GetFileName(one)!))
                : null;
            throw new UserErrorException($"There is no file '{path}'.{(near is null ? "" : $" Is '{near}' meant?")}");
        }
    }
}
