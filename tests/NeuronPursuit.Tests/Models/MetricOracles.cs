namespace NeuronPursuit.Tests.Models;

/// <summary>Metrics by their definitions, over pairs and thresholds, and draws with many ties.</summary>
internal static class MetricOracles
{
    /// <summary>The weight of pairs that are in order over that of all pairs, equal ones by half.</summary>
    public static double RocAuc(double[] scores, bool[] positive, double[] weights)
    {
        (double ordered, double all) = (0, 0);
        for (int a = 0; a < scores.Length; a++)
        {
            for (int b = 0; b < scores.Length; b++)
            {
                double pair = positive[a] && !positive[b] ? weights[a] * weights[b] : 0;
                all += pair;
                ordered += pair * (scores[a] > scores[b] ? 1 : scores[a] == scores[b] ? 0.5 : 0);
            }
        }

        return ordered / all;
    }

    /// <summary>For every different score, the precision of what is at or above it, times the recall of what is at it.</summary>
    public static double AveragePrecision(double[] scores, bool[] positive, double[] weights)
    {
        double WeightOf(Func<int, bool> where) => Enumerable.Range(0, scores.Length).Where(where).Sum(row => weights[row]);

        return scores.Distinct().Sum(threshold =>
            WeightOf(row => positive[row] && scores[row] >= threshold) is var found && found > 0
                ? found / WeightOf(row => scores[row] >= threshold)
                    * WeightOf(row => positive[row] && scores[row] == threshold) / WeightOf(row => positive[row])
                : 0);
    }

    /// <summary>Tenths, by comparison with their borders, and the weighted distance of their means.</summary>
    public static double CalibrationError(double[] probabilities, bool[] holds, double[] weights) =>
        Enumerable.Range(0, 10).Sum(bin =>
        {
            int[] rows = [.. Enumerable.Range(0, probabilities.Length).Where(row =>
                probabilities[row] >= bin / 10.0 && (bin == 9 || probabilities[row] < (bin + 1) / 10.0))];
            return Math.Abs(rows.Sum(row => weights[row] * (probabilities[row] - (holds[row] ? 1 : 0))));
        }) / weights.Sum();

    /// <summary>The mean by weight.</summary>
    public static double Mean(double[] weights, Func<int, double> value) =>
        Enumerable.Range(0, weights.Length).Sum(row => weights[row] * value(row)) / weights.Sum();

    /// <summary>Probabilities of whole eighths, so that many are equal; a label that they say something about; weights, of which some are 0.</summary>
    public static (double[,] Probabilities, int[] Classes, double[] Weights) Draw(int seed, int rows, int classes, bool weighted)
    {
        var random = new Random(seed);
        double[,] probabilities = new double[rows, classes];
        int[] own = new int[rows];
        for (int row = 0; row < rows; row++)
        {
            for (int eighth = 0; eighth < 8; eighth++)
            {
                probabilities[row, random.Next(classes)] += 0.125;
            }

            double mark = random.NextDouble();
            while (own[row] < classes - 1 && (mark -= probabilities[row, own[row]]) > 0)
            {
                own[row]++;
            }

            // Every class has a row.
            own[row] = row < classes ? row : own[row];
        }

        return (probabilities, own, [.. own.Select((_, row) => !weighted ? 1 : row < classes ? 1.5 : random.Next(4) * random.NextDouble())]);
    }

    public static double[] Column(double[,] matrix, int column) =>
        [.. Enumerable.Range(0, matrix.GetLength(0)).Select(row => matrix[row, column])];

    /// <summary>Rows again, as often as their whole weights say.</summary>
    public static int[] Repeated(double[] weights) =>
        [.. Enumerable.Range(0, weights.Length).SelectMany(row => Enumerable.Repeat(row, (int)weights[row]))];
}
