using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Cells that are missing, and how often each mark was found.</summary>
internal sealed class MissingMarks
{
    private readonly HashSet<string>.AlternateLookup<ReadOnlySpan<char>> _lookup;
    private readonly int _longest;

    public MissingMarks(IReadOnlyList<string> marks)
    {
        string[] own = [.. marks.Select(mark => mark.Trim()).Where(mark => mark.Length > 0)];
        _lookup = new HashSet<string>(own, StringComparer.OrdinalIgnoreCase).GetAlternateLookup<ReadOnlySpan<char>>();
        _longest = own.Length == 0 ? 0 : own.Max(mark => mark.Length);
        HasNumbers = own.Any(mark => NumberText.EvidenceOf(mark) != MarkEvidence.NotNumber);
    }

    /// <summary>Whether a number may mean missing, such as -999.</summary>
    public bool HasNumbers { get; }

    public SortedDictionary<string, int> Counts { get; } = new(StringComparer.Ordinal);

    public bool Contains(ReadOnlySpan<char> text) => text.IsEmpty || (text.Length <= _longest && _lookup.Contains(text));

    public void Count(ReadOnlySpan<char> text, int times)
    {
        string mark = text.IsEmpty ? "blank" : $"'{text}'";
        Counts[mark] = Counts.GetValueOrDefault(mark) + times;
    }
}

/// <summary>Collects the cells of one column.</summary>
internal abstract class CsvCells
{
    /// <summary>Adds a cell.</summary>
    /// <returns>Whether it is what this collects; after a false the column must be read again as text.</returns>
    public abstract bool Add(ReadOnlySpan<char> text, int line);
}

/// <summary>Numbers of one style.</summary>
/// <param name="style">How they are written.</param>
/// <param name="unseen">Signs of which the first one says something of all numbers; null for none.</param>
/// <param name="marks">Cells that are missing.</param>
internal sealed class NumberCells(NumberStyle style, string? unseen, MissingMarks marks) : CsvCells
{
    private readonly Dictionary<string, int> _missing = [];
    private readonly List<double> _values = [];
    private int _blank;

    /// <summary>The column, once it is kept.</summary>
    public NumberColumn ToColumn(string name)
    {
        foreach ((string mark, int count) in _missing)
        {
            marks.Count(mark, count);
        }

        if (_blank > 0)
        {
            marks.Count("", _blank);
        }

        return new NumberColumn(name, [.. _values]) { IsWritten = true, Sign = style.Sign };
    }

    public override bool Add(ReadOnlySpan<char> text, int line)
    {
        if (marks.HasNumbers && marks.Contains(text))
        {
            return Missing(text);
        }

        if (NumberText.TryRead(text, style, out double value) && (unseen is null || !text.ContainsAny(unseen)))
        {
            _values.Add(value);
            return true;
        }

        return marks.Contains(text) && Missing(text);
    }

    private bool Missing(ReadOnlySpan<char> text)
    {
        _values.Add(double.NaN);
        if (text.IsEmpty)
        {
            _blank++;
        }
        else
        {
            string mark = text.ToString();
            _missing[mark] = _missing.GetValueOrDefault(mark) + 1;
        }

        return true;
    }
}

/// <summary>Texts, each different one held once.</summary>
internal sealed class TextCells(MissingMarks marks) : CsvCells
{
    private readonly Dictionary<string, int> _places = new(StringComparer.Ordinal);
    private readonly List<int> _codes = [];
    private readonly List<string> _levels = [];
    private readonly List<int> _counts = [];
    private readonly List<int> _lines = [];

    public override bool Add(ReadOnlySpan<char> text, int line)
    {
        var lookup = _places.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(text, out int place))
        {
            place = _levels.Count;
            string level = text.ToString();
            _places.Add(level, place);
            _levels.Add(level);
            _counts.Add(0);
            _lines.Add(line);
        }

        _codes.Add(place);
        CollectionsMarshal.AsSpan(_counts)[place]++;
        return true;
    }

    /// <summary>The texts that are not missing.</summary>
    public CsvTexts Known(string name)
    {
        int[] known = [.. Enumerable.Range(0, _levels.Count).Where(place => !marks.Contains(_levels[place]))];
        return new CsvTexts(name, [.. known.Select(place => _levels[place])], [.. known.Select(place => _counts[place])], [.. known.Select(place => _lines[place])]);
    }

    /// <summary>The column, once it is kept: numbers of a style, or what texts are.</summary>
    public Column ToColumn(string name, NumberChoice choice)
    {
        bool[] missing = [.. _levels.Select(level => marks.Contains(level))];
        for (int place = 0; place < missing.Length; place++)
        {
            if (missing[place])
            {
                marks.Count(_levels[place], _counts[place]);
            }
        }

        if (choice.Style is { } style)
        {
            double[] values = [.. _levels.Select((level, place) => !missing[place] && NumberText.TryRead(level, style, out double value) ? value : double.NaN)];
            return new NumberColumn(name, [.. _codes.Select(code => values[code])]) { IsWritten = true, Sign = style.Sign };
        }

        int[] codes = [.. _codes.Select(code => missing[code] ? LevelColumn.Missing : code)];
        Column column = choice.Problem is { } problem
            ? LevelColumn.Sorted(name, codes, _levels, ColumnKind.Text) with { Problem = problem }
            : TextColumns.Of(name, codes, _levels, _lines);
        return column is LevelColumn levels ? levels with { DecimalMark = choice.Mark } : column;
    }
}
