namespace NeuronPursuit;

/// <summary>Inputs as a linear model wants them: mean 0, deviation 1, missing values 0, and a column of what is missing where something is.</summary>
internal sealed class StandardInputs
{
    private readonly double[] _means;
    private readonly double[] _deviations;
    private readonly int[] _missing;

    public StandardInputs(double[,] X)
    {
        int columns = X.GetLength(1);
        (_means, _deviations) = (new double[columns], new double[columns]);
        var missing = new List<int>();
        for (int j = 0; j < columns; j++)
        {
            (double sum, double squares, int known) = (0, 0, 0);
            for (int i = 0; i < X.GetLength(0); i++)
            {
                if (!double.IsNaN(X[i, j]))
                {
                    sum += X[i, j];
                    known++;
                }
            }

            _means[j] = known > 0 ? sum / known : 0;
            for (int i = 0; i < X.GetLength(0); i++)
            {
                double own = X[i, j] - _means[j];
                squares += double.IsNaN(own) ? 0 : own * own;
            }

            _deviations[j] = known > 0 && squares > 0 ? Math.Sqrt(squares / known) : 1;
            if (known < X.GetLength(0))
            {
                missing.Add(j);
            }
        }

        _missing = [.. missing];
    }

    /// <summary>How many columns <see cref="Of"/> gives.</summary>
    public int Count => _means.Length + _missing.Length;

    public double[,] Of(double[,] X)
    {
        double[,] standard = new double[X.GetLength(0), Count];
        for (int i = 0; i < X.GetLength(0); i++)
        {
            for (int j = 0; j < _means.Length; j++)
            {
                standard[i, j] = double.IsNaN(X[i, j]) ? 0 : (X[i, j] - _means[j]) / _deviations[j];
            }

            for (int k = 0; k < _missing.Length; k++)
            {
                standard[i, _means.Length + k] = double.IsNaN(X[i, _missing[k]]) ? 1 : 0;
            }
        }

        return standard;
    }
}
