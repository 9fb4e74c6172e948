namespace OwnTable;

/// <summary>Which rows are trained on, and which are kept to measure with.</summary>
/// <param name="Training">Four fifths of the rows.</param>
/// <param name="Test">A fifth.</param>
public sealed record TrainTestSplit(int[] Training, int[] Test)
{
    /// <summary>
    /// Keeps a fifth of every class for the test, at least one row where a class has two; a single row is trained on. For
    /// numbers all rows are of one class.
    /// </summary>
    /// <param name="classes">The class of every row.</param>
    /// <param name="seed">Decides which rows.</param>
    public static TrainTestSplit Of(IReadOnlyList<string> classes, int seed)
    {
        var random = new Random(seed);
        var test = new List<int>();
        foreach (IGrouping<string, int> members in Enumerable.Range(0, classes.Count).GroupBy(row => classes[row]))
        {
            int[] rows = [.. members];
            random.Shuffle(rows);
            test.AddRange(rows[..Math.Max(rows.Length >= 2 ? 1 : 0, rows.Length / 5)]);
        }

        return new TrainTestSplit([.. Enumerable.Range(0, classes.Count).Except(test)], [.. test.Order()]);
    }
}
