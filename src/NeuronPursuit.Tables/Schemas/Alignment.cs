using System.Globalization;

namespace NeuronPursuit;

/// <summary>
/// Brings columns of any table to what a schema knows, as one number a cell: the number itself, the place of a category, 0 and 1 for no
/// and yes, days for dates; NaN is missing, <see cref="Unseen"/> a category that training had not.
/// </summary>
internal static class Alignment
{
    public const double Unseen = -1;

    public static double DaysOf(long ticks) => (double)ticks / TimeSpan.TicksPerDay;

    /// <summary>The columns of a schema, whatever the order of the table's.</summary>
    /// <exception cref="ArgumentException">Some are missing or of another kind; the message names all of them.</exception>
    public static double[][] Align(IEnumerable<ColumnSchema> schema, Table table)
    {
        var errors = new List<string>();
        var aligned = new List<double[]>();
        foreach (ColumnSchema column in schema)
        {
            if (!table.Has(column.Name))
            {
                errors.Add(Missing(column, table.Names));
            }
            else if (Align(column, table[column.Name]) is { } values)
            {
                aligned.Add(values);
            }
            else
            {
                errors.Add(Mismatch(column, table[column.Name]));
            }
        }

        return errors.Count == 0 ? [.. aligned] : throw new ArgumentException(string.Join(" ", errors), nameof(table));
    }

    /// <summary>That a column is not there.</summary>
    public static string Missing(ColumnSchema column, IEnumerable<string> names) =>
        $"Column '{column.Name}' ({Describe(column.Kind)}) is missing. {NearNames.Advice(column.Name, names)}";

    /// <summary>One column; null where it is of another kind.</summary>
    public static double[]? Align(ColumnSchema schema, Column column)
    {
        if (column.IsAllMissing())
        {
            double[] none = new double[column.Length];
            Array.Fill(none, double.NaN);
            return none;
        }

        return (schema.Kind, column) switch
        {
            (ColumnKind.Number, NumberColumn numbers) => NumberProblem(schema, numbers) is null ? numbers.Values : null,
            (ColumnKind.Date, DateColumn other) when DateCells.FormatProblem(schema, other) is not null => null,
            (ColumnKind.Date, DateColumn dates) => Array.ConvertAll(dates.Ticks, ticks => ticks == DateColumn.Missing ? double.NaN : DaysOf(ticks)),
            (ColumnKind.Date, LevelColumn levels) => DateCells.Read(schema, levels.Levels) is { } days ? Mapped(levels, days) : null,
            (ColumnKind.YesNo, LevelColumn levels) => Mapped(levels, text => YesNo(schema, text), refused: true),
            (ColumnKind.YesNo, NumberColumn numbers) when numbers.Values.All(value => value is 0 or 1 or double.NaN) => numbers.Values,
            (ColumnKind.Category, LevelColumn { Spelled: { } spelled }) => Mapped(spelled, text => Place(schema, text), refused: false),
            (ColumnKind.Category, LevelColumn { Of: ColumnKind.YesNo } typed) => Mapped(typed, text => CategoryCells.OfYesNo(schema, text == typed.Levels[1]) ?? Unseen, refused: true),
            (ColumnKind.Category, LevelColumn levels) => Mapped(levels, text => Place(schema, text), refused: levels.Of != ColumnKind.Category),
            (ColumnKind.Category, NumberColumn numbers) when CategoryCells.HasNumbers(schema) => Categories(schema, numbers),
            (ColumnKind.Category, DateColumn) => Mapped(Table.ToLevels(column), text => Place(schema, text), refused: true),
            _ => null,
        };
    }

    public static double Place(ColumnSchema schema, string text)
    {
        int place = PlaceOf(schema.Categories, text);
        return place < 0 ? Unseen : place;
    }

    public static double YesNo(ColumnSchema schema, string text) => text.Equals(schema.Categories[0], StringComparison.OrdinalIgnoreCase) ? 0
        : text.Equals(schema.Categories[1], StringComparison.OrdinalIgnoreCase) ? 1
        : YesNoWords.Of(text) switch { false => 0, true => 1, null => Unseen };

    public static string Describe(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "numbers",
        ColumnKind.Category => "categories",
        ColumnKind.YesNo => "yes and no",
        ColumnKind.Date => "dates",
        _ => "text",
    };

    /// <summary>Why a column does not fit.</summary>
    public static string Mismatch(ColumnSchema schema, Column column)
    {
        if (schema.Kind == ColumnKind.Number && column is NumberColumn numbers && NumberProblem(schema, numbers) is { } problem)
        {
            return $"Column '{schema.Name}' {problem}.";
        }

        if (schema.Kind == ColumnKind.Date && column is DateColumn dates && DateCells.FormatProblem(schema, dates) is { } format)
        {
            return $"Column '{schema.Name}' {format}.";
        }

        string found = column.Problem ?? $"has {Describe(column.Kind)}";
        string example = ExampleOf(schema, column);
        return string.Create(CultureInfo.InvariantCulture, $"Column '{schema.Name}' {found}, such as '{TextColumns.Short(example)}', where training had {Describe(schema.Kind)}.{Examples(schema)}");
    }

