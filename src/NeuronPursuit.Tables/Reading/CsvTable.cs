using System.Globalization;
using System.Text;
using nietras.SeparatedValues;

namespace NeuronPursuit;

/// <summary>
/// Reads a CSV file: its beginning tells how it is written, then all of it goes through once, and a second time for columns that turn out
/// to be otherwise.
/// </summary>
/// <param name="open">Opens it, as often as needed.</param>
/// <param name="options">What the caller says of it.</param>
/// <param name="mendsQuotes">Whether quotes within cells are known to be there, wherever they may be.</param>
internal sealed class CsvTable(Func<TextReader> open, CsvOptions options, bool mendsQuotes = false)
{
    private readonly List<string> _notes = [];

    public (Column[] Columns, IReadOnlyList<string> Notes) Read()
    {
        CsvSample sample;
        using (TextReader reader = open())
        {
            sample = CsvSample.Of(reader, options);
        }

        if (sample.Rows.Count == 0)
        {
            throw new InvalidDataException("The file is empty: it needs a line of column names, and a line for each row.");
        }

        _notes.AddRange(sample.Notes);
        var layout = CsvLayout.Of(sample, options, _notes);
        var numbers = new CsvNumbers(options, sample.Separator);
        CsvTexts[] texts = Sampled(sample, layout);
        NumberChoice[] choices = numbers.Choose(texts);
        var marks = new MissingMarks(options.MissingMarks);
        CsvCells?[] cells = [.. choices.Select(choice => choice is { Style: { } style, Note: null } ? (CsvCells)new NumberCells(style, choice.Unseen, marks) : new TextCells(marks))];
        bool[] read = new bool[cells.Length];
        if (Fill(sample, layout, cells) is not { } rows)
        {
            return new CsvTable(open, options, mendsQuotes: true).Read();
        }

        while (true)
        {
            // What all of a column says may be otherwise than what its beginning said, and so may change the others.
            for (int column = 0; column < cells.Length; column++)
            {
                texts[column] = cells[column] is TextCells own ? own.Known(layout.Names[column]) : texts[column];
            }

            NumberChoice[] known = numbers.Choose(texts);
            int[] again = [.. Enumerable.Range(0, cells.Length).Where(column => cells[column] is null
                || (cells[column] is NumberCells && known[column].Style != choices[column].Style))];
            choices = known;
            if (again.Length == 0)
            {
                break;
            }

            CsvCells?[] second = new CsvCells?[cells.Length];
            Array.ForEach(again, column => cells[column] = second[column] = new TextCells(marks));
            Fill(sample, layout, second);
        }

        if (rows == 0)
        {
            throw new InvalidDataException("The file has a line of column names and no rows.");
        }

        Column[] columns = [.. cells.Select((one, column) => ToColumn(one!, layout.Names[column], choices[column]))];
        Describe(sample, choices, layout, marks);
        return (columns, _notes);
    }

    private static Column ToColumn(CsvCells cells, string name, NumberChoice choice)
    {
        Column column = cells is NumberCells numbers ? numbers.ToColumn(name) : ((TextCells)cells).ToColumn(name, choice);
        return column is NumberColumn own ? own with { DecimalMark = choice.Shown, IsMarkOpen = choice.IsOpen } : column;
    }

    private CsvTexts[] Sampled(CsvSample sample, CsvLayout layout)
    {
        // Lines of the sample are not known; those of the file are, where they are needed.
        var marks = new MissingMarks(options.MissingMarks);
        TextCells[] cells = [.. layout.Names.Select(_ => new TextCells(marks))];
        foreach (string[] row in sample.Rows.Skip(layout.HasHeader ? 1 : 0))
        {
            for (int column = 0; column < Math.Min(row.Length, cells.Length); column++)
            {
                cells[column].Add(row[column], 1);
            }
        }

        return [.. cells.Select((one, column) => one.Known(layout.Names[column]))];
    }

