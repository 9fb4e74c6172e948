namespace NeuronPursuit;

/// <summary>What of a date may matter.</summary>
[Flags]
internal enum DateParts
{
    /// <summary>Days since the first date of the training table.</summary>
    Time = 1,

    /// <summary>Where in the year, as a point on a circle: December is beside January.</summary>
    Season = 2,

    /// <summary>The day of the week, one of seven.</summary>
    Weekday = 4,

    /// <summary>Where in the day, as a point on a circle.</summary>
    Hour = 8,
}

/// <summary>Dates as numbers that a network can use; a missing date is missing in all of them.</summary>
internal sealed class DateEncoding : ColumnEncoding
{
    public const string Kind = "date";

    // The first day of the calendar was a Monday.
    private static readonly string[] Days = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

    public const double DaysOfYear = 365.2425;
    private const double LeastSeason = 90;
    private const double LeastWeeks = 14;

    private readonly DateParts _parts;
    private readonly double _origin;

    public DateEncoding(string name, DateParts parts, double origin)
    {
        (_parts, _origin) = (parts, origin);
        Inputs =
        [
            .. Names(DateParts.Time, $"{name} (days)"),
            .. Names(DateParts.Season, $"{name} (year, sine)", $"{name} (year, cosine)"),
            .. Names(DateParts.Weekday, [.. Days.Select(day => $"{name}={day}")]),
            .. Names(DateParts.Hour, $"{name} (day, sine)", $"{name} (day, cosine)"),
        ];
    }

    public DateParts Parts => _parts;

    public double Origin => _origin;

    public override string Description => $"{string.Join(", ", Enum.GetValues<DateParts>().Where(part => Has(part)).Select(Describe))}";

    public override IReadOnlyList<string> Inputs { get; }

    /// <summary>Chooses the parts: what varies in the training table, and has been seen often enough to come again.</summary>
    public static DateEncoding Fit(string name, double[] days)
    {
        double[] known = [.. days.Where(day => !double.IsNaN(day))];
        (double first, double last) = known.Length == 0 ? (0, 0) : (known.Min(), known.Max());
        DateParts parts = DateParts.Time;
        parts |= last - first >= LeastSeason ? DateParts.Season : 0;
        parts |= last - first >= LeastWeeks && known.Select(day => (long)Math.Floor(day) % 7).Distinct().Count() > 1 ? DateParts.Weekday : 0;
        parts |= known.Any(day => day != Math.Floor(day)) ? DateParts.Hour : 0;
        return new DateEncoding(name, parts, first);
    }

    public override void Encode(double value, Span<double> inputs)
    {
        if (double.IsNaN(value))
        {
            inputs.Fill(double.NaN);
            return;
        }

        int at = 0;
        if (Has(DateParts.Time))
        {
            inputs[at++] = value - _origin;
        }

        if (Has(DateParts.Season))
        {
            (inputs[at], inputs[at + 1]) = Circle.SinCos(value / DaysOfYear);
            at += 2;
        }

        if (Has(DateParts.Weekday))
        {
            Span<double> week = inputs.Slice(at, 7);
            week.Clear();
            week[(int)((((long)Math.Floor(value) % 7) + 7) % 7)] = 1;
            at += 7;
        }

        if (Has(DateParts.Hour))
        {
            (inputs[at], inputs[at + 1]) = Circle.SinCos(value);
        }
    }

    public override EncodingDocument ToDocument() => new(Kind) { Parts = (int)_parts, Origin = _origin };

    private static string Describe(DateParts part) => part switch
    {
        DateParts.Time => "days since the first date",
        DateParts.Season => "the time of the year as a circle",
        DateParts.Weekday => "the day of the week",
        _ => "the time of the day as a circle",
    };

    // HasFlag allocates until it is compiled for good.
    private bool Has(DateParts part) => (_parts & part) != 0;

    private string[] Names(DateParts part, params string[] names) => Has(part) ? names : [];
}