    /// <summary>The first cell that does not fit; where none alone does not, the first.</summary>
    private static string ExampleOf(ColumnSchema schema, Column column)
    {
        string[] cells = [.. Enumerable.Range(0, column.Length).Select(column.TextAt).OfType<string>()];
        string? odd = (schema.Kind, column) switch
        {
            (ColumnKind.Number, LevelColumn) => Array.Find(cells, cell => NumberText.EvidenceOf(cell) == MarkEvidence.NotNumber),
            (ColumnKind.Date, LevelColumn) => Array.Find(cells, cell => DateCells.Read(schema, cell) is null),
            (ColumnKind.YesNo, LevelColumn) => Array.Find(cells, cell => YesNo(schema, cell) == Unseen),
            (ColumnKind.YesNo, NumberColumn) => Array.Find(cells, cell => cell is not ("0" or "1")),
            _ => null,
        };
        return odd ?? cells[0];
    }

    private static string? NumberProblem(ColumnSchema schema, NumberColumn column) => MarkProblem(schema, column) ?? SignProblem(schema, column);

    /// <summary>1,234 is what it was in training; where the new file leaves that open and was read by the other sign, it is a thousand times too much or too little.</summary>
    private static string? MarkProblem(ColumnSchema schema, NumberColumn column) =>
        column is { IsMarkOpen: true, IsChosen: false } && schema.DecimalMark is { } mark && mark != column.DecimalMark
            ? $"has numbers whose sign may be of decimals or of thousands, and was read by '{column.DecimalMark}' for decimals, where training had '{mark}'. Read the file with new CsvOptions {{ DecimalMark = '.' }} or ',', or take the numbers as they were read by table.AsNumber(\"{schema.Name}\")"
            : null;

    /// <summary>12 % is 0.12: numbers with and without a percent sign do not mean the same, and neither do those of two currencies.</summary>
    private static string? SignProblem(ColumnSchema schema, NumberColumn column)
    {
        bool isPercent = column.Sign == "%";
        bool fits = column.IsChosen || !column.IsWritten || Array.TrueForAll(column.Values, value => value is 0 or double.NaN)
            || (isPercent == (schema.Sign == "%") && (column.Sign is null || schema.Sign is null || column.Sign == schema.Sign));
        return fits
            ? null
            : $"is written with {column.Sign ?? "no sign"}, where training had {schema.Sign ?? "no sign"}. Write it as in training, or take the numbers as they are{(isPercent ? " (12 % is 0.12)" : "")} by table.AsNumber(\"{schema.Name}\")";
    }

    private static string Examples(ColumnSchema schema) => schema.Kind switch
    {
        ColumnKind.Number or ColumnKind.Date when schema.Minimum is { } least && schema.Maximum is { } greatest =>
            $" They went from {Format(schema.Kind, least)} to {Format(schema.Kind, greatest)}.",
        ColumnKind.Category => $" They were {string.Join(", ", schema.Categories.Take(5))}{(schema.Categories.Count > 5 ? " ..." : "")}.",
        _ => "",
    };

    public static string Format(ColumnKind kind, double value) => kind == ColumnKind.Date
        ? DateColumn.Text((long)Math.Round(value * TimeSpan.TicksPerDay))
        : NumberColumn.Text(value);

    private static double[] Categories(ColumnSchema schema, NumberColumn column)
    {
        var numbers = new Lazy<Dictionary<double, double>>(() => CategoryCells.NumbersOf(schema, column.Sign));
        Dictionary<double, double> places = column.Values.Where(value => !double.IsNaN(value)).Distinct()
            .ToDictionary(value => value, value => CategoryCells.OfNumber(schema, value, column.Sign, () => numbers.Value));
        return Array.ConvertAll(column.Values, value => double.IsNaN(value) ? double.NaN : places[value]);
    }

    /// <param name="column">The cells.</param>
    /// <param name="map">From a level.</param>
    /// <param name="refused">Whether a column of which nothing is known is of another kind.</param>
    private static double[]? Mapped(LevelColumn column, Func<string, double> map, bool refused)
    {
        int[] counts = column.Counts();
        double[] values = [.. column.Levels.Select((level, place) => counts[place] == 0 ? Unseen : map(level))];
        return refused && Array.TrueForAll(values, value => value == Unseen) ? null : Mapped(column, values);
    }

    private static double[] Mapped(LevelColumn column, double[] values) => [.. column.Codes.Select(code => code < 0 ? double.NaN : values[code])];

    private static int PlaceOf(IReadOnlyList<string> categories, string text)
    {
        (int from, int to) = (0, categories.Count - 1);
        while (from <= to)
        {
            int middle = (from + to) / 2;
            int order = string.CompareOrdinal(categories[middle], text);
            if (order == 0)
            {
                return middle;
            }

            (from, to) = order < 0 ? (middle + 1, to) : (from, middle - 1);
        }

        return -1;
    }
}
