using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Code.Tests.Support;

/// <summary>
/// What a model predicts, and the size of what its last layer adds up: errors are relative to the larger of the two. Of a logarithm an error
/// is a relative one of the prediction, so there the two are multiplied.
/// </summary>
internal sealed class Expected
{
    private readonly NeuronPursuitModel _model;
    private readonly double[,] _rows;

    public Expected(NeuronPursuitModel model, double[,] rows)
    {
        (_model, _rows) = (model, rows);
        Predictions = new double[rows.GetLength(0), model.OutputCount];
        Scales = new double[rows.GetLength(0), model.OutputCount];
        for (int row = 0; row < rows.GetLength(0); row++)
        {
            model.Predict(rows.GetRowSpan(row), Predictions.GetRowSpan(row));
            double[] terms = Terms(rows.GetRowSpan(row));
            for (int k = 0; k < terms.Length; k++)
            {
                double prediction = Math.Abs(Predictions[row, k]);
                Scales[row, k] = model.OutputLink == OutputLink.Exponential ? prediction * Math.Max(1, terms[k]) : Math.Max(prediction, terms[k]);
            }
        }
    }

    public double[,] Predictions { get; }

    public double[,] Scales { get; }

    /// <summary>
    /// The largest relative difference on rows whose prediction is finite; infinite where one is NaN for no reason, or a number although a value
    /// is missing. Where finite rows leave the range of doubles nothing is asked but that the engine goes on.
    /// </summary>
    public double Difference(double[,] actual)
    {
        double worst = 0;
        for (int row = 0; row < Predictions.GetLength(0); row++)
        {
            for (int k = 0; k < Predictions.GetLength(1); k++)
            {
                (double expected, double found) = (Predictions[row, k], actual[row, k]);
                if (double.IsFinite(expected) && double.IsFinite(Scales[row, k]))
                {
                    double difference = Math.Abs(expected - found);

                    // Below the normal numbers no digits are left to compare.
                    worst = Math.Max(worst, double.IsNaN(difference) ? double.PositiveInfinity : difference < 1e-300 ? 0 : difference / Scales[row, k]);
                }
                else if (double.IsNaN(expected) && double.IsFinite(found) && HasMissing(row))
                {
                    worst = double.PositiveInfinity;
                }
            }
        }

        return worst;
    }

    private bool HasMissing(int row) => Enumerable.Range(0, _rows.GetLength(1)).Any(column => double.IsNaN(_rows[row, column]));

    /// <summary>Per output, the magnitudes of the terms of the last layers and of the offset, the mean over the networks.</summary>
    private double[] Terms(ReadOnlySpan<double> row)
    {
        double[] inputs = new double[_model.NetworkInputs.Count];
        inputs[^1] = 1;
        _model.Fitted.Preprocessing.Inputs.Apply(row, inputs);
        double[] terms = new double[_model.OutputCount];
        foreach (PursuitNetwork network in _model.Networks)
        {
            double[] signals = inputs;
            for (int layer = 0; layer < network.Depth; layer++)
            {
                double[,] weights = network.GetWeights(layer);
                bool isLast = layer == network.Depth - 1;
                double[] above = new double[weights.GetLength(0)];
                for (int i = 0; i < above.Length; i++)
                {
                    for (int j = 0; j < signals.Length; j++)
                    {
                        above[i] += isLast ? Math.Abs(weights[i, j] * signals[j]) : weights[i, j] * signals[j];
                    }

                    above[i] = isLast ? above[i] : network.Activation.Evaluate(above[i]);
                }

                signals = above;
            }

            for (int k = 0; k < terms.Length; k++)
            {
                terms[k] += (signals[k] * _model.NetworkOutputs[k].Scale + Math.Abs(_model.NetworkOutputs[k].Offset)) / _model.Networks.Count;
            }
        }

        return terms;
    }
}
