using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging;

namespace NeuronPursuit;

/// <summary>Data that can be fitted but hardly teach anything: said in the log, since an error would stop who knows it.</summary>
internal static partial class DataWarnings
{
    // What the message lists at most.
    private const int MostColumns = 10;

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
