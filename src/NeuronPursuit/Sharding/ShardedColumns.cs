namespace NeuronPursuit;

/// <summary>What has to be known of the columns of X and Y to prepare them, asked of all shards when it is first needed.</summary>
/// <remarks>
/// Everything but sums is exact, medians too, so that a fit of one shard prepares as one of rows in memory does. Rows of
/// shards have no weights.
/// </remarks>
internal sealed class ShardedColumns(
    ShardedSteps steps, int rows, int inputs, int outputs, ILoss loss, CancellationToken cancellationToken)
{
    private ColumnExtremes[]? _extremes;
    private ColumnStatistics[]? _plain;
    private ColumnStatistics[]? _ordinary;
    private double[]? _medians;

    public IColumnSource Inputs => new Part(this, targets: false);

    public IColumnSource Targets => new Part(this, targets: true);

    private int RowCount => rows;

    private int InputCount => inputs;

    private int OutputCount => outputs;

    private int Count => inputs + outputs;

    /// <summary>The Frobenius norm of Y; see <see cref="SampleReader.Norm"/>.</summary>
    public double TargetNorm()
    {
        double largest = Targets.LargestMagnitude();
        return largest == 0 ? 0 : largest * Math.Sqrt(Targets.SumOfSquares(largest));
    }

    /// <summary>Columns of X in which every value is missing.</summary>
    public int[] EmptyInputs() => [.. Enumerable.Range(0, inputs).Where(column => Extremes()[column].Weight == 0)];

    private ColumnExtremes[] Extremes() => _extremes ??= Extremes(All());

    private ColumnExtremes[] Extremes(ValueRange[] ranges)
    {
        ColumnExtremes[] extremes = [.. Enumerable.Range(0, Count).Select(_ => ColumnExtremes.None(0))];
        foreach (byte[] reply in steps.Ask(
            ShardStepKind.ColumnExtremes, ShardContext.None, ShardContext.None, step => Write(step, ranges), cancellationToken))
        {
            double[] shard = ShardGroup.Numbers(reply);
            ShardReader.Require(shard.Length == 5 * Count);
            for (int column = 0; column < Count; column++)
            {
                ReadOnlySpan<double> own = shard.AsSpan(5 * column, 5);
                extremes[column] = extremes[column].Plus(new ColumnExtremes(own[0], own[1], own[2], own[3], own[4]));
            }
        }

        return Array.ConvertAll(extremes, own => own.OrZero());
    }

    private ColumnStatistics[] Plain() => _plain ??=
        [.. Extremes().Zip(Moments(Extremes(), All()), ColumnStatistics.Of)];

    /// <summary>The same of values that are not far from all others.</summary>
    private ColumnStatistics[] Ordinary()
    {
        if (_ordinary is not null)
        {
            return _ordinary;
        }

        ColumnStatistics[] plain = Plain();
        double?[] reaches = new double?[Count];
        Find(reaches, targets: true, null);
        ValueRange[]? ordinary = loss.CanStandardizeTargets
            ? ValueRange.OfColumns(Enumerable.Range(inputs, outputs).Select(column => RangeOf(column, reaches[column])))
            : null;
        Find(reaches, targets: false, ordinary);
        if (Array.TrueForAll(reaches, reach => reach is null))
        {
            return _ordinary = plain;
        }

        ValueRange[] ranges = [.. reaches.Select((reach, column) => RangeOf(column, reach))];
        ColumnExtremes[] own = Extremes(ranges);
        MomentSums[] sums = Moments(own, ranges);
        return _ordinary = [.. plain.Select((statistics, column) => reaches[column] is null
            ? statistics
            : StrayValues.StatisticsOf(Extremes()[column], own[column], sums[column], ranges[column]))];
    }

    private ValueRange RangeOf(int column, double? reach) =>
        reach is { } furthest ? StrayValues.RangeOf(_medians![column], furthest) : ValueRange.All;

    /// <summary>How far ordinary values of the columns of X or Y reach where there are strays.</summary>
    private void Find(double?[] reaches, bool targets, ValueRange[]? ordinaryTargets)
    {
        ColumnStatistics[] plain = Plain();
        int first = targets ? inputs : 0;
        int[] columns = [.. Enumerable.Range(first, targets ? outputs : inputs)
            .Where(column => StrayValues.MayBeIn(Extremes()[column], plain[column]))];
        if (columns.Length == 0)
        {
            return;
        }

        double[] medians = Medians(columns, Array.ConvertAll(columns, _ => double.NaN));
        DistanceBins[] bins = Distances(columns, medians, ordinaryTargets);
        _medians ??= new double[Count];
        for (int i = 0; i < columns.Length; i++)
        {
            _medians[columns[i]] = medians[i];
            reaches[columns[i]] = StrayValues.ReachOf(bins[i], targets ? StrayValues.ShareOfTargets : StrayValues.ShareOfInputs);
        }
    }

    private RobustScale RobustScaleOf(int column)
    {
        double median = Medians([column], [double.NaN])[0];
        double deviation = RobustScale.NormalFactor * Medians([column], [median])[0];
        double share = column < inputs ? StrayValues.ShareOfInputs : StrayValues.ShareOfTargets;
        DistanceBins bins = Distances([column], [median], null)[0];
        double? reach = StrayValues.ReachOf(bins, share);
        if (!(deviation > 0))
        {
            ValueRange[] ranges = All();
            ranges[column] = reach is { } furthest ? StrayValues.RangeOf(median, furthest) : ValueRange.All;
            ColumnExtremes[] own = reach is null ? Extremes() : Extremes(ranges);
            MomentSums sums = Moments(own, ranges)[column];
            deviation = ColumnStatistics.Of(own[column], sums).Scale;
        }

        return RobustScale.Of(median, deviation, bins, reach);
    }

    /// <summary>The medians (or other quantiles) of some columns, or of their distances from a centre that is a number.</summary>
    private double[] Medians(int[] columns, double[] centres, double share = 0.5)
    {
        OrderSearch[] searches = [.. columns.Select(_ => new OrderSearch(share))];
        for (int round = 0; round < OrderSearch.Rounds; round++)
        {
            ulong[] prefixes = Array.ConvertAll(searches, search => search.Prefix);
            double[] counts = Sum(
                ShardStepKind.ColumnCounts,
                step => step.Write(round).WriteArray<int>(columns).WriteAll<double>(centres).WriteAll<ulong>(prefixes));
            ShardReader.Require(counts.Length == OrderSearch.Counts * columns.Length);
            for (int i = 0; i < columns.Length; i++)
            {
                searches[i].Next(counts.AsSpan(OrderSearch.Counts * i, OrderSearch.Counts));
            }
        }

        return Array.ConvertAll(searches, search => search.Value);
    }

    private DistanceBins[] Distances(int[] columns, double[] centres, ValueRange[]? ordinaryTargets)
    {
        DistanceBins[] bins = [.. columns.Select(_ => new DistanceBins())];
        foreach (byte[] reply in steps.Ask(
            ShardStepKind.ColumnDistances,
            ShardContext.None,
            ShardContext.None,
            step => Write(step.WriteArray<int>(columns).WriteAll<double>(centres), ordinaryTargets ?? [.. All()[inputs..]]),
            cancellationToken))
        {
            var reader = new ShardReader(reply.AsSpan(1));
            foreach (DistanceBins own in bins)
            {
                own.Add(reader.ReadArray());
            }
        }

        return bins;
    }

    private MomentSums[] Moments(ColumnExtremes[] extremes, ValueRange[] ranges)
    {
        double[] pivots = Array.ConvertAll(extremes, own => own.Pivot);
        double[] units = Array.ConvertAll(extremes, own => own.Unit);
        double[] sums = Sum(
            ShardStepKind.ColumnSums, step => Write(step.WriteAll<double>(pivots).WriteAll<double>(units), ranges));
        double[] means = new double[Count];
        for (int column = 0; column < Count; column++)
        {
            means[column] = ColumnStatistics.ScaledMean(sums[2 * column], sums[2 * column + 1]);
        }

        double[] powers = Sum(
            ShardStepKind.ColumnMoments,
            step => Write(step.WriteAll<double>(pivots).WriteAll<double>(units).WriteAll<double>(means), ranges));
        return [.. means.Select((mean, column) => new MomentSums(mean, powers[2 * column], powers[2 * column + 1], sums[2 * column + 1]))];
    }

    private ValueRange[] All() => [.. Enumerable.Repeat(ValueRange.All, Count)];

    private static void Write(ShardWriter step, ValueRange[] ranges) =>
        step.WriteAll<double>(Array.ConvertAll(ranges, range => range.Low)).WriteAll<double>(Array.ConvertAll(ranges, range => range.High));

    private double[] Sum(ShardStepKind kind, Action<ShardWriter> payload) =>
        steps.Sum(kind, ShardContext.None, ShardContext.None, payload, cancellationToken);

    private sealed class Part(ShardedColumns columns, bool targets) : IColumnSource
    {
        public int RowCount => columns.RowCount;

        public double EffectiveRowCount => columns.RowCount;

        public int ColumnCount => targets ? columns.OutputCount : columns.InputCount;

        private int First => targets ? columns.InputCount : 0;

        public ColumnStatistics StatisticsOf(int column, bool ordinary) =>
            (ordinary ? columns.Ordinary() : columns.Plain())[First + column];

        public RobustScale RobustScaleOf(int column) => columns.RobustScaleOf(First + column);

        public double QuantileOf(int column, double share) => columns.Medians([First + column], [double.NaN], share)[0];

        public double LargestMagnitude(ValueRange[]? within = null) =>
            (within is null ? columns.Extremes() : columns.Extremes(Ranges(within)))
                .AsSpan(First, ColumnCount).ToArray().Max(own => own.Magnitude);

        public double SumOfSquares(double unit, ValueRange[]? within = null) => columns.Sum(
            ShardStepKind.SumOfSquares,
            step => Write(step.Write(targets).Write(unit), Ranges(within)))[0];

        public (double[] Values, double[]? Weights) Sorted(int column) =>
            throw new NotSupportedException("Ranks need all values of a column in one place. Leave WithRankView out.");

        private ValueRange[] Ranges(ValueRange[]? within)
        {
            ValueRange[] ranges = columns.All();
            within?.CopyTo(ranges, First);
            return ranges;
        }
    }
}
