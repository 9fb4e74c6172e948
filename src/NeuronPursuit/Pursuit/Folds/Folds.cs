namespace NeuronPursuit;

/// <summary>
/// How a cross-validation deals rows out to folds: which rows a fold is trained on, and which judge it. Immutable; one may serve any
/// number of cross-validations of tables that it fits.
/// </summary>
/// <remarks>Rows of weight 0 are no rows: they are neither trained on nor judged.</remarks>
public abstract class Folds
{
    private protected Folds(int count) => Count = count;

    /// <summary>How many folds.</summary>
    public int Count { get; }

    /// <summary>
    /// Rows at random, drawn from the seed; sizes differ by one at most. A classifier spreads every class over the folds as evenly as
    /// it goes (stratified).
    /// </summary>
    /// <param name="count">From 2 to the number of rows. Default 5.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static Folds Random(int count = 5) => new RandomFolds(AtLeastTwo(count));

    /// <summary>
    /// All rows of a group in one fold, for rows that depend on each other (of one person, one site, one batch). Folds are balanced: of
    /// rows, and for a classifier of every class, as far as groups allow. Ties are drawn from the seed.
    /// </summary>
    /// <typeparam name="TGroup">Anything that can be compared for equality: int, string and others.</typeparam>
    /// <param name="groups">The group of every row of X. Copied.</param>
    /// <param name="count">From 2 to the number of groups. Default 5.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="ArgumentException">A group is null.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static Folds ByGroup<TGroup>(IReadOnlyList<TGroup> groups, int count = 5)
        where TGroup : notnull
    {
        ArgumentNullException.ThrowIfNull(groups);
        int[] numbers = new int[groups.Count];
        var known = new Dictionary<TGroup, int>();
        for (int row = 0; row < numbers.Length; row++)
        {
            numbers[row] = groups[row] is not { } group
                ? throw new ArgumentException(
                    $"groups[{row}] is null (row {row}, counted from 0). Give rows of no group one of their own each.", nameof(groups))
                : known.TryGetValue(group, out int number) ? number : known[group] = known.Count;
        }

        return new GroupFolds(numbers, AtLeastTwo(count));
    }

    /// <summary>
    /// Forward chaining, where the future is to be predicted from the past and X stands in order of time: rows are cut into one block
    /// more than there are folds, of sizes that differ by one at most. The first fold is trained on the first block and judged by the
    /// second, the next trained on both and judged by the third, and so on. The first block is never judged.
    /// </summary>
    /// <param name="count">From 2 to the number of rows less one. Default 5.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static Folds InTimeOrder(int count = 5) => new TimeFolds(null, AtLeastTwo(count));

    /// <summary>As <see cref="InTimeOrder(int)"/> for rows in any order.</summary>
    /// <typeparam name="TTime">DateTime, DateOnly, int, double and others; strings are in ordinal order.</typeparam>
    /// <param name="times">When every row of X was: a row is judged by earlier ones, and rows of one time are in one block. Copied.</param>
    /// <param name="count">From 2 to the number of different times less one. Default 5.</param>
    /// <returns>The folds.</returns>
    /// <exception cref="ArgumentException">A time is null or NaN.</exception>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than 2 folds.</exception>
    public static Folds InTimeOrder<TTime>(IReadOnlyList<TTime> times, int count = 5)
        where TTime : notnull, IComparable<TTime>
    {
        ArgumentNullException.ThrowIfNull(times);
        for (int row = 0; row < times.Count; row++)
        {
            if ((object?)times[row] is null or double.NaN or float.NaN)
            {
                throw new ArgumentException(
                    $"times[{row}] is {(times[row] is null ? "null" : "NaN")} (row {row}, counted from 0), which is neither before nor after another one. Leave the row out.", nameof(times));
            }
        }

        TTime[] order = [.. times.Distinct().Order(ValueOrder.Of<TTime>())];
        return new TimeFolds([.. times.Select(time => Array.BinarySearch(order, time, ValueOrder.Of<TTime>()))], AtLeastTwo(count));
    }

    /// <summary>Deals rows out by the same rules as a cross-validation, in a draw of its own, for those who fit and judge by themselves.</summary>
    /// <param name="rowCount">How many rows there are, at least 2.</param>
    /// <param name="classes">The class of every row by its number, from 0, to be spread evenly; null for none.</param>
    /// <param name="seed">Of all that is drawn. Default 0.</param>
    /// <returns>One entry a fold: the rows that it is trained on and those that judge it, ascending.</returns>
    /// <exception cref="ArgumentException">The folds were made for other rows, there are too few, or classes has another number of entries or a negative one.</exception>
    public IReadOnlyList<(int[] Training, int[] Test)> Split(int rowCount, IReadOnlyList<int>? classes = null, ulong seed = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(rowCount, 2);
        if (classes is not null && (classes.Count != rowCount || classes.Any(number => number < 0)))
        {
            throw new ArgumentException(
                $"classes has {classes.Count} entries, {classes.Count(number => number < 0)} of them negative, but there are {rowCount} rows. Pass one number from 0 on per row.", nameof(classes));
        }

        var table = new FoldTable(rowCount, [.. Enumerable.Range(0, rowCount)], classes is null ? null : [.. classes], seed);
        return [.. Deal(table).Select(fold => (fold.Training, fold.Test))];
    }

    /// <summary>Deals rows out.</summary>
    /// <param name="table">The rows.</param>
    /// <exception cref="ArgumentException">The table has other rows than the folds were made for, or too few.</exception>
    internal abstract FoldRows[] Deal(FoldTable table);

    /// <summary>Refuses a table of another number of rows.</summary>
    private protected static void RequireRows(FoldTable table, int length, string name, string one)
    {
        if (length != table.RowsOfX)
        {
            throw Refused($"{name} has {length} values but X has {table.RowsOfX} rows. Pass one {one} per row of X.", name);
        }
    }

    /// <summary>An error about what the caller passed by this name.</summary>
    private protected static ArgumentException Refused(string message, string name) => new(message, name);

    private static int AtLeastTwo(int count) => count >= 2
        ? count
        : throw new ArgumentOutOfRangeException(nameof(count), count, "There must be at least 2 folds.");
}
