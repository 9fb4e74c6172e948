using nietras.SeparatedValues;

namespace NeuronPursuit;

/// <summary>Some rows of a file.</summary>
/// <param name="Table">The rows.</param>
/// <param name="Cells">The same as text, one array a row, as they stand in the file; null where the file is no text.</param>
internal sealed record TablePart(Table Table, IReadOnlyList<string[]>? Cells);

/// <summary>
/// Reads a CSV file part by part, in memory for one part. Its beginning tells how it is written; what does not keep to that is refused with
/// its line, where the whole file would have been read again.
/// </summary>
internal sealed class CsvParts
{
    private readonly string _path;
    private readonly CsvOptions _options;
    private readonly IReadOnlyDictionary<string, string> _dateFormats;
    private readonly CsvSample _sample;
    private readonly CsvLayout _layout;
    private readonly PinnedNumbers _numbers;
    private readonly string?[] _formats;
    private readonly bool[] _isEmpty;

    /// <param name="path">The file.</param>
    /// <param name="options">What is known of it.</param>
    /// <param name="dateFormats">Formats of dates by columns, for those that the beginning of the file leaves open.</param>
    /// <exception cref="InvalidDataException">It is empty.</exception>
    public CsvParts(string path, CsvOptions options, IReadOnlyDictionary<string, string> dateFormats)
    {
        CsvChecks.Require(options);
        (_path, _options, _dateFormats) = (path, options, dateFormats);
        using (TextReader reader = CsvTable.Open(path, options.Encoding))
        {
            _sample = CsvSample.Of(reader, options);
        }

        if (_sample.Rows.Count == 0)
        {
            throw new InvalidDataException($"{path}: The file is empty: it needs a line of column names, and a line for each row.");
        }

        if (_sample.IsBlanks)
        {
            throw new InvalidDataException($"{path}: Cells are separated by blanks, which is not read part by part. Write it with commas.");
        }

        _layout = CsvLayout.Of(_sample, options, []);
        var marks = new MissingMarks(options.MissingMarks);
        TextCells[] cells = [.. _layout.Names.Select(_ => new TextCells(marks))];
        foreach (string[] row in _sample.Rows.Skip(_layout.HasHeader ? 1 : 0))
        {
            for (int column = 0; column < Math.Min(row.Length, cells.Length); column++)
            {
                cells[column].Add(row[column], 1);
            }
        }

        CsvTexts[] texts = [.. cells.Select((one, column) => one.Known(_layout.Names[column]))];
        _isEmpty = [.. texts.Select(one => one.Texts.Count == 0)];
        _numbers = new PinnedNumbers(texts, new CsvNumbers(options, _sample.Separator));
        _formats = [.. texts.Select((one, column) => _numbers.StyleOf(column) is null && one.Texts.Count > 0 ? DateText.Read(one.Texts, out _, out string[] _) : null)];
    }

    /// <summary>Names of the columns.</summary>
    public IReadOnlyList<string> Names => _layout.Names;

    /// <summary>Between cells.</summary>
    public char Separator => _sample.Separator;

    /// <summary>Whether some column has decimal commas.</summary>
    public bool HasDecimalCommas => Enumerable.Range(0, Names.Count).Any(column => _numbers.StyleOf(column)?.Decimal == ',');

    /// <summary>The parts, in the order of the file.</summary>
    /// <param name="rows">Of a part at most.</param>
    public IEnumerable<TablePart> Read(int rows)
    {
        using TextReader text = CsvTable.Open(_path, _options.Encoding);
        for (int line = 0; line < _sample.SkippedLines; line++)
        {
            text.ReadLine();
        }

        using SepReader reader = CsvSample.Reader(_sample.Separator).From(text);
        (bool header, int total) = (_layout.HasHeader, 0);
        var part = new List<string[]>(rows);
        var lines = new List<int>(rows);
        foreach (SepReader.Row row in reader)
        {
            if (CsvSample.IsBlank(row))
            {
                continue;
            }

            if (header)
            {
                header = false;
                continue;
            }

            lines.Add(row.LineNumberFrom + _sample.SkippedLines);
            part.Add(CellsOf(row, lines[^1]));
            if (part.Count == rows)
            {
                yield return new TablePart(ToTable(part, lines), part);
                (part, lines, total) = (new List<string[]>(rows), new List<int>(rows), total + rows);
            }
        }

        if (part.Count > 0)
        {
            yield return new TablePart(ToTable(part, lines), part);
        }
        else if (total == 0)
        {
            throw new InvalidDataException($"{_path}: The file has a line of column names and no rows.");
        }
    }

