namespace NeuronPursuit;

/// <summary>What a heat map of one weight matrix shows: which rows and columns, under which names, on which scale.</summary>
internal sealed class WeightMap
{
    /// <param name="layer">The matrix, from 0.</param>
    /// <param name="weights">Its values.</param>
    /// <param name="rowNames">A name per row.</param>
    /// <param name="columnNames">A name per column.</param>
    /// <param name="mostRows">Rows shown at most.</param>
    /// <param name="mostColumns">Columns shown at most.</param>
    public WeightMap(
        int layer, double[,] weights, IReadOnlyList<string> rowNames, IReadOnlyList<string> columnNames, int mostRows, int mostColumns)
    {
        (Layer, RowCount, ColumnCount) = (layer, weights.GetLength(0), weights.GetLength(1));
        double[] columnSquares = [.. Enumerable.Range(0, ColumnCount).Select(column =>
            Enumerable.Range(0, RowCount).Sum(row => weights[row, column] * weights[row, column]))];
        double[] rowSquares = [.. Enumerable.Range(0, RowCount).Select(row =>
            Enumerable.Range(0, ColumnCount).Sum(column => weights[row, column] * weights[row, column]))];
        ZeroColumns = columnSquares.Count(sum => sum == 0);
        Columns = NodeStrengths.Strongest(columnSquares, mostColumns);
        if (ColumnCount > mostColumns && ZeroColumns < ColumnCount)
        {
            Columns = [.. Columns.Where(column => columnSquares[column] > 0)];
        }

        Rows = NodeStrengths.Strongest(rowSquares, mostRows);
        Values = new double[Rows.Count, Columns.Count];
        for (int row = 0; row < Rows.Count; row++)
        {
            for (int column = 0; column < Columns.Count; column++)
            {
                Values[row, column] = weights[Rows[row], Columns[column]];
            }
        }

        Largest = weights.Cast<double>().Max(Math.Abs);
        RowNames = [.. Rows.Select(row => rowNames[row])];
        ColumnNames = [.. Columns.Select(column => columnNames[column])];
    }

    /// <summary>The matrix, from 0.</summary>
    public int Layer { get; }

    public int RowCount { get; }

    public int ColumnCount { get; }

    /// <summary>The columns that are shown, ascending.</summary>
    public IReadOnlyList<int> Columns { get; }

    public IReadOnlyList<int> Rows { get; }

    public IReadOnlyList<string> RowNames { get; }

    public IReadOnlyList<string> ColumnNames { get; }

    /// <summary>Columns of the matrix with nothing but zeros.</summary>
    public int ZeroColumns { get; }

    /// <summary>The shown values, row by row.</summary>
    public double[,] Values { get; }

    /// <summary>The largest magnitude: both ends of the colour scale.</summary>
    public double Largest { get; }

    /// <summary>The value divided by the largest magnitude, -1 to 1.</summary>
    public double Share(int row, int column) => Largest > 0 ? Values[row, column] / Largest : 0;

    /// <summary>The maps of all matrices of a network, input side first.</summary>
    /// <param name="model">The model.</param>
    /// <param name="options">Names and network.</param>
    /// <param name="mostRows">Rows shown at most.</param>
    /// <param name="mostColumns">Columns shown at most.</param>
    public static IReadOnlyList<WeightMap> Of(NeuronPursuitModel model, PlotOptions options, int mostRows, int mostColumns)
    {
        PursuitNetwork network = PlotOptionsChecks.RequireNetwork(model, options);
        IReadOnlyList<string> columns = PlotOptionsChecks.Columns(model, options.ColumnNames);
        IReadOnlyList<string> names = [.. model.NetworkInputs.Select(input => PlotOptionsChecks.InputName(input, columns))];
        var maps = new List<WeightMap>();
        for (int layer = 0; layer < network.Depth; layer++)
        {
            double[,] weights = network.GetWeights(layer);
            IReadOnlyList<string> rows = layer == network.Depth - 1
                ? PlotOptionsChecks.Outputs(model, options.OutputNames)
                : [.. Enumerable.Range(0, weights.GetLength(0)).Select(neuron => PlotOptionsChecks.NeuronName(layer, neuron))];
            maps.Add(new WeightMap(layer, weights, rows, names, mostRows, mostColumns));
            names = rows;
        }

        return maps;
    }
}
