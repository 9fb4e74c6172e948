using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Predictions along one column of X, the others at a reference point: what such a plot shows.</summary>
internal sealed class FunctionView
{
    private const int GridPoints = 241;
    private const int MostPoints = 1500;
    private static readonly double[] ZeroAndOne = [0, 1];

    /// <param name="model">The model.</param>
    /// <param name="moved">The column that moves; checked.</param>
    /// <param name="X">Data, or null.</param>
    /// <param name="Y">Their targets, or null.</param>
    /// <param name="options">Where the column begins and ends, and where the others stand.</param>
    /// <param name="medians">Those of X where they are known (<see cref="Medians"/>): several views need them once.</param>
    public FunctionView(
        NeuronPursuitModel model, int moved, double[,]? X, double[,]? Y, PlotOptions options, double[]? medians = null)
    {
        Moved = moved;
        ReferenceIsMedian = options.Reference is null && X is not null;
        double[] reference = options.Reference is null && medians is not null ? medians : Reference(model, X, options);
        (double low, double high) = Range(model, moved, X, options);
        IsBinary = X is not null && options.From is null && options.To is null && HoldsZeroAndOneOnly(X, moved);
        Grid = IsBinary ? ZeroAndOne : [.. Enumerable.Range(0, GridPoints).Select(i => low + ((high - low) * i / (GridPoints - 1)))];
        double[,] points = new double[Grid.Length, model.InputCount];
        for (int i = 0; i < Grid.Length; i++)
        {
            reference.CopyTo(MemoryMarshal.CreateSpan(ref points[i, 0], reference.Length));
            points[i, moved] = Grid[i];
        }

        if (model.Networks.Count > 1)
        {
            (Mean, Spread) = model.PredictAllWithSpread(points);
        }
        else
        {
            Mean = model.PredictAll(points);
        }

        Every = X is null ? 1 : (X.GetLength(0) + MostPoints - 1) / MostPoints;
        SampledFrom = X is null || Every == 1 ? null : X.GetLength(0);
        Points = X is null || Y is null ? [] : Scatter(moved, X, Y, low, high);
    }

    /// <summary>The column.</summary>
    public int Moved { get; }

    /// <summary>Whether the column holds 0 and 1 and nothing else: there is nothing between them to be predicted.</summary>
    public bool IsBinary { get; }

    /// <summary>Values of the column, ascending.</summary>
    public double[] Grid { get; }

    /// <summary>Predictions, one row per value and one column per output.</summary>
    public double[,] Mean { get; }

    /// <summary>Standard deviations over the networks; null for a model of one.</summary>
    public double[,]? Spread { get; }

    /// <summary>Data: the column's value, the output and the target.</summary>
    public IReadOnlyList<(double X, int Output, double Y)> Points { get; }

    /// <summary>Of how many rows of the data one is shown.</summary>
    public int Every { get; }

    /// <summary>How many rows the shown points were taken from, where not all are shown.</summary>
    public int? SampledFrom { get; }

    public bool ReferenceIsMedian { get; }

    /// <summary>The median of each column of data; of a column without a finite value what its input is centred by.</summary>
    public static double[] Medians(NeuronPursuitModel model, double[,] X) =>
        [.. Enumerable.Range(0, model.InputCount).Select(column => Median(Column(X, column)) ?? model.NetworkInputs[column].Offset)];

    /// <summary>The outputs whose predictions move most, ascending.</summary>
    public int[] Strongest(int count) => NodeStrengths.Strongest(
        [.. Enumerable.Range(0, Mean.GetLength(1)).Select(output => Column(Mean, output).Max() - Column(Mean, output).Min())], count);

    public static double[] Column(double[,] matrix, int column)
    {
        double[] values = new double[matrix.GetLength(0)];
        for (int row = 0; row < values.Length; row++)
        {
            values[row] = matrix[row, column];
        }

        return values;
    }

    private static double[] Reference(NeuronPursuitModel model, double[,]? X, PlotOptions options)
    {
        if (options.Reference is { } given)
        {
            if (given.Count != model.InputCount)
            {
                throw new ArgumentException(
                    $"Reference has {given.Count} values, but the model takes {model.InputCount} columns. Pass one finite value per column.", nameof(options));
            }

            int wrong = given.TakeWhile(double.IsFinite).Count();
            return wrong == given.Count
                ? [.. given]
                : throw new ArgumentException(
                    $"Reference has {given[wrong]} for column {wrong} (counted from 0). Pass one finite value per column.", nameof(options));
        }

        return X is null ? [.. Enumerable.Range(0, model.InputCount).Select(column => model.NetworkInputs[column].Offset)] : Medians(model, X);
    }

    private static (double Low, double High) Range(NeuronPursuitModel model, int moved, double[,]? X, PlotOptions options)
    {
        NetworkInput input = model.NetworkInputs[moved];
        double[] finite = X is null ? [] : [.. Column(X, moved).Where(double.IsFinite)];
        double low = options.From ?? (finite.Length > 0 ? finite.Min() : input.Offset - (2 * input.Scale));
        double high = options.To ?? (finite.Length > 0 ? finite.Max() : input.Offset + (2 * input.Scale));
        if (low == high && options.From is null && options.To is null)
        {
            // A column that is the same everywhere.
            double room = Math.Max(1, 1e-6 * Math.Abs(low));
            (low, high) = (low - room, high + room);
        }

        return double.IsFinite(low) && double.IsFinite(high) && low < high
            ? (low, high)
            : throw new ArgumentException($"The column would go from {low} to {high}. From and To must be finite, and From below To.", nameof(options));
    }

    private static bool HoldsZeroAndOneOnly(double[,] X, int column)
    {
        double[] values = [.. Column(X, column).Where(value => !double.IsNaN(value))];
        return values.Contains(0) && values.Contains(1) && Array.TrueForAll(values, value => value is 0 or 1);
    }

    private static double? Median(double[] values)
    {
        double[] sorted = Array.FindAll(values, double.IsFinite);
        Array.Sort(sorted);
        return sorted.Length switch
        {
            0 => null,
            _ when sorted.Length % 2 == 1 => sorted[sorted.Length / 2],
            _ => (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2,
        };
    }

    private List<(double, int, double)> Scatter(int moved, double[,] X, double[,] Y, double low, double high)
    {
        var points = new List<(double, int, double)>();
        for (int row = 0; row < X.GetLength(0); row += Every)
        {
            for (int output = 0; output < Y.GetLength(1) && X[row, moved] >= low && X[row, moved] <= high; output++)
            {
                points.Add((X[row, moved], output, Y[row, output]));
            }
        }

        return points;
    }
}
