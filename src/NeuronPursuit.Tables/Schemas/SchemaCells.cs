using System.Globalization;
using System.Text.Json;

namespace NeuronPursuit;

/// <summary>
/// One rule for single cells, whatever they come in: a record, a dictionary, and what tables do with a column of such cells. The kind is that of the
/// schema; nothing is guessed from one cell.
/// </summary>
internal static class SchemaCells
{
    /// <summary>A number, as numbers, as yes and no, or as a category whose names are numbers.</summary>
    /// <returns>The aligned cell; null where the column holds something else.</returns>
    public static double? OfNumber(ColumnSchema schema, double value) => schema.Kind switch
    {
        _ when double.IsInfinity(value) => null,
        _ when double.IsNaN(value) => double.NaN,
        ColumnKind.Number => value,
        ColumnKind.YesNo => value is 0 or 1 ? value : null,
        ColumnKind.Category when CategoryCells.HasNumbers(schema) => CategoryCells.OfNumber(schema, value),
        _ => null,
    };

    /// <summary>A text: a category, a word of yes and no, or a date. Blanks around it do not count, and nothing else is missing.</summary>
    public static double? OfText(ColumnSchema schema, string? value)
    {
        string text = value?.Trim() ?? "";
        return schema.Kind switch
        {
            _ when text.Length == 0 => double.NaN,
            ColumnKind.Category => Alignment.Place(schema, text),
            ColumnKind.YesNo => Alignment.YesNo(schema, text) is >= 0 and var yes ? yes : null,
            ColumnKind.Date => DateCells.Read(schema, text),
            _ => null,
        };
    }

    /// <summary>Yes or no; also where a category has the words.</summary>
    public static double? OfYesNo(ColumnSchema schema, bool value) => schema.Kind switch
    {
        ColumnKind.YesNo => value ? 1 : 0,
        ColumnKind.Category => CategoryCells.OfYesNo(schema, value),
        _ => null,
    };

    /// <summary>A date; a local one by its time in UTC.</summary>
    public static double? OfDate(ColumnSchema schema, DateTime value)
    {
        long ticks = (value.Kind == DateTimeKind.Local ? value.ToUniversalTime() : value).Ticks;
        return schema.Kind switch
        {
            ColumnKind.Date => Alignment.DaysOf(ticks),
            ColumnKind.Category when Alignment.Place(schema, DateColumn.Text(ticks)) is >= 0 and var place => place,
            _ => null,
        };
    }

    /// <summary>A cell of any type that columns have.</summary>
    /// <param name="schema">The column.</param>
    /// <param name="value">Null or DBNull for missing.</param>
    /// <param name="text">The cell as text.</param>
    /// <exception cref="ArgumentException">It is infinite, of a type that no column has, or loses digits.</exception>
    public static double? Of(ColumnSchema schema, object? value, out string text)
    {
        value = value is JsonElement json ? OfJson(json) : value;

        // The types of .NET are read as those of a table are: into a column of one cell.
        var cells = new TypedCells(schema.Name);
        cells.Add(value is string ? null : value);
        Column column = cells.ToColumn();
        text = (value is string own ? own.Trim() : column.TextAt(0)) ?? "";
        return value switch
        {
            string => OfText(schema, text),
            bool yes => OfYesNo(schema, yes),
            _ => column switch
            {
                NumberColumn numbers => OfNumber(schema, numbers.Values[0]),
                DateColumn dates => OfDate(schema, new DateTime(dates.Ticks[0])),
                _ => OfText(schema, Convert.ToString(value, CultureInfo.InvariantCulture)),
            },
        };
    }

    /// <summary>What web services receive; arrays and objects stay what they are, which no column has.</summary>
    private static object? OfJson(JsonElement cell) => cell.ValueKind switch
    {
        JsonValueKind.Number => cell.TryGetInt64(out long whole) ? (object)whole : cell.GetDouble(),
        JsonValueKind.String => cell.GetString(),
        JsonValueKind.True or JsonValueKind.False => cell.GetBoolean(),
        JsonValueKind.Null or JsonValueKind.Undefined => null,
        _ => cell,
    };
}
