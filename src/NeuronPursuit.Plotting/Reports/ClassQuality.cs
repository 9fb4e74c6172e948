namespace NeuronPursuit;

/// <summary>Probabilities of classes compared with what the rows are.</summary>
internal sealed class ClassQuality
{
    // As in a cross-validation: a label that the fit held for impossible has a finite loss.
    private const double LeastProbability = 2.2e-16;

    /// <param name="probabilities">Rows x classes.</param>
    /// <param name="marks">Rows x classes: 1 for the class of the row.</param>
    /// <param name="labels">Names of the classes.</param>
    public ClassQuality(double[,] probabilities, double[,] marks, IReadOnlyList<string> labels)
    {
        (Probabilities, Labels) = (probabilities, labels);
        Rows = marks.GetLength(0);
        Actual = new int[Rows];
        Confusion = new int[labels.Count, labels.Count];
        int right = 0;
        for (int row = 0; row < Rows; row++)
        {
            Actual[row] = Largest(marks, row);
            int predicted = Largest(probabilities, row);
            Confusion[Actual[row], predicted]++;
            right += predicted == Actual[row] ? 1 : 0;
            LogLoss -= Math.Log(Math.Max(LeastProbability, probabilities[row, Actual[row]])) / Rows;
        }

        Accuracy = (double)right / Rows;
    }

    public double[,] Probabilities { get; }

    public IReadOnlyList<string> Labels { get; }

    public int Rows { get; }

    /// <summary>The class of every row.</summary>
    public int[] Actual { get; }

    /// <summary>How many rows of a class (first) were taken for another (second).</summary>
    public int[,] Confusion { get; }

    public double Accuracy { get; }

    public double LogLoss { get; }

    /// <summary>The log loss of the shares of the classes in these rows.</summary>
    public double PriorLogLoss => Enumerable.Range(0, Labels.Count)
        .Select(label => (double)RowsOf(label) / Rows)
        .Where(share => share > 0)
        .Sum(share => -share * Math.Log(share));

    public double FrequentShare => Enumerable.Range(0, Labels.Count).Max(label => (double)RowsOf(label) / Rows);

    public string FrequentLabel => Labels[Enumerable.Range(0, Labels.Count).MaxBy(RowsOf)];

    public int RowsOf(int label) => Enumerable.Range(0, Labels.Count).Sum(predicted => Confusion[label, predicted]);

    private static int Largest(double[,] matrix, int row)
    {
        int best = 0;
        for (int column = 1; column < matrix.GetLength(1); column++)
        {
            best = matrix[row, column] > matrix[row, best] ? column : best;
        }

        return best;
    }
}
