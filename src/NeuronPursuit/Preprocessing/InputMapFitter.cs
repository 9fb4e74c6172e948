using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>What is wanted of the preparation of X.</summary>
/// <param name="Standardize">Zero mean and unit variance; constant columns become 0.</param>
/// <param name="CommonScale">What every value is divided by where they are not standardised.</param>
/// <param name="Clip">The largest magnitude of a standardised input; infinite for none.</param>
/// <param name="Ranks">Whether skewed columns also enter as ranks.</param>
/// <param name="Missing">What NaN means.</param>
internal sealed record InputMapSettings(bool Standardize, double CommonScale, double Clip, bool Ranks, MissingValues Missing);

/// <summary>Fits the map of inputs to training data.</summary>
internal static class InputMapFitter
{
    // The magnitude of skewness beyond which a column also enters as its rank.
    private const double SkewnessOfRanks = 1;

    // The fewest distinct values of such a column.
    private const int DistinctValuesOfRanks = 8;

    public static InputMap Fit<T>(InputMapSettings settings, ReadOnlySpan2D<T> X, CancellationToken cancellationToken)
        where T : unmanaged => Fit(settings, new MatrixColumns<T>(X, cancellationToken));

    public static InputMap Fit<TColumns>(InputMapSettings settings, TColumns X)
        where TColumns : IColumnSource, allows ref struct
    {
        var values = new List<InputColumn>();
        var ranks = new List<InputColumn>();
        var marks = new List<InputColumn>();
        bool plain = !settings.Standardize && !settings.Ranks && settings.Missing == MissingValues.Fail;
        for (int source = 0; source < X.ColumnCount; source++)
        {
            if (plain)
            {
                values.Add(new InputColumn(source, NetworkInputKind.Value, 0, settings.CommonScale));
                continue;
            }

            ColumnStatistics statistics = X.StatisticsOf(source);
            values.Add(ValueOf(source, statistics, settings));
            if (settings.Ranks && Math.Abs(statistics.Skewness) > SkewnessOfRanks)
            {
                double[] sorted = X.Sorted(source);
                if (RankOf(source, sorted, settings) is { } rank)
                {
                    ranks.Add(rank);
                }
            }

            // A mark that is the same on every sample would say nothing.
            if (settings.Missing == MissingValues.MeanAndIndicator && statistics.Missing > 0 && statistics.Missing < X.RowCount)
            {
                marks.Add(MarkOf(source, (double)statistics.Missing / X.RowCount, settings));
            }
        }

        return new InputMap([.. values, .. ranks, .. marks]);
    }

    private static InputColumn ValueOf(int source, ColumnStatistics statistics, InputMapSettings settings)
    {
        bool fill = settings.Missing == MissingValues.MeanAndIndicator;
        if (!settings.Standardize)
        {
            return new InputColumn(source, NetworkInputKind.Value, 0, settings.CommonScale)
            {
                WhereMissing = fill ? statistics.Mean / settings.CommonScale : double.NaN,
            };
        }

        // No weight of a constant column was ever trained, so it must not matter when it is constant no longer.
        return new InputColumn(source, NetworkInputKind.Value, statistics.Mean, statistics.Scale)
        {
            Clip = statistics.IsConstant ? 0 : settings.Clip,
            WhereMissing = fill ? 0 : double.NaN,
        };
    }

    private static InputColumn? RankOf(int source, double[] sorted, InputMapSettings settings)
    {
        if (RankCurve.Of(sorted, DistinctValuesOfRanks) is not { } curve)
        {
            return null;
        }

        double mean = 0;
        foreach (double value in sorted)
        {
            mean += curve.RankOf(value) / sorted.Length;
        }

        double variance = 0;
        foreach (double value in sorted)
        {
            double difference = curve.RankOf(value) - mean;
            variance += difference * difference / sorted.Length;
        }

        return new InputColumn(source, NetworkInputKind.Rank, mean, Math.Sqrt(variance))
        {
            Curve = curve,
            WhereMissing = settings.Missing == MissingValues.MeanAndIndicator ? 0 : double.NaN,
        };
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
