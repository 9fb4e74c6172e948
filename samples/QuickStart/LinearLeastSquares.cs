namespace QuickStart;

/// <summary>The straight-line model to beat: y = w . x + b with the smallest sum of squared errors.</summary>
public sealed class LinearLeastSquares
{
    private readonly double[] _weights;
    private readonly double[] _inputMeans;
    private readonly double _targetMean;

    private LinearLeastSquares(double[] weights, double[] inputMeans, double targetMean) =>
        (_weights, _inputMeans, _targetMean) = (weights, inputMeans, targetMean);

    /// <summary>Solves the normal equations of the centred data; the columns of X must be linearly independent.</summary>
    public static LinearLeastSquares Fit(double[,] X, double[] y)
    {
        int n = X.GetLength(0);
        int d = X.GetLength(1);
        double[] inputMeans = [.. Enumerable.Range(0, d).Select(j => Enumerable.Range(0, n).Average(i => X[i, j]))];
        double targetMean = y.Average();
        double[,] matrix = new double[d, d];
        double[] weights = new double[d];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < d; j++)
            {
                double centred = X[i, j] - inputMeans[j];
                weights[j] += centred * (y[i] - targetMean);
                for (int k = 0; k <= j; k++)
                {
                    matrix[j, k] += centred * (X[i, k] - inputMeans[k]);
                }
            }
        }

        SolveByCholesky(matrix, weights);
        return new LinearLeastSquares(weights, inputMeans, targetMean);
    }

    public double[] Predict(double[,] X)
    {
        double[] outputs = new double[X.GetLength(0)];
        for (int i = 0; i < outputs.Length; i++)
        {
            outputs[i] = _targetMean;
            for (int j = 0; j < _weights.Length; j++)
            {
                outputs[i] += _weights[j] * (X[i, j] - _inputMeans[j]);
            }
        }

        return outputs;
    }

    /// <summary>A = L L^T in the lower triangle, then L z = b and L^T x = z in the place of b.</summary>
    private static void SolveByCholesky(double[,] A, double[] b)
    {
        for (int j = 0; j < b.Length; j++)
        {
            for (int k = 0; k <= j; k++)
            {
                double rest = A[j, k];
                for (int m = 0; m < k; m++)
                {
                    rest -= A[j, m] * A[k, m];
                }

                A[j, k] = j == k ? Math.Sqrt(rest) : rest / A[k, k];
            }
        }

        for (int j = 0; j < b.Length; j++)
        {
            for (int k = 0; k < j; k++)
            {
                b[j] -= A[j, k] * b[k];
            }

            b[j] /= A[j, j];
        }

        for (int j = b.Length - 1; j >= 0; j--)
        {
            for (int k = j + 1; k < b.Length; k++)
            {
                b[j] -= A[k, j] * b[k];
            }

            b[j] /= A[j, j];
        }
    }
}
