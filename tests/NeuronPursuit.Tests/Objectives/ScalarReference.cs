namespace NeuronPursuit.Tests;

/// <summary>
/// The oracle of the numerical tests: networks <c>W_L sigma(... sigma(W_1 x))</c> with
/// <c>sigma(z) = max(z, alpha z)^p</c> in plain loops over plain arrays, written from the formulas alone.
/// </summary>
internal sealed class ScalarReference(int[] widths, double alpha, int power)
{
    private readonly int _depth = widths.Length - 1;

    public double Sigma(double z) => Math.Pow(Math.Max(z, alpha * z), power);

    public double SigmaPrime(double z) =>
        power * Math.Pow(Math.Max(z, alpha * z), power - 1) * (z > 0 ? Math.Max(1, alpha) : Math.Min(1, alpha));

    /// <summary>Pre-activations z_1 .. z_L of one sample; the last is the output.</summary>
    public double[][] PreActivations(double[] weights, double[] x)
    {
        double[][] z = new double[_depth][];
        for (int layer = 0; layer < _depth; layer++)
        {
            double[] g = layer == 0 ? x : [.. z[layer - 1].Select(Sigma)];
            z[layer] = new double[widths[layer + 1]];
            for (int row = 0; row < widths[layer + 1]; row++)
            {
                for (int column = 0; column < widths[layer]; column++)
                {
                    z[layer][row] += weights[Index(layer, row, column)] * g[column];
                }
            }
        }

        return z;
    }

    public double[,] Predict(double[] weights, double[,] inputs)
    {
        double[,] outputs = new double[inputs.GetLength(0), widths[^1]];
        for (int i = 0; i < inputs.GetLength(0); i++)
        {
            double[] y = PreActivations(weights, Row(inputs, i))[^1];
            for (int k = 0; k < y.Length; k++)
            {
                outputs[i, k] = y[k];
            }
        }

        return outputs;
    }

    /// <summary>The mean of the squared residuals over samples and outputs, and its gradient.</summary>
    public (double Value, double[] Gradient) Loss(double[] weights, double[,] inputs, double[,] targets)
    {
        double[,] outputs = Predict(weights, inputs);
        double count = targets.Length;
        double value = 0;
        double[,] seeds = new double[targets.GetLength(0), targets.GetLength(1)];
        for (int i = 0; i < targets.GetLength(0); i++)
        {
            for (int k = 0; k < targets.GetLength(1); k++)
            {
                double residual = outputs[i, k] - targets[i, k];
                value += residual * residual / count;
                seeds[i, k] = 2 * residual / count;
            }
        }

        return (value, Gradient(weights, inputs, seeds));
    }

    /// <summary>Eq. 4 divided by n: <c>sum_i y_i . H(x_i) / n</c>, and its gradient.</summary>
    public (double Value, double[] Gradient) NetworkCorrelation(double[] weights, double[,] inputs, double[,] targets)
    {
        double[,] outputs = Predict(weights, inputs);
        int samples = inputs.GetLength(0);
        double value = 0;
        double[,] seeds = new double[targets.GetLength(0), targets.GetLength(1)];
        for (int i = 0; i < samples; i++)
        {
            for (int k = 0; k < targets.GetLength(1); k++)
            {
                value += targets[i, k] * outputs[i, k] / samples;
                seeds[i, k] = targets[i, k] / samples;
            }
        }

        return (value, Gradient(weights, inputs, seeds));
    }

