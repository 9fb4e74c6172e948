using System.Globalization;

namespace NeuronPursuit.Code.Tests.Tables;

/// <summary>
/// A table whose names and texts look like code, with everything that a column can be: numbers, few and many categories, yes and no, dates, and
/// cells that are missing.
/// </summary>
internal static class MessyTable
{
    /// <summary>The columns that are learned from.</summary>
    public static readonly string[] Columns = ["order", "a b", "x\"; drop", "héllo", "the `street`"];

    private static readonly string[] Cities = ["it's", "say \"x\"", "Köln", "back\\slash", "O'Hara; --", "köln"];

    /// <summary>Rows in the order of <see cref="Columns"/>: a number, a text, yes or no, a date, a text.</summary>
    public static object?[][] Rows(int count, int seed, bool isTraining, bool hasTimes = false)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, count).Select(row => new object?[]
        {
            random.Next(9) == 0 ? (object?)null : Math.Round(40 + 25 * (random.NextDouble() - 0.5), 2),
            random.Next(8) == 0 ? null : isTraining || random.Next(6) > 0 ? Cities[random.Next(Cities.Length)] : "new' \"one\"",
            random.Next(10) == 0 ? (object?)null : random.Next(3) == 0,
            random.Next(10) == 0 ? (object?)null : new DateTime(2021, 3, 1).AddDays(random.Next(900)).AddSeconds(hasTimes ? random.Next(86400) : 0),
            random.Next(11) == 0 ? null : "street " + random.Next(isTraining ? 40 : 44).ToString(CultureInfo.InvariantCulture) + (random.Next(40) == 0 ? "'s" : ""),
        })];
    }

    /// <summary>Rows as a table.</summary>
    public static Table Of(object?[][] rows, params (string Name, Func<object?[], object?> Value)[] more) => new(
        [.. Columns.Select((name, column) => ColumnOf(name, rows.Select(row => row[column]))), .. more.Select(each => ColumnOf(each.Name, rows.Select(each.Value)))]);

    /// <summary>A number that all columns have a part in.</summary>
    public static object Price(object?[] row)
    {
        double price = 3 * (row[0] as double? ?? 38) + 20 * Array.IndexOf(Cities, row[1] as string) + (row[2] is true ? 25 : 0);
        price += row[3] is DateTime date ? 15 * Math.Sin(2 * Math.PI * date.DayOfYear / 365.2425) + (date.DayOfWeek == DayOfWeek.Saturday ? 30 : 0) + date.Hour : 7;
        return price + (row[4] is string street ? street.Length * 4 + street[^1] : 0);
    }

    /// <summary>One of three classes.</summary>
    public static object Class(object?[] row) => (double)Price(row) switch { > 290 => "dear", > 240 => "it's \"fair\"", _ => "chëap" };

    private static Column ColumnOf(string name, IEnumerable<object?> values)
    {
        var cells = new TypedCells(name);
        foreach (object? value in values)
        {
            cells.Add(value);
        }

        return cells.ToColumn();
    }
}
