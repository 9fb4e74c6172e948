namespace NeuronPursuit;

/// <summary>The rows of a table that count, dealt out to folds. A row's place is its number among those that count.</summary>
internal sealed class FoldPlan
{
    private readonly int[] _rows;
    private readonly double[]? _weights;
    private readonly int[] _judged;

    /// <param name="folds">How rows are dealt out.</param>
    /// <param name="table">What is dealt out.</param>
    /// <param name="sampleWeights">One per row of X, checked, or null.</param>
    public FoldPlan(Folds folds, FoldTable table, double[]? sampleWeights)
    {
        _rows = table.Rows;
        _weights = sampleWeights is null ? null : SampleWeights.Select(sampleWeights, _rows);
        Folds = folds.Deal(table);
        _judged = [.. Folds.SelectMany(fold => fold.Test).Order()];
        JudgedRows = Array.AsReadOnly(RowsAt(_judged));
        UnjudgedRows = Array.AsReadOnly([.. Enumerable.Range(0, table.RowsOfX).Except(JudgedRows)]);
    }

    public FoldRows[] Folds { get; }

    /// <summary>The rows of X that judge, ascending: those of results.</summary>
    public IReadOnlyList<int> JudgedRows { get; }

    public IReadOnlyList<int> UnjudgedRows { get; }

    public double[]? JudgedWeights => WeightsAt(_judged);

    /// <summary>The rows of X that count; null where all do.</summary>
    /// <exception cref="ArgumentException">The weights are not one per row, finite and at least 0, or all are 0.</exception>
    public static int[]? Counting(double[]? sampleWeights, int rows)
    {
        if (sampleWeights is null)
        {
            return null;
        }

        SampleWeights.Check(sampleWeights, rows);
        return SampleWeights.Counting(sampleWeights);
    }

    public int[] RowsAt(int[] places) => Array.ConvertAll(places, place => _rows[place]);

    public double[]? WeightsAt(int[] places) => _weights is null ? null : SampleWeights.Select(_weights, places);

    /// <summary>The row of results that a place has.</summary>
    public int ResultAt(int place) => Array.BinarySearch(_judged, place);
}
