namespace NeuronPursuit;

/// <summary>What a column of X does.</summary>
/// <param name="Column">Which one, from 0.</param>
/// <param name="Share">Its part of the weights.</param>
/// <param name="Increase">How much the error rises when it is shuffled; 0 where there are no data.</param>
/// <param name="Deviation">The standard deviation of that.</param>
internal sealed record RankedColumn(int Column, double Share, double Increase, double Deviation);

/// <summary>The columns of X by what they do: measured where there are data, else by their weights.</summary>
internal static class RankedColumns
{
    public const int Repeats = 5;

    /// <summary>All columns, the most important first.</summary>
    public static IReadOnlyList<RankedColumn> Of(ReportContent content)
    {
        double[] shares = content.Model.InputImportances(content.X is null || content.Model.IsStandardized ? null : content.X);
        double[] increases = new double[shares.Length];
        double[] deviations = new double[shares.Length];
        if (content.X is not null)
        {
            (double[,] X, double[,] Y) = Rows(content);

            // Each thread copies X, so more of them would cost more memory than time is gained.
            foreach (PermutationImportance importance in content.Model.PermutationImportances(
                X, Y, Repeats, threads: Math.Min(8, Environment.ProcessorCount)))
            {
                increases[importance.Column] = importance.Mean;
                deviations[importance.Column] = importance.StandardDeviation;
            }
        }

        return
        [
            .. shares.Select((share, column) => new RankedColumn(column, share, increases[column], deviations[column]))
                .OrderByDescending(importance => importance.Increase)
                .ThenByDescending(importance => importance.Share)
                .ThenBy(importance => importance.Column),
        ];
    }

    /// <summary>The data, or rows taken evenly from them.</summary>
    private static (double[,] X, double[,] Y) Rows(ReportContent content)
    {
        int rows = content.X!.GetLength(0);
        int count = Math.Min(rows, content.Options.ImportanceRows);
        if (count == rows)
        {
            return (content.X, content.Y!);
        }

        int[] taken = [.. Enumerable.Range(0, count).Select(index => (int)((long)index * rows / count))];
        return (Take(content.X), Take(content.Y!));

        double[,] Take(double[,] matrix)
        {
            double[,] part = new double[count, matrix.GetLength(1)];
            for (int row = 0; row < count; row++)
            {
                for (int column = 0; column < matrix.GetLength(1); column++)
                {
                    part[row, column] = matrix[taken[row], column];
                }
            }

            return part;
        }
    }
}
