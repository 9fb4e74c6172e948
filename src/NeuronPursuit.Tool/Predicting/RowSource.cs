namespace NeuronPursuit;

/// <summary>Rows of a file, part by part: names first, in memory for one part.</summary>
/// <param name="Names">Of all columns.</param>
/// <param name="Separator">Between cells of a CSV file; a comma for others.</param>
/// <param name="HasDecimalCommas">Whether numbers are written so.</param>
/// <param name="Parts">The rows.</param>
internal sealed record RowSource(IReadOnlyList<string> Names, char Separator, bool HasDecimalCommas, IEnumerable<TablePart> Parts)
{
    // A part is this many cells, and at most as many rows as a prediction takes at once.
    private const int PartCells = 1 << 20;
    private const int MostRows = 1 << 14;

    public static RowSource Open(string path, TableInput input, TableModel model)
    {
        TableInput.RequireFile(path);
        if (TableInput.IsParquet(path))
        {
            IEnumerable<TablePart> groups = ParquetTable.ReadGroups(path).Select(table => new TablePart(table, null));
            IEnumerator<TablePart> all = groups.GetEnumerator();
            return all.MoveNext()
                ? new RowSource(all.Current.Table.Names, ',', false, Rest(all))
                : throw new InvalidDataException($"{path}: the file has no rows.");
        }

        var formats = model.Schema.Inputs.Where(column => column.DateFormat is not null).ToDictionary(column => column.Name, column => column.DateFormat!);
        var csv = new CsvParts(path, input.Csv, formats);
        return new RowSource(csv.Names, csv.Separator, csv.HasDecimalCommas, csv.Read(Math.Clamp(PartCells / csv.Names.Count, 256, MostRows)));
    }

    private static IEnumerable<TablePart> Rest(IEnumerator<TablePart> parts)
    {
        using (parts)
        {
            do
            {
                yield return parts.Current;
            }
            while (parts.MoveNext());
        }
    }
}
