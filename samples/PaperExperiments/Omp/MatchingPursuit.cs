namespace PaperExperiments.Omp;

/// <summary>
/// Orthogonal matching pursuit as App. D.5 needs it: columns are not normalised, so a long column has an advantage.
/// </summary>
/// <param name="Columns">The columns in the order of their choice.</param>
/// <param name="Solutions">The coefficients of all columns after each choice.</param>
/// <param name="Residuals">The norm of the residual after each choice.</param>
public sealed record MatchingPursuit(
    IReadOnlyList<int> Columns, IReadOnlyList<double[]> Solutions, IReadOnlyList<double> Residuals)
{
    /// <summary>Chooses the column of the largest |X[:, j] . r|, fits all chosen ones, and repeats.</summary>
    /// <param name="X">n x d.</param>
    /// <param name="y">n values.</param>
    /// <param name="count">Columns at most.</param>
    /// <param name="tolerance">The norm of the residual, relative to that of y, that ends it.</param>
    public static MatchingPursuit Run(double[,] X, double[] y, int count, double tolerance)
    {
        (int rows, int inputs) = (X.GetLength(0), X.GetLength(1));
        var columns = new List<int>();
        var solutions = new List<double[]>();
        var residuals = new List<double>();
        double[] residual = [.. y];
        double scale = Norm(y);
        while (columns.Count < count && Norm(residual) > tolerance * scale)
        {
            columns.Add(Enumerable.Range(0, inputs).Except(columns)
                .MaxBy(j => Math.Abs(Enumerable.Range(0, rows).Sum(i => X[i, j] * residual[i]))));
            double[] chosen = LeastSquares(X, y, columns);
            double[] solution = new double[inputs];
            for (int k = 0; k < columns.Count; k++)
            {
                solution[columns[k]] = chosen[k];
            }

            residual = [.. Enumerable.Range(0, rows).Select(i => y[i] - columns.Select((j, k) => X[i, j] * chosen[k]).Sum())];
            solutions.Add(solution);
            residuals.Add(Norm(residual));
        }

        return new MatchingPursuit(columns, solutions, residuals);
    }

    private static double Norm(double[] vector) => Math.Sqrt(vector.Sum(value => value * value));

    /// <summary>Orthonormalises the columns one after the other (modified Gram-Schmidt), then substitutes back.</summary>
    private static double[] LeastSquares(double[,] X, double[] y, List<int> columns)
    {
        int rows = X.GetLength(0);
        double[][] basis = new double[columns.Count][];
        double[,] upper = new double[columns.Count, columns.Count];
        double[] right = new double[columns.Count];
        double[] rest = [.. y];
        for (int k = 0; k < columns.Count; k++)
        {
            double[] column = [.. Enumerable.Range(0, rows).Select(i => X[i, columns[k]])];
            for (int earlier = 0; earlier < k; earlier++)
            {
                upper[earlier, k] = Remove(column, basis[earlier]);
            }

            upper[k, k] = Norm(column);
            basis[k] = [.. column.Select(value => value / upper[k, k])];
            right[k] = Remove(rest, basis[k]);
        }

        for (int k = columns.Count - 1; k >= 0; k--)
        {
            for (int later = k + 1; later < columns.Count; later++)
            {
                right[k] -= upper[k, later] * right[later];
            }

            right[k] /= upper[k, k];
        }

        return right;
    }

    /// <summary>Takes the part along a unit vector out of a vector; returns its length.</summary>
    private static double Remove(double[] vector, double[] unit)
    {
        double product = vector.Zip(unit, (a, b) => a * b).Sum();
        for (int i = 0; i < vector.Length; i++)
        {
            vector[i] -= product * unit[i];
        }

        return product;
    }
}
