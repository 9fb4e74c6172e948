namespace NeuronPursuit;

// What the caller says of columns.
public sealed partial class Table
{
    /// <summary>Takes columns as categories, whatever is in them: numbers that are codes, years, text.</summary>
    /// <param name="names">Their names, at least one.</param>
    /// <returns>The table with these columns as categories.</returns>
    /// <exception cref="ArgumentException">There is no such column.</exception>
    public Table AsCategory(params string[] names) => With(names, column => ToLevels(column) is var levels && levels.Levels.Length == 0
        ? column
        : levels with { Of = ColumnKind.Category, Problem = null, IsChosen = true });

    /// <summary>Takes columns as numbers: what is none becomes missing; and numbers that look like names of rows are learned from.</summary>
    /// <param name="names">Their names, at least one.</param>
    /// <returns>The table with these columns as numbers.</returns>
    /// <exception cref="ArgumentException">
    /// There is no such column, it has dates, nothing in it is a number, or the numbers leave open whether 1,234 is 1.234; the message says what to do.
    /// </exception>
    public Table AsNumber(params string[] names) => With(names, column => TextNumbers.Of(column, null));

    /// <summary>Takes a column as numbers whose sign of decimals the caller knows; what is none by it becomes missing.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="decimalMark">A point or a comma: that 1,234 is 1234 or 1.234.</param>
    /// <returns>The table with this column as numbers.</returns>
    /// <exception cref="ArgumentException">There is no such column, it has dates, nothing in it is a number, or the sign is another one.</exception>
    public Table AsNumber(string name, char decimalMark) => decimalMark is '.' or ','
        ? With([name], column => TextNumbers.Of(column, decimalMark))
        : throw new ArgumentException($"decimalMark is '{decimalMark}'. It must be a point or a comma.", nameof(decimalMark));

    /// <summary>Takes columns as yes and no: the numbers 1 and 0, or two texts that are such words.</summary>
    /// <param name="names">Their names, at least one.</param>
    /// <returns>The table with these columns as yes and no.</returns>
    /// <exception cref="ArgumentException">There is no such column, or it has something else; the message says what.</exception>
    public Table AsYesNo(params string[] names) => With(names, column =>
    {
        LevelColumn levels = ToLevels(column);
        string? other = Array.Find(levels.Levels, level => YesNoWords.Of(level) is null);
        return other is not null
            ? throw new ArgumentException($"Column '{column.Name}' has '{TextColumns.Short(other)}', which is neither yes nor no. Take it as categories by AsCategory.")
            : TextColumns.AsYesNo(levels, [.. levels.Levels.Select(level => YesNoWords.Of(level)!.Value)]) with { IsChosen = true, Problem = null };
    });

    /// <summary>Reads a column of text as dates.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="format">A format of .NET, such as "d/M/yyyy"; times behind it are read too.</param>
    /// <returns>The table with this column as dates.</returns>
    /// <exception cref="ArgumentException">There is no such column, or a cell does not fit; the message has it.</exception>
    public Table AsDate(string name, string format)
    {
        ArgumentException.ThrowIfNullOrEmpty(format);
        return With([name], column =>
        {
            if (column is DateColumn { Format: { } own } read && DateText.NameOf(own) == DateText.NameOf(format))
            {
                return read with { IsChosen = true };
            }

            LevelColumn levels = ToLevels(column);
            string? other = Array.Find(levels.Levels, level => !DateText.TryRead(level, format, out _));
            return other is not null
                ? throw new ArgumentException($"Column '{name}' has '{TextColumns.Short(other)}', which is no date of the format '{format}'. Correct it, or where it means missing name it in CsvOptions.MissingMarks.", nameof(format))
                : TextColumns.AsDate(levels, DateText.TryRead(levels.Levels, format)!, format) with { IsChosen = true };
        });
    }

    /// <summary>The column with a cell for every text that is in it.</summary>
    internal static LevelColumn ToLevels(Column column)
    {
        if (column is LevelColumn levels)
        {
            return levels.Spelled ?? levels;
        }

        var places = new Dictionary<string, int>(StringComparer.Ordinal);
        int[] codes = new int[column.Length];
        for (int row = 0; row < codes.Length; row++)
        {
            string? text = column.TextAt(row);
            codes[row] = text is null ? LevelColumn.Missing : places.TryGetValue(text, out int place) ? place : places[text] = places.Count;
        }

        return LevelColumn.Sorted(column.Name, codes, [.. places.Keys], ColumnKind.Category);
    }

    private Table With(string[] names, Func<Column, Column> change)
    {
        ArgumentNullException.ThrowIfNull(names);
        int[] places = [.. names.Select(PlaceOf)];
        return names.Length == 0
            ? throw new ArgumentException("No column is named.", nameof(names))
            : new Table([.. Columns.Select((column, place) => places.Contains(place) ? change(column) : column)], Notes);
    }
}
