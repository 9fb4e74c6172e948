using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Data that can be fitted but hardly teach anything: said in the log, since an error would stop who knows it.</summary>
internal static partial class DataWarnings
{
    // What the message lists at most.
    private const int MostColumns = 10;

    // The part of the squares that a constant must explain to be a shift, and the rows that tell it from chance.
    private const double ShareOfShift = 0.5;

    /// <summary>Looks at samples: how many there are, and columns in which nothing stands.</summary>
    public static void Samples<T>(ILogger logger, ReadOnlySpan2D<T> X, CancellationToken cancellationToken)
        where T : unmanaged
    {
        if (X.Height == 1)
        {
            OneRow(logger);
            return;
        }

        var empty = new List<int>();
        for (int column = 0; column < X.Width; column++)
        {
            // Most columns begin with a value.
            if (double.IsNaN(Simd.ToDouble(X[0, column])) && IsEmpty(X, column, cancellationToken))
            {
                empty.Add(column);
            }
        }

        Empty(logger, empty);
    }

    /// <summary>Says which columns hold no value.</summary>
    public static void Empty(ILogger logger, IReadOnlyCollection<int> columns)
    {
        if (columns.Count > 0 && logger.IsEnabled(LogLevel.Warning))
        {
            string list = string.Join(", ", columns.Take(MostColumns)) + (columns.Count > MostColumns ? ", ..." : "");
            EmptyColumns(logger, columns.Count, list);
        }
    }

    /// <summary>Looks at labels.</summary>
    /// <param name="logger">Hears of it.</param>
    /// <param name="classes">How many classes there are.</param>
    /// <param name="rows">In how many rows of positive weight.</param>
    public static void Classes(ILogger logger, int classes, int rows)
    {
        if (rows < 2 * classes)
        {
            FewRowsAClass(logger, classes, rows);
        }
    }

    /// <summary>Looks at what a model without an offset leaves of targets that it is to be trained on further.</summary>
    /// <param name="logger">Hears of it.</param>
    /// <param name="data">The new samples.</param>
    /// <param name="model">The network as it is.</param>
    /// <param name="scales">What outputs are multiplied by in the caller's units.</param>
    /// <param name="targetError">The relative error from which there is nothing to say.</param>
    /// <param name="metrics">Errors.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static void Shift(
        ILogger logger,
        ILocalPursuitData data,
        Network model,
        ReadOnlySpan<double> scales,
        double targetError,
        PursuitMetrics metrics,
        CancellationToken cancellationToken)
    {
        if (!logger.IsEnabled(LogLevel.Warning) || data.Loss is not SquaredLoss || metrics.ErrorOf(data, model, cancellationToken) <= targetError)
        {
            return;
        }

        double[] squares = data.SquaredResiduals(model, cancellationToken);
        double[][] residuals = data.CopySensitivities(model, cancellationToken);
        for (int output = 0; output < squares.Length; output++)
        {
            double mean = residuals[output].Sum() / data.SampleCount;
            double share = data.SampleCount * mean * mean / squares[output];
            if (data.SampleCount >= ContinuedOffset.FewestRows && share > ShareOfShift)
            {
                TargetsShifted(logger, output, mean * scales[output], 100 * share);
            }
        }
    }

    [LoggerMessage(EventId = 20, Level = LogLevel.Warning, Message = "X has one row (of positive weight): any model that meets it is as good as any other. Pass more rows.")]
    public static partial void OneRow(ILogger logger);

    [LoggerMessage(
        EventId = 21,
        Level = LogLevel.Warning,
        Message = "{Count} columns of X hold NaN in every row and say nothing: {Columns} (counted from 0). Leave them out, or look at how they were read.")]
    private static partial void EmptyColumns(ILogger logger, int count, string columns);

    [LoggerMessage(
        EventId = 22,
        Level = LogLevel.Warning,
        Message = "labels holds {Classes} classes in {Rows} rows, about one row a class, from which none can be learned. Numbers that are to be predicted go to Fit, identifiers into no fit.")]
    private static partial void FewRowsAClass(ILogger logger, int classes, int rows);

    [LoggerMessage(
        EventId = 26,
        Level = LogLevel.Warning,
        Message = "The targets of output {Output} have shifted by {Shift:g3} against the model that is continued ({Percent:0} % of the squares that it leaves). It has no offset and gets none. Fit anew, which tries one, or take the shift out of y.")]
    private static partial void TargetsShifted(ILogger logger, int output, double shift, double percent);

    private static bool IsEmpty<T>(ReadOnlySpan2D<T> X, int column, CancellationToken cancellationToken)
        where T : unmanaged
    {
        for (int row = 0; row < X.Height; row++)
        {
            SampleReader.CancelBetweenRows(row, cancellationToken);
            if (!double.IsNaN(Simd.ToDouble(X[row, column])))
            {
                return false;
            }
        }

        return true;
    }
}