    /// <summary>Goes through the file. A column whose cells are not as expected becomes null, to be read again.</summary>
    /// <returns>The number of rows; null where a cell has quotes that the reader does not know of yet.</returns>
    private int? Fill(CsvSample sample, CsvLayout layout, CsvCells?[] cells)
    {
        using TextReader text = sample.IsBlanks ? Tabs() : open();
        for (int line = 0; line < sample.SkippedLines; line++)
        {
            text.ReadLine();
        }

        bool mends = sample.HasStrays || mendsQuotes;
        using TextReader mended = mends ? new MendedQuotes(text, sample.Separator) : text;
        using SepReader reader = CsvSample.Reader(sample.Separator).From(mended);
        (int rows, bool header, RaggedRows ragged) = (0, layout.HasHeader, new RaggedRows(layout));
        foreach (SepReader.Row row in reader)
        {
            // Before a cell is looked at: that takes quotes out of the row.
            int line = row.LineNumberFrom + sample.SkippedLines;
            if (row.Span.Contains('"') && HasStrays(row.Span, line, sample.Separator, mends))
            {
                return null;
            }

            if (CsvSample.IsBlank(row))
            {
                continue;
            }

            if (header)
            {
                header = false;
                continue;
            }

            if (!ragged.Accept(row, line))
            {
                continue;
            }

            rows++;
            for (int column = 0; column < cells.Length; column++)
            {
                if (cells[column] is { } own && !own.Add(row[column].Span, line))
                {
                    cells[column] = null;
                }
            }
        }

        ragged.ThrowIfAny(sample.Separator);
        return rows;
    }

    /// <summary>Whether a row has quotes that are part of cells.</summary>
    /// <exception cref="InvalidDataException">A quote never ends, or a cell goes on behind the one that ends it.</exception>
    private static bool HasStrays(ReadOnlySpan<char> row, int line, char separator, bool mended)
    {
        var scan = QuoteScan.Of(row, separator);
        return !mended && scan.HasStray
            ? true
            : scan.IsBroken
            ? throw new InvalidDataException($"In line {line} or behind it a cell goes on behind the quote that ends it. Write a quote within a cell in quotes twice.")
            : scan.IsOpen
            ? throw new InvalidDataException($"A quote in line {line} or behind it never ends, so that the rest of the file would be one cell. Write a quote within a cell twice, and the cell in quotes.")
            : false;
    }

    /// <summary>The whole file, held in memory: nobody writes big ones so.</summary>
    private StringReader Tabs()
    {
        using TextReader text = open();
        return new StringReader(BlankSeparated.ToTabs(text.ReadToEnd()));
    }

    private void Describe(CsvSample sample, NumberChoice[] choices, CsvLayout layout, MissingMarks marks)
    {
        string separator = sample.Separator switch { '\t' => "tabs", ',' => "commas", ';' => "semicolons", '|' => "bars", var other => $"'{other}'" };
        if (!sample.IsBlanks)
        {
            _notes.Insert(0, layout.Names.Length == 1 ? "one column" : $"cells are separated by {separator}");
        }

        char[] decimals = [.. choices.Where(choice => choice.Style is not null).Select(choice => choice.Shown).OfType<char>().Distinct()];
        if (decimals.Contains(','))
        {
            _notes.Add($"numbers have decimal commas{(decimals.Length > 1 ? ", and in some columns decimal points" : "")}");
        }

        _notes.AddRange(choices.Select(choice => choice.Note).OfType<string>());
        if (sample.HasStrays || mendsQuotes)
        {
            _notes.Add("cells that do not begin with a quote have some, which are read as part of them");
        }

        foreach ((NumberStyle style, string name) in choices.Zip(layout.Names).Where(pair => pair.First.Style is not null).Select(pair => (pair.First.Style!.Value, pair.Second)))
        {
            if (style.IsPercent)
            {
                _notes.Add($"'{name}' has percent signs: 12 % is 0.12");
            }
            else if (style.Currency is not null)
            {
                _notes.Add($"'{name}' has the sign {style.Currency}");
            }
        }

        if (marks.Counts.Count > 0)
        {
            _notes.Add($"missing are {string.Join(", ", marks.Counts.Select(pair => string.Create(CultureInfo.InvariantCulture, $"{pair.Key} ({pair.Value} times)")))}");
        }
    }

    /// <summary>Opens a file of a text that is valid.</summary>
    public static TextReader Open(string path, Encoding? encoding)
    {
        var reader = new StreamReader(path, encoding ?? new UTF8Encoding(false, throwOnInvalidBytes: true), detectEncodingFromByteOrderMarks: true, 1 << 16);

        // Files that were put together have a second byte order mark.
        while (reader.Peek() == '\ufeff')
        {
            reader.Read();
        }

        return reader;
    }
}
