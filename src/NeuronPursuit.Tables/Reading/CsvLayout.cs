namespace NeuronPursuit;

/// <summary>The columns of a CSV file: their names, and how many cells a row has.</summary>
/// <param name="Names">Different ones, none blank.</param>
/// <param name="HasHeader">Whether the first row names them.</param>
internal sealed record CsvLayout(string[] Names, bool HasHeader)
{
    // From this share of numbers on a column is one of numbers.
    private const double MostlyNumbers = 0.8;

    public static CsvLayout Of(CsvSample sample, CsvOptions options, List<string> notes)
    {
        string[] first = sample.Rows[0];
        IReadOnlyList<string[]> rest = [.. sample.Rows.Skip(1)];
        bool header = options.Header ?? !IsSample(first, rest, new MissingMarks(options.MissingMarks));
        if (!header)
        {
            int width = WithoutEnding(first.Length, sample.Rows, notes);
            notes.Add($"no line names the columns, so they are called column 1 to column {width}");
            return new CsvLayout([.. Enumerable.Range(1, width).Select(Default)], HasHeader: false);
        }

        if (first.Length > 1 && rest.Count > 0 && rest.All(row => row.Length == first.Length + 1) && rest.Any(row => row[^1].Length > 0))
        {
            notes.Add("lines have one cell more than there are names, so the first column names rows and is called 'row'");
            first = ["row", .. first];
        }

        int named = Array.FindLastIndex(first, name => name.Length > 0) + 1;
        int columns = rest.All(row => Filled(row) <= named) && named > 0 ? named : first.Length;
        if (columns < first.Length || rest.Any(row => row.Length > columns))
        {
            notes.Add("lines end with separators, behind which there is nothing");
        }

        return new CsvLayout(Different([.. first.Take(columns)], notes), HasHeader: true);
    }

    private static int WithoutEnding(int width, IReadOnlyList<string[]> rows, List<string> notes)
    {
        int filled = Math.Max(1, rows.Max(Filled));
        if (filled >= width)
        {
            return width;
        }

        notes.Add("lines end with separators, behind which there is nothing");
        return filled;
    }

    private static int Filled(string[] cells) => Array.FindLastIndex(cells, cell => cell.Length > 0) + 1;

    private static string[] Different(string[] names, List<string> notes)
    {
        var taken = new HashSet<string>();
        for (int column = 0; column < names.Length; column++)
        {
            string own = names[column];
            string name = own.Length == 0 ? Default(column + 1) : own;
            for (int count = 2; !taken.Add(name); count++)
            {
                name = $"{(own.Length == 0 ? Default(column + 1) : own)} ({count})";
            }

            if (own.Length == 0)
            {
                notes.Add($"column {column + 1} has no name and is called '{name}'");
            }
            else if (own != name)
            {
                notes.Add($"the name '{own}' is found twice; column {column + 1} is called '{name}'");
            }

            names[column] = name;
        }

        return names;
    }

    /// <summary>Numbers in the first row where the others have numbers, and nowhere a text above numbers.</summary>
    private static bool IsSample(string[] first, IReadOnlyList<string[]> rest, MissingMarks marks)
    {
        bool number = false;
        for (int column = 0; column < first.Length; column++)
        {
            string[] below = [.. rest.Where(row => column < row.Length && !marks.Contains(row[column])).Select(row => row[column])];
            if (marks.Contains(first[column]) || below.Length == 0 || below.Count(IsNumber) < MostlyNumbers * below.Length)
            {
                continue;
            }

            if (!IsNumber(first[column]))
            {
                return false;
            }

            number = true;
        }

        return number;
    }

    private static bool IsNumber(string text) => NumberText.EvidenceOf(text) != MarkEvidence.NotNumber;

    private static string Default(int column) => $"column {column}";
}
