namespace NeuronPursuit;

/// <summary>What becomes of a category that Fit did not see.</summary>
public enum UnknownCategory
{
    /// <summary>All columns of its group are 0, as if it were none of the known ones.</summary>
    Zeros,

    /// <summary>An error that names the row and column.</summary>
    Fail,
}

/// <summary>
/// Turns columns of text into columns of 0 and 1, one per category, grouped by column and in ordinal order. Immutable and
/// safe from many threads at once.
/// </summary>
/// <remarks>Put the result beside the numeric columns of X. What is missing can be a category of its own, such as "".</remarks>
public sealed partial class OneHotEncoder
{
    private readonly string[][] _categories;

    internal OneHotEncoder(string[][] categories, UnknownCategory unknown)
    {
        (_categories, Unknown) = (categories, unknown);
        EncodedCount = categories.Sum(column => column.Length);
    }

    /// <summary>The categories of every column, in ordinal order.</summary>
    public IReadOnlyList<IReadOnlyList<string>> Categories =>
        field ??= Array.AsReadOnly<IReadOnlyList<string>>([.. _categories.Select(Array.AsReadOnly)]);

    /// <summary>What becomes of a category that Fit did not see.</summary>
    public UnknownCategory Unknown { get; }

    /// <summary>Columns of the result: all categories together.</summary>
    public int EncodedCount { get; }

    /// <summary>Learns the categories.</summary>
    /// <param name="table">One row per sample, one column per property; no entry null. At least one row and column.</param>
    /// <param name="unknown">What becomes of other categories later.</param>
    /// <returns>The encoder.</returns>
    /// <exception cref="ArgumentException">The table is empty, an entry null, or the choice undefined.</exception>
    public static OneHotEncoder Fit(string[,] table, UnknownCategory unknown = UnknownCategory.Zeros)
    {
        ArgumentNullException.ThrowIfNull(table);
        (int rows, int columns) = (table.GetLength(0), table.GetLength(1));
        if (table.Length == 0 || !Enum.IsDefined(unknown))
        {
            throw new ArgumentException(
                $"The table is {rows} x {columns} and unknown is {unknown}. Pass at least one row and one column, and Zeros or Fail.");
        }

        string[][] categories = new string[columns][];
        for (int column = 0; column < columns; column++)
        {
            var found = new SortedSet<string>(StringComparer.Ordinal);
            for (int row = 0; row < rows; row++)
            {
                found.Add(Entry(table, row, column));
            }

            categories[column] = [.. found];
        }

        return new OneHotEncoder(categories, unknown);
    }

    /// <summary>Encodes a table with the columns of the fitted one.</summary>
    /// <param name="table">n rows; n may be 0.</param>
    /// <returns>n x <see cref="EncodedCount"/>, of 0 and 1.</returns>
    /// <exception cref="ArgumentException">The number of columns differs, an entry is null, or a category is unknown and must not be.</exception>
    public double[,] Transform(string[,] table)
    {
        ArgumentNullException.ThrowIfNull(table);
        if (table.GetLength(1) != _categories.Length)
        {
            throw new ArgumentException(
                $"The table has {table.GetLength(1)} columns but the encoder was fitted on {_categories.Length}. Pass the same columns in the same order.", nameof(table));
        }

        double[,] encoded = new double[table.GetLength(0), EncodedCount];
        for (int row = 0; row < encoded.GetLength(0); row++)
        {
            int start = 0;
            for (int column = 0; column < _categories.Length; column++)
            {
                int category = Array.BinarySearch(_categories[column], Entry(table, row, column), StringComparer.Ordinal);
                if (category >= 0)
                {
                    encoded[row, start + category] = 1;
                }
                else if (Unknown == UnknownCategory.Fail)
                {
                    throw new ArgumentException(
                        $"table[{row}, {column}] is '{table[row, column]}' (counted from 0), which is none of the {_categories[column].Length} categories of that column. Map it to one of them, or fit with UnknownCategory.Zeros.", nameof(table));
                }

                start += _categories[column].Length;
            }
        }

        return encoded;
    }

    /// <summary>Names of the columns of <see cref="Transform"/>: the column and its category, such as "colour=red".</summary>
    /// <param name="columnNames">Names of the columns of the table; null for "column 1", "column 2" ...</param>
    /// <returns><see cref="EncodedCount"/> names, for formulas, importances, plots and reports.</returns>
    /// <exception cref="ArgumentException">There are not as many names as columns, or one is null.</exception>
    public string[] GetNames(IReadOnlyList<string>? columnNames = null)
    {
        if (columnNames is not null && (columnNames.Count != _categories.Length || columnNames.Contains(null!)))
        {
            throw new ArgumentException(
                $"columnNames has {columnNames.Count} entries{(columnNames.Contains(null!) ? ", some of them null," : "")} but the encoder was fitted on {_categories.Length} columns. Pass one name per column of the table.",
                nameof(columnNames));
        }

        return [.. _categories.SelectMany((categories, column) => categories.Select(
            category => FormattableString.Invariant($"{columnNames?[column] ?? FormattableString.Invariant($"column {column + 1}")}={category}")))];
    }

    /// <summary>Puts the encoded columns of a table behind columns of numbers.</summary>
    /// <param name="X">The numbers, n x d; d may be 0.</param>
    /// <param name="table">The table, n rows.</param>
    /// <returns>n x (d + <see cref="EncodedCount"/>): what Fit and Predict take.</returns>
    /// <exception cref="ArgumentException">The numbers of rows differ, or as for <see cref="Transform"/>.</exception>
    public double[,] Append(double[,] X, string[,] table)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(table);
        (int rows, int columns) = (X.GetLength(0), X.GetLength(1));
        if (table.GetLength(0) != rows)
        {
            throw new ArgumentException(
                $"X has {rows} rows but the table has {table.GetLength(0)}. Pass the same samples in the same order.", nameof(table));
        }

        double[,] encoded = Transform(table);
        double[,] both = new double[rows, columns + EncodedCount];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                both[row, column] = X[row, column];
            }

            for (int column = 0; column < EncodedCount; column++)
            {
                both[row, columns + column] = encoded[row, column];
            }
        }

        return both;
    }

    /// <summary>One line: how many columns become how many.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString() =>
        FormattableString.Invariant($"OneHotEncoder: {_categories.Length} columns of text, {EncodedCount} of 0 and 1");

    private static string Entry(string[,] table, int row, int column) => table[row, column] ?? throw new ArgumentException(
        $"table[{row}, {column}] is null (counted from 0). Give what is missing a category of its own, such as an empty text.", nameof(table));
}
