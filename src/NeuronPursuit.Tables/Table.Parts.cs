namespace NeuronPursuit;

// Parts of a table.
public sealed partial class Table
{
    /// <summary>Leaves columns out.</summary>
    /// <param name="names">Their names.</param>
    /// <returns>The table without them.</returns>
    /// <exception cref="ArgumentException">There is no such column, or none would be left.</exception>
    public Table Without(params string[] names)
    {
        ArgumentNullException.ThrowIfNull(names);
        int[] places = [.. names.Select(PlaceOf)];
        Column[] left = [.. Columns.Where((_, place) => !places.Contains(place))];
        return left.Length == 0
            ? throw new ArgumentException("No column would be left.", nameof(names))
            : new Table(left, Notes);
    }

    /// <summary>Gives a column another name.</summary>
    /// <param name="name">The column.</param>
    /// <param name="newName">Its new name, which no other column has.</param>
    /// <returns>The table with the new name.</returns>
    /// <exception cref="ArgumentException">There is no such column, or the new name is blank or taken.</exception>
    public Table Rename(string name, string newName)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(newName);
        int place = PlaceOf(name);
        return name != newName && Has(newName)
            ? throw new ArgumentException($"There is a column '{newName}' already.", nameof(newName))
            : new Table([.. Columns.Select((column, other) => other == place ? column with { Name = newName } : column)], Notes);
    }

    /// <summary>Some of the rows, in any order.</summary>
    /// <param name="rows">Their places, from 0; at least one.</param>
    /// <returns>The table of these rows.</returns>
    /// <exception cref="ArgumentException">There is no row, or one of another place.</exception>
    public Table SelectRows(IEnumerable<int> rows)
    {
        ArgumentNullException.ThrowIfNull(rows);
        int[] places = [.. rows];
        int odd = Array.FindIndex(places, row => row < 0 || row >= RowCount);
        return odd >= 0 || places.Length == 0
            ? throw new ArgumentException(
                odd >= 0 ? $"Row {places[odd]} is asked for, but there are {RowCount}, from 0 to {RowCount - 1}." : "No row is asked for.", nameof(rows))
            : new Table([.. Columns.Select(column => column.Select(places))], Notes);
    }

    /// <summary>Some of the rows: those of which one column has a text, as <see cref="Texts"/> gives it.</summary>
    /// <param name="name">The column.</param>
    /// <param name="condition">Asked for every row; null is a missing cell.</param>
    /// <returns>The table of these rows.</returns>
    /// <exception cref="ArgumentException">There is no such column, or no such row.</exception>
    public Table Where(string name, Func<string?, bool> condition)
    {
        ArgumentNullException.ThrowIfNull(condition);
        string?[] texts = Texts(name);
        int[] rows = [.. Enumerable.Range(0, RowCount).Where(row => condition(texts[row]))];
        return rows.Length == 0
            ? throw new ArgumentException($"Of {RowCount} rows none has such a '{name}'.", nameof(condition))
            : SelectRows(rows);
    }

    /// <summary>Divides the rows at random into some to learn from and some to judge by.</summary>
    /// <param name="testShare">The part to judge by, above 0 and at most a half. Default 0.2.</param>
    /// <param name="seed">Of what is drawn. Default 0.</param>
    /// <param name="classes">A column of categories, or of yes and no, each of which is divided alike; null for none.</param>
    /// <returns>Both parts, rows in their order.</returns>
    /// <exception cref="ArgumentException">The share is another, there are fewer than two rows, or no such column or one of another kind.</exception>
    public (Table Training, Table Test) Split(double testShare = 0.2, ulong seed = 0, string? classes = null)
    {
        if (!(testShare is > 0 and <= 0.5) || RowCount < 2)
        {
            throw new ArgumentException($"testShare is {testShare} and there are {RowCount} rows. Use a share above 0 and at most 0.5, and at least two rows.", nameof(testShare));
        }

        int[] order = [.. Enumerable.Range(0, RowCount)];
        new Random(unchecked((int)(seed ^ (seed >> 32)))).Shuffle(order);
        if (classes is not null)
        {
            int[] codes = this[classes] is LevelColumn column
                ? column.Codes
                : throw new ArgumentException($"Column '{classes}' holds {this[classes].Kind} and no classes. Make them by AsCategory.", nameof(classes));
            order = [.. order.OrderBy(row => codes[row])];
        }

        // Every so many rows of the order one judges, so that each class has its share.
        int tests = Math.Clamp((int)Math.Round(testShare * RowCount), 1, RowCount - 1);
        bool[] judges = new bool[RowCount];
        for (int i = 0; i < RowCount; i++)
        {
            judges[order[i]] = (long)(i + 1) * tests / RowCount > (long)i * tests / RowCount;
        }

        int[] rows = [.. Enumerable.Range(0, RowCount)];
        return (SelectRows(rows.Where(row => !judges[row])), SelectRows(rows.Where(row => judges[row])));
    }
}
