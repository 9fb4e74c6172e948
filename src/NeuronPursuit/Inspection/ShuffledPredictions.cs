using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// Predictions of rows of which one column is shuffled. What the first layers and the networks put out for the rows as they
/// are is kept, so that another value in a column costs its own weights and the layers above, however many columns there are.
/// </summary>
/// <remarks>Safe for several threads: what it keeps does not change.</remarks>
internal sealed class ShuffledPredictions
{
    private readonly FittedNetworks _fitted;
    private readonly double[,] _rows;
    private readonly List<int>[] _inputsOf;
    private readonly FirstLayerOutputs[] _members;
    private long _evaluations;

    public ShuffledPredictions(FittedNetworks fitted, double[,] X, CancellationToken cancellationToken)
    {
        (_fitted, _rows) = (fitted, X);
        InputMap inputs = fitted.Preprocessing.Inputs;
        _inputsOf = [.. Enumerable.Range(0, inputs.SourceCount).Select(_ => new List<int>())];
        for (int input = 0; input < inputs.Count; input++)
        {
            _inputsOf[inputs.SourceOf(input)].Add(input);
        }

        _members = [.. fitted.Networks.Select(network => new FirstLayerOutputs(network, X.GetLength(0)))];
        double[] prepared = new double[fitted.Preprocessing.NetworkInputCount];
        if (fitted.Preprocessing.Intercept)
        {
            prepared[^1] = 1;
        }

        for (int row = 0; row < X.GetLength(0); row++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            inputs.Apply(X.GetRowSpan(row), prepared);
            foreach (FirstLayerOutputs member in _members)
            {
                member.Keep(row, prepared);
            }
        }
    }

    public int ColumnCount => _inputsOf.Length;

    /// <summary>How often a network was evaluated for a row with another value: the work, which tests count.</summary>
    public long Evaluations => Interlocked.Read(ref _evaluations);

    /// <summary>Whether a weight other than zero reads the column; else no value in it changes a prediction.</summary>
    public bool IsRead(int column) => Array.Exists(_members, member => _inputsOf[column].Exists(member.Reads));

    /// <summary>The predictions of the rows as they are.</summary>
    public double[,] Predict() => Predict((row, member, outputs) => _members[member].Kept(row).CopyTo(outputs));

    /// <summary>What the networks read of a column: one array of rows for each input that is made of it.</summary>
    public double[][] Prepare(int column) => [.. _inputsOf[column].Select(input =>
    {
        double[] values = _rows.GetColumn(column).ToArray();
        _fitted.Preprocessing.Inputs.Apply(input, values);
        return values;
    })];

    /// <summary>The predictions with the values of one column in another order.</summary>
    /// <param name="column">Which column.</param>
    /// <param name="prepared">What <see cref="Prepare"/> gave for it.</param>
    /// <param name="order">The row whose value each row gets.</param>
    public double[,] Predict(int column, double[][] prepared, int[] order)
    {
        List<int> inputs = _inputsOf[column];
        bool[] reads = [.. _members.Select(member => inputs.Exists(member.Reads))];
        double[] differences = new double[inputs.Count];
        long evaluations = 0;
        double[,] predictions = Predict((row, member, outputs) =>
        {
            bool differs = false;
            for (int k = 0; k < differences.Length && reads[member]; k++)
            {
                differences[k] = prepared[k][order[row]] - prepared[k][row];
                differs |= differences[k] != 0;
            }

            if (!differs)
            {
                _members[member].Kept(row).CopyTo(outputs);
                return;
            }

            evaluations++;
            _members[member].Predict(row, inputs, differences, outputs);
        });
        Interlocked.Add(ref _evaluations, evaluations);
        return predictions;
    }

    private double[,] Predict(MemberPrediction predict)
    {
        int count = _fitted.OutputCount;
        double[,] predictions = new double[_rows.GetLength(0), count];
        double[] outputs = new double[_fitted.MemberOutputCount];
        for (int row = 0; row < predictions.GetLength(0); row++)
        {
            for (int member = 0; member < _members.Length; member++)
            {
                predict(row, member, outputs.AsSpan(member * count, count));
            }

            _fitted.Combine(outputs, predictions.GetRowSpan(row), default);
        }

        return predictions;
    }

    private delegate void MemberPrediction(int row, int member, Span<double> outputs);
}
