using System.Globalization;

namespace NeuronPursuit;

/// <summary>Refuses what is no table of probabilities, in the words of those who pass them.</summary>
internal static class ProbabilityChecks
{
    // Single precision and rounded digits; logits and scores are further off.
    private const double SumTolerance = 0.01;

    // The least that 1 + p tells from 1.
    private const double LeastProbability = 1.0 / (1L << 52);

    /// <summary>Minus the logarithm; finite for what was held for impossible.</summary>
    public static double LogLoss(double probability) => -PortableMath.Log(Math.Max(probability, LeastProbability));

    public static void SameLength(int rows, string unit, string name, int length)
    {
        if (rows != length || rows == 0)
        {
            throw new ArgumentException(
                $"probabilities has {rows} {unit} and {name} {length} values; pass one of them per row, and at least one.", name);
        }
    }

    public static void Column(double[] probabilities)
    {
        int wrong = Array.FindIndex(probabilities, p => !IsProbability(p));
        if (wrong >= 0)
        {
            throw new ArgumentException(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"probabilities[{wrong}] is {probabilities[wrong]} (row {wrong}, counted from 0). Probabilities are from 0 to 1; turn scores and logits into them first."),
                nameof(probabilities));
        }
    }

    public static void Matrix(double[,] probabilities)
    {
        (int rows, int classes) = (probabilities.GetLength(0), probabilities.GetLength(1));
        if (classes < 2)
        {
            throw new ArgumentException(
                $"probabilities is {rows} x {classes}. Pass one column per class, of at least two; {nameof(BinaryErrors)} takes those of one.", nameof(probabilities));
        }

        for (int row = 0; row < rows; row++)
        {
            double sum = 0;
            for (int k = 0; k < classes; k++)
            {
                double p = probabilities[row, k];
                sum += IsProbability(p)
                    ? p
                    : throw new ArgumentException(
                        string.Create(
                            CultureInfo.InvariantCulture,
                            $"probabilities[{row}, {k}] is {p} (row {row}, class {k}, counted from 0). Probabilities are from 0 to 1; a row of X with NaN has none, and scores and logits have to be turned into them."),
                        nameof(probabilities));
            }

            if (Math.Abs(sum - 1) > SumTolerance)
            {
                throw new ArgumentException(
                    string.Create(
                        CultureInfo.InvariantCulture,
                        $"Row {row} of probabilities (counted from 0) sums to {sum}. The probabilities of all classes sum to 1: pass all of them, and divide what is not scaled by its sum."),
                    nameof(probabilities));
            }
        }
    }

    private static bool IsProbability(double p) => p is >= 0 and <= 1;
}
