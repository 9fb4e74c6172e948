namespace NeuronPursuit;

/// <summary>Probabilities of classes compared with what the rows are.</summary>
internal sealed class ClassQuality
{
    /// <param name="probabilities">Rows x classes.</param>
    /// <param name="marks">Rows x classes: 1 for the class of the row.</param>
    /// <param name="labels">Names of the classes.</param>
    public ClassQuality(double[,] probabilities, double[,] marks, IReadOnlyList<string> labels)
    {
        (Probabilities, Labels) = (probabilities, labels);
        Actual = [.. Enumerable.Range(0, marks.GetLength(0)).Select(row => Marked(marks, row))];
        Errors = ClassificationErrors.Of(probabilities, Actual);
    }

    public double[,] Probabilities { get; }

    public IReadOnlyList<string> Labels { get; }

    public int Rows => Actual.Length;

    /// <summary>The class of every row.</summary>
    public int[] Actual { get; }

    public ClassificationErrors Errors { get; }

    /// <summary>The log loss of the shares of the classes in these rows.</summary>
    public double PriorLogLoss => Enumerable.Range(0, Labels.Count)
        .Select(label => (double)RowsOf(label) / Rows)
        .Where(share => share > 0)
        .Sum(share => -share * Math.Log(share));

    public double FrequentShare => Enumerable.Range(0, Labels.Count).Max(label => (double)RowsOf(label) / Rows);

    public string FrequentLabel => Labels[Enumerable.Range(0, Labels.Count).MaxBy(RowsOf)];

    public int RowsOf(int label) => (int)Errors.Classes[label].Support;

    /// <summary>How many rows of a class are taken for another.</summary>
    public int Taken(int actual, int given) => (int)Errors.Confusion[actual][given];

    private static int Marked(double[,] marks, int row)
    {
        int best = 0;
        for (int column = 1; column < marks.GetLength(1); column++)
        {
            best = marks[row, column] > marks[row, best] ? column : best;
        }

        return best;
    }
}
