using System.Globalization;

namespace NeuronPursuit;

/// <summary>Collects cells that have types of .NET: of databases, records and Parquet files.</summary>
/// <param name="name">Of the column.</param>
internal sealed class TypedCells(string name)
{
    private readonly List<int> _codes = [];
    private readonly List<string> _levels = [];
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<double> _numbers = [];
    private readonly List<long> _ticks = [];
    private int _rows;
    private ColumnKind? _kind;
    private bool _single;

    /// <summary>Types that cells may have, apart from null.</summary>
    public static bool IsKnown(Type type)
    {
        Type own = Nullable.GetUnderlyingType(type) ?? type;
        return own.IsEnum || Type.GetTypeCode(own) is not (TypeCode.Object or TypeCode.Empty or TypeCode.DBNull)
            || own == typeof(Guid) || own == typeof(DateOnly) || own == typeof(DateTimeOffset) || own == typeof(Half)
            || own == typeof(Int128) || own == typeof(UInt128);
    }

    /// <summary>Adds a cell.</summary>
    /// <param name="value">Null or DBNull where it is missing.</param>
    /// <exception cref="ArgumentException">It is infinite, of another type than those before, or of one that no column has.</exception>
    public void Add(object? value)
    {
        switch (value)
        {
            case null or DBNull:
                Missing();
                break;
            case Enum or char or Guid:
                Text(Convert.ToString(value, CultureInfo.InvariantCulture)!);
                break;
            case string text:
                Text(text);
                break;
            case bool yes:
                Require(ColumnKind.YesNo, value);
                _codes.Add(yes ? 1 : 0);
                break;
            case DateTime date:
                Date(date.Kind == DateTimeKind.Local ? date.ToUniversalTime() : date, value);
                break;
            case DateTimeOffset date:
                Date(date.UtcDateTime, value);
                break;
            case DateOnly date:
                Date(date.ToDateTime(TimeOnly.MinValue), value);
                break;
            case double number:
                Number(number, value);
                break;
            case float or Half:
                _single = true;
                Number(Convert.ToDouble(value is Half half ? (float)half : value, CultureInfo.InvariantCulture), value);
                break;
            case decimal:
                // A cast of a decimal rounds twice; its text is read as that of a file.
                Number(double.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), value);
                break;
            case long or ulong or Int128 or UInt128:
                Whole(double.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), value);
                break;
            case sbyte or byte or short or ushort or int or uint:
                Number(Convert.ToDouble(value, CultureInfo.InvariantCulture), value);
                break;
            default:
                throw new ArgumentException(
                    $"Column '{name}' has values of {value.GetType()}. Columns are numbers, bool, text, enums, Guid and dates; leave it out, or turn it into one of these.");
        }

        _rows++;
    }

    public Column ToColumn() => _kind switch
    {
        null => new NumberColumn(name, [.. Enumerable.Repeat(double.NaN, _rows)]),
        ColumnKind.Number => new NumberColumn(name, [.. _numbers]) { IsSingle = _single },
        ColumnKind.Date => new DateColumn(name, [.. _ticks]),
        ColumnKind.YesNo => new LevelColumn(name, [.. _codes], ["no", "yes"], ColumnKind.YesNo),
        _ => TextColumns.Of(name, [.. _codes], _levels),
    };

    private void Missing()
    {
        switch (_kind)
        {
            case ColumnKind.Number:
                _numbers.Add(double.NaN);
                break;
            case ColumnKind.Date:
                _ticks.Add(DateColumn.Missing);
                break;
            case not null:
                _codes.Add(LevelColumn.Missing);
                break;
        }
    }

    private void Text(string text)
    {
        string own = text.Trim();
        if (own.Length == 0)
        {
            Missing();
            return;
        }

        Require(ColumnKind.Category, text);
        if (!_places.TryGetValue(own, out int place))
        {
            place = _places[own] = _levels.Count;
            _levels.Add(own);
        }

        _codes.Add(place);
    }

    private void Number(double number, object value)
    {
        if (double.IsInfinity(number))
        {
            throw new ArgumentException($"Column '{name}' is infinite in row {_rows} (counted from 0). Set it to a finite number, or to NaN for missing.");
        }

        Require(ColumnKind.Number, value);
        _numbers.Add(number);
    }

    private void Whole(double number, object value)
    {
        // Rounding may bring a number back to the limit.
        bool holds = value switch
        {
            long own => own is >= -(1L << 53) and <= 1L << 53,
            ulong own => own <= 1UL << 53,
            Int128 own => own >= -(1L << 53) && own <= 1L << 53,
            _ => Math.Abs(number) <= 1L << 53 && (UInt128)value <= 1UL << 53,
        };
        if (!holds)
        {
            throw new ArgumentException(
                $"Column '{name}' has {value} in row {_rows} (counted from 0), whose last digits a double does not hold. If it is a code, turn it into text, as by a cast in the query; else into a double.");
        }

        Number(number, value);
    }

    private void Date(DateTime date, object value)
    {
        Require(ColumnKind.Date, value);
        _ticks.Add(date.Ticks);
    }

    private void Require(ColumnKind kind, object value)
    {
        if (_kind is null)
        {
            _kind = kind;
            for (int row = 0; row < _rows; row++)
            {
                Missing();
            }
        }
        else if (_kind != kind)
        {
            throw new ArgumentException(
                $"Column '{name}' has {Describe(kind)} '{value}' in row {_rows} (counted from 0), but {Describe(_kind.Value)} before it. Give it one type, as by a cast in the query.");
        }
    }

    private static string Describe(ColumnKind kind) => kind switch
    {
        ColumnKind.Number => "the number",
        ColumnKind.Date => "the date",
        ColumnKind.YesNo => "the boolean",
        _ => "the text",
    };
}
