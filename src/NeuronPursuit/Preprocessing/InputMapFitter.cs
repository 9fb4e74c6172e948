using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>What is wanted of the preparation of X.</summary>
/// <param name="Standardize">Zero mean and unit variance; constant columns become 0.</param>
/// <param name="CommonScale">What every value is divided by where they are not standardised; null for a power of two of their size.</param>
/// <param name="Clip">The largest magnitude of a standardised input; infinite for none.</param>
/// <param name="Ranks">Whether skewed columns also enter as ranks.</param>
/// <param name="Missing">What NaN means.</param>
internal sealed record InputMapSettings(bool Standardize, double? CommonScale, double Clip, bool Ranks, MissingValues Missing);

/// <summary>Fits the map of inputs to training data.</summary>
internal static class InputMapFitter
{
    // The magnitude of skewness beyond which a column also enters as its rank.
    private const double SkewnessOfRanks = 1;

    // The fewest distinct values of such a column.
    private const int DistinctValuesOfRanks = 8;

    // Where values far from all others end up, in units of the furthest ordinary one: far enough for a neuron that sees none but
    // them, and near enough to leave the others alone (docs/adr/0049).
    internal const double LimitOfStrays = 4;

    public static InputMap Fit<T>(InputMapSettings settings, ReadOnlySpan2D<T> X, CancellationToken cancellationToken)
        where T : unmanaged => Fit(settings, new MatrixColumns<T>(X, cancellationToken));

    public static InputMap Fit<TColumns>(InputMapSettings settings, TColumns X)
        where TColumns : IColumnSource, allows ref struct => Fit(settings, X, out _);

    /// <summary>Fits the map, and tells what was found in the columns; empty where nobody had to look.</summary>
    public static InputMap Fit<TColumns>(InputMapSettings settings, TColumns X, out ColumnStatistics[] found)
        where TColumns : IColumnSource, allows ref struct
    {
        if (!settings.Standardize && !settings.Ranks && settings.Missing == MissingValues.Fail && settings.CommonScale is { } given)
        {
            found = [];
            return new InputMap(Enumerable.Range(0, X.ColumnCount)
                .Select(source => new InputColumn(source, NetworkInputKind.Value, 0, given)));
        }

        var values = new List<InputColumn>();
        var ranks = new List<InputColumn>();
        var marks = new List<InputColumn>();
        found = new ColumnStatistics[X.ColumnCount];
        for (int source = 0; source < X.ColumnCount; source++)
        {
            found[source] = X.StatisticsOf(source, ordinary: true);
        }

        double scale = settings.CommonScale
            ?? ColumnScaling.PowerOfTwo(X, ValueRange.OfColumns(found.Select(statistics => statistics.Ordinary))).Scales[0];
        for (int source = 0; source < X.ColumnCount; source++)
        {
            ColumnStatistics statistics = found[source];
            values.Add(ValueOf(source, statistics, settings, scale));
            if (settings.Ranks && Math.Abs(statistics.Skewness) > SkewnessOfRanks)
            {
                (double[] sorted, double[]? weights) = X.Sorted(source);
                if (RankOf(source, sorted, weights, settings) is { } rank)
                {
                    ranks.Add(rank);
                }
            }

            // A mark that is the same on every sample would say nothing.
            if (settings.Missing == MissingValues.MeanAndIndicator && statistics.MissingShare > 0 && statistics.MissingShare < 1)
            {
                marks.Add(MarkOf(source, statistics.MissingShare, settings));
            }
        }

        return new InputMap([.. values, .. ranks, .. marks]);
    }

    /// <summary>The largest magnitude that a network sees of a standardised column.</summary>
    /// <param name="statistics">The column.</param>
    /// <param name="clip">What the settings say.</param>
    public static double LimitOf(ColumnStatistics statistics, double clip) =>
        statistics.IsConstant ? 0 : Math.Min(clip, LimitOfStrays * statistics.Reach / statistics.Scale);

    /// <summary>
    /// The same of a column that is not standardised: the largest ordinary magnitude, since without a constant input no
    /// neuron sees strays alone.
    /// </summary>
    public static double MagnitudeOf(ColumnStatistics statistics) => Math.Abs(statistics.Mean) + statistics.Reach;

    private static InputColumn ValueOf(int source, ColumnStatistics statistics, InputMapSettings settings, double scale)
    {
        bool fill = settings.Missing == MissingValues.MeanAndIndicator;
        if (!settings.Standardize)
        {
            return new InputColumn(source, NetworkInputKind.Value, 0, scale)
            {
                Clip = MagnitudeOf(statistics) / scale,
                WhereMissing = fill ? statistics.Mean / scale : double.NaN,
            };
        }

        // No weight of a constant column was ever trained, so it must not matter when it is constant no longer.
        return new InputColumn(source, NetworkInputKind.Value, statistics.Mean, statistics.Scale)
        {
            Clip = LimitOf(statistics, settings.Clip),
            WhereMissing = fill ? 0 : double.NaN,
        };
    }

    private static InputColumn? RankOf(int source, double[] sorted, double[]? weights, InputMapSettings settings)
    {
        if (RankCurve.Of(sorted, DistinctValuesOfRanks, weights) is not { } curve)
        {
            return null;
        }

        double total = weights is null ? sorted.Length : weights.Sum();
        double mean = 0;
        for (int place = 0; place < sorted.Length; place++)
        {
            mean += WeightOf(place) * curve.RankOf(sorted[place]) / total;
        }

        double variance = 0;
        for (int place = 0; place < sorted.Length; place++)
        {
            double difference = curve.RankOf(sorted[place]) - mean;
            variance += WeightOf(place) * (difference * difference) / total;
        }

        return new InputColumn(source, NetworkInputKind.Rank, mean, Math.Sqrt(variance))
        {
            Curve = curve,
            WhereMissing = settings.Missing == MissingValues.MeanAndIndicator ? 0 : double.NaN,
        };

        double WeightOf(int place) => weights is null ? 1 : weights[place];
    }

    /// <summary>1 where the value is missing and 0 elsewhere; standardised with the other inputs.</summary>
    private static InputColumn MarkOf(int source, double share, InputMapSettings settings)
    {
        double mean = settings.Standardize ? share : 0;
        double scale = settings.Standardize ? Math.Sqrt(share * (1 - share)) : 1;
        double clip = settings.Standardize ? settings.Clip : double.PositiveInfinity;
        return new InputColumn(source, NetworkInputKind.Missing, mean, scale)
        {
            Clip = clip,
            WhereMissing = Math.Min((1 - mean) / scale, clip),
        };
    }
}