    private string[] CellsOf(SepReader.Row row, int line)
    {
        var ragged = new RaggedRows(_layout);
        if (!ragged.Accept(row, line))
        {
            Refuse(() => ragged.ThrowIfAny(_sample.Separator));
        }

        if (int.IsOddInteger(row.Span.Count('"')))
        {
            throw new InvalidDataException($"{_path}: A quote in line {line} or behind it never ends, so that the rest of the file would be one cell. Write a quote within a cell twice, and the cell in quotes.");
        }

        string[] cells = new string[_layout.Names.Length];
        for (int column = 0; column < cells.Length; column++)
        {
            cells[column] = row[column].ToString();
        }

        return cells;
    }

    private Table ToTable(List<string[]> rows, List<int> lines)
    {
        var marks = new MissingMarks(_options.MissingMarks);
        var columns = new Column[_layout.Names.Length];
        for (int column = 0; column < columns.Length; column++)
        {
            columns[column] = _numbers.StyleOf(column) is null ? Texts(column, rows, lines, marks) : Numbers(column, rows, lines, marks);
        }

        return new Table(columns);
    }

    private NumberColumn Numbers(int column, List<string[]> rows, List<int> lines, MissingMarks marks)
    {
        double[] values = new double[rows.Count];
        for (int row = 0; row < values.Length; row++)
        {
            string text = rows[row][column];
            if (marks.Contains(text))
            {
                values[row] = double.NaN;
            }
            else if (!_numbers.TryRead(column, text, out values[row]))
            {
                throw new InvalidDataException($"{_path}: Column '{Names[column]}' has '{TextColumns.Short(text)}' in line {lines[row]}, where the lines before had numbers. Correct it, or name it as a mark of what is missing.");
            }
        }

        return _numbers.Marked(column, new NumberColumn(Names[column], values));
    }

    private Column Texts(int column, List<string[]> rows, List<int> lines, MissingMarks marks)
    {
        string name = Names[column];
        var cells = new TextCells(marks);
        for (int row = 0; row < rows.Count; row++)
        {
            cells.Add(rows[row][column], lines[row]);
        }

        CsvTexts known = cells.Known(name);
        if (known.Texts.Count > 0 && (_formats[column] ?? _dateFormats.GetValueOrDefault(name)) is { } format && OfDates(name, rows, column, format, marks) is { } dates)
        {
            return dates;
        }

        // What the beginning does not show, a part tells.
        return cells.ToColumn(name, known.Texts.Count > 0 && _isEmpty[column] ? _numbers.Choose(known) : new NumberChoice(null, null));
    }

    private static DateColumn? OfDates(string name, List<string[]> rows, int column, string format, MissingMarks marks)
    {
        long[] ticks = new long[rows.Count];
        for (int row = 0; row < ticks.Length; row++)
        {
            if (marks.Contains(rows[row][column]))
            {
                ticks[row] = DateColumn.Missing;
            }
            else if (!DateText.TryRead(rows[row][column], format, out ticks[row]))
            {
                return null;
            }
        }

        return new DateColumn(name, ticks) { Format = format };
    }

    private void Refuse(Action check)
    {
        try
        {
            check();
        }
        catch (InvalidDataException exception)
        {
            throw new InvalidDataException($"{_path}: {exception.Message}", exception);
        }
    }
}
