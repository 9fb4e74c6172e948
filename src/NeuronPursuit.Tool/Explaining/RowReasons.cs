namespace NeuronPursuit;

/// <summary>What one column did to a prediction.</summary>
/// <param name="Column">Its name.</param>
/// <param name="Value">The cell as text; empty where it is missing.</param>
/// <param name="Effect">How much it moved the prediction away from the mean.</param>
internal sealed record RowReason(string Column, string Value, double Effect);

/// <summary>
/// Why a row is predicted as it is: Shapley values by sampling. Columns take the row's cells one after the other, in a random order and from
/// the cells of a random other row; what each changes, on average over orders, is its effect. All effects and the mean add up to the prediction.
/// </summary>
internal static class RowReasons
{
    private const int Orders = 200;

    /// <summary>Finds the reasons of one row.</summary>
    /// <param name="model">The model.</param>
    /// <param name="table">The rows to compare with, the row among them.</param>
    /// <param name="row">Its place, from 0.</param>
    /// <param name="output">The class whose probability is explained; not looked at for numbers.</param>
    /// <returns>The mean over the other rows, the prediction, and the effects, largest first.</returns>
    public static (double Mean, double Prediction, IReadOnlyList<RowReason> Reasons) Of(TableModel model, Table table, int row, int output)
    {
        double[][] aligned = Alignment.Align(model.Encoder.Columns, table);
        int columns = aligned.Length;
        double[][] asked = [.. Enumerable.Range(0, columns).Select(_ => new double[Orders * (columns + 1)])];
        int[][] orders = new int[Orders][];
        var random = new Random(0);
        for (int i = 0; i < Orders; i++)
        {
            orders[i] = [.. Enumerable.Range(0, columns)];
            random.Shuffle(orders[i]);
            int other = random.Next(table.RowCount);
            int[] steps = new int[columns];
            for (int step = 0; step < columns; step++)
            {
                steps[orders[i][step]] = step;
            }

            for (int step = 0; step <= columns; step++)
            {
                for (int column = 0; column < columns; column++)
                {
                    asked[column][(i * (columns + 1)) + step] = aligned[column][steps[column] < step ? row : other];
                }
            }
        }

        TablePrediction prediction = model.Predict(asked, [], model.IsClassifier ? null : 0);
        double[] values = model.IsClassifier
            ? [.. Enumerable.Range(0, prediction.RowCount).Select(i => prediction.Probabilities[i, output])]
            : prediction.Values;
        double[] effects = new double[columns];
        double mean = 0;
        for (int i = 0; i < Orders; i++)
        {
            int start = i * (columns + 1);
            mean += values[start] / Orders;
            for (int step = 0; step < columns; step++)
            {
                effects[orders[i][step]] += (values[start + step + 1] - values[start + step]) / Orders;
            }
        }

        return (mean, values[columns],
            [.. effects.Select((effect, column) => new RowReason(model.Encoder.Columns[column].Name, table[model.Encoder.Columns[column].Name].TextAt(row) ?? "", effect))
                .OrderByDescending(reason => Math.Abs(reason.Effect))]);
    }
}
