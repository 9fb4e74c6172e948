namespace NeuronPursuit;

/// <summary>What has to be known of the columns of X and Y to prepare them, asked of all shards when it is first needed.</summary>
internal sealed class ShardedColumns(ShardedSteps steps, int rows, int inputs, int outputs, CancellationToken cancellationToken)
{
    private (double[] Largest, int[] Missing)? _extremes;
    private ColumnStatistics[]? _statistics;

    public IColumnSource Inputs => new Part(this, targets: false);

    public IColumnSource Targets => new Part(this, targets: true);

    private int RowCount => rows;

    private int InputCount => inputs;

    private int OutputCount => outputs;

    /// <summary>The Frobenius norm of Y; see <see cref="SampleReader.Norm"/>.</summary>
    public double TargetNorm()
    {
        double largest = Targets.LargestMagnitude();
        return largest == 0 ? 0 : largest * Math.Sqrt(Targets.SumOfSquares(largest));
    }

    /// <summary>Columns of X in which every value is missing.</summary>
    public int[] EmptyInputs()
    {
        int[] missing = Extremes().Missing;
        return [.. Enumerable.Range(0, inputs).Where(column => missing[column] == rows)];
    }

    private (double[] Largest, int[] Missing) Extremes()
    {
        if (_extremes is { } known)
        {
            return known;
        }

        double[] largest = new double[inputs + outputs];
        int[] missing = new int[inputs + outputs];
        foreach (byte[] reply in steps.Ask(ShardStepKind.ColumnExtremes, ShardContext.None, ShardContext.None, _ => { }, cancellationToken))
        {
            double[] shard = ShardGroup.Numbers(reply);
            ShardReader.Require(shard.Length == 2 * largest.Length);
            for (int column = 0; column < largest.Length; column++)
            {
                largest[column] = Math.Max(largest[column], shard[2 * column]);
                missing[column] += (int)shard[2 * column + 1];
            }
        }

        _extremes = (largest, missing);
        return (largest, missing);
    }

    private ColumnStatistics[] Statistics()
    {
        if (_statistics is not null)
        {
            return _statistics;
        }

        (double[] largest, int[] missing) = Extremes();
        double[] units = Array.ConvertAll(largest, ColumnStatistics.UnitOf);
        double[] means = Sum(ShardStepKind.ColumnSums, step => step.WriteAll<double>(units));
        for (int column = 0; column < means.Length; column++)
        {
            means[column] = ColumnStatistics.ScaledMean(means[column], rows - missing[column]);
        }

        double[] moments = Sum(ShardStepKind.ColumnMoments, step => step.WriteAll<double>(units).WriteAll<double>(means));
        var statistics = new ColumnStatistics[units.Length];
        for (int column = 0; column < statistics.Length; column++)
        {
            statistics[column] = ColumnStatistics.Of(
                units[column], means[column], moments[2 * column], moments[2 * column + 1], rows - missing[column], missing[column]);
        }

        return _statistics = statistics;
    }

    private double[] Sum(ShardStepKind kind, Action<ShardWriter> payload) =>
        steps.Sum(kind, ShardContext.None, ShardContext.None, payload, cancellationToken);

    private sealed class Part(ShardedColumns columns, bool targets) : IColumnSource
    {
        public int RowCount => columns.RowCount;

        public int ColumnCount => targets ? columns.OutputCount : columns.InputCount;

        private int First => targets ? columns.InputCount : 0;

        public ColumnStatistics StatisticsOf(int column) => columns.Statistics()[First + column];

        public double LargestMagnitude() => columns.Extremes().Largest.AsSpan(First, ColumnCount).ToArray().Max();

        public double SumOfSquares(double unit) =>
            columns.Sum(ShardStepKind.SumOfSquares, step => step.Write(targets).Write(unit))[0];

        public double[] Sorted(int column) =>
            throw new NotSupportedException("Ranks need all values of a column in one place. Leave WithRankView out.");
    }
}