    /// <summary>Eq. 21 divided by n: <c>sum_i (D_i . b) sigma(a . g_i) / n</c>, and its gradient by (a, b).</summary>
    public (double Value, double[] Gradient) NeuronCorrelation(
        double[,] layerInputs, double[,] sensitivities, ReadOnlySpan<double> a, ReadOnlySpan<double> b)
    {
        int samples = layerInputs.GetLength(0);
        double value = 0;
        double[] gradient = new double[a.Length + b.Length];
        for (int i = 0; i < samples; i++)
        {
            double z = 0;
            for (int j = 0; j < a.Length; j++)
            {
                z += a[j] * layerInputs[i, j];
            }

            double seed = 0;
            for (int k = 0; k < b.Length; k++)
            {
                seed += sensitivities[i, k] * b[k];
                gradient[a.Length + k] += sensitivities[i, k] * Sigma(z) / samples;
            }

            value += seed * Sigma(z) / samples;
            for (int j = 0; j < a.Length; j++)
            {
                gradient[j] += seed * SigmaPrime(z) * layerInputs[i, j] / samples;
            }
        }

        return (value, gradient);
    }

    /// <summary>
    /// The two matrices of eq. 21 for a hidden layer (0 is the paper's layer 1): its inputs g, and the sensitivities
    /// at the pre-activations of the layer above, <c>seed_i . df/dz</c>.
    /// </summary>
    public (double[,] LayerInputs, double[,] Sensitivities) Signals(
        double[] weights, double[,] inputs, double[,] seeds, int hiddenLayer)
    {
        int samples = inputs.GetLength(0);
        double[,] below = new double[samples, widths[hiddenLayer]];
        double[,] above = new double[samples, widths[hiddenLayer + 2]];
        for (int i = 0; i < samples; i++)
        {
            double[] x = Row(inputs, i);
            double[][] z = PreActivations(weights, x);
            double[][] deltas = Backward(weights, z, Row(seeds, i));
            for (int j = 0; j < below.GetLength(1); j++)
            {
                below[i, j] = hiddenLayer == 0 ? x[j] : Sigma(z[hiddenLayer - 1][j]);
            }

            for (int k = 0; k < above.GetLength(1); k++)
            {
                above[i, k] = deltas[hiddenLayer + 1][k];
            }
        }

        return (below, above);
    }

    public static double[] Row(double[,] matrix, int row)
    {
        double[] values = new double[matrix.GetLength(1)];
        for (int j = 0; j < values.Length; j++)
        {
            values[j] = matrix[row, j];
        }

        return values;
    }

    /// <summary>Textbook backpropagation of <c>sum_i seed_i . H(x_i)</c>.</summary>
    private double[] Gradient(double[] weights, double[,] inputs, double[,] seeds)
    {
        double[] gradient = new double[weights.Length];
        for (int i = 0; i < inputs.GetLength(0); i++)
        {
            double[] x = Row(inputs, i);
            double[][] z = PreActivations(weights, x);
            double[][] deltas = Backward(weights, z, Row(seeds, i));
            for (int layer = 0; layer < _depth; layer++)
            {
                for (int row = 0; row < widths[layer + 1]; row++)
                {
                    for (int column = 0; column < widths[layer]; column++)
                    {
                        double g = layer == 0 ? x[column] : Sigma(z[layer - 1][column]);
                        gradient[Index(layer, row, column)] += deltas[layer][row] * g;
                    }
                }
            }
        }

        return gradient;
    }

    private double[][] Backward(double[] weights, double[][] z, double[] seed)
    {
        double[][] deltas = new double[_depth][];
        deltas[^1] = seed;
        for (int layer = _depth - 1; layer > 0; layer--)
        {
            deltas[layer - 1] = new double[widths[layer]];
            for (int column = 0; column < widths[layer]; column++)
            {
                for (int row = 0; row < widths[layer + 1]; row++)
                {
                    deltas[layer - 1][column] += weights[Index(layer, row, column)] * deltas[layer][row];
                }

                deltas[layer - 1][column] *= SigmaPrime(z[layer - 1][column]);
            }
        }

        return deltas;
    }

    /// <summary>W_1 first, each matrix row after row.</summary>
    private int Index(int layer, int row, int column)
    {
        int offset = 0;
        for (int below = 0; below < layer; below++)
        {
            offset += widths[below] * widths[below + 1];
        }

        return offset + row * widths[layer] + column;
    }
}
