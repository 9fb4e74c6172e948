namespace NeuronPursuit.PortableBits;

/// <summary>Samples made by whole numbers, sums, products and roots alone, so that they are the same everywhere.</summary>
internal sealed class Data
{
    private ulong _state;

    public Data(int rows, int columns, int outputs = 1, ulong seed = 1, double noise = 0)
    {
        _state = seed * 0x9E3779B97F4A7C15;
        X = new double[rows, columns];
        Y = new double[rows, outputs];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                X[i, j] = Next();
            }

            for (int k = 0; k < outputs; k++)
            {
                double a = X[i, k % columns], b = X[i, (k + 1) % columns], c = X[i, (k + 2) % columns];
                Y[i, k] = Math.Max(a + b, 0) - 0.5 * Math.Max(b - c, 0) * a + 0.3 * Math.Sqrt(Math.Abs(c)) + noise * Next();
            }
        }
    }

    public double[,] X { get; }

    public double[,] Y { get; }

    public double[] First => [.. Enumerable.Range(0, Y.GetLength(0)).Select(i => Y[i, 0])];

    /// <summary>The same with heavy outliers.</summary>
    public double[] Outliers => [.. First.Select((y, i) => i % 17 == 0 ? y + 30 : y)];

    /// <summary>Classes by the size of the first target.</summary>
    public string[] Classes(int count) => [.. First.Select(y => $"c{Math.Clamp((int)(y * count), 0, count - 1)}")];

    /// <summary>One row in five is worth three.</summary>
    public double[] Weights => [.. First.Select((_, i) => i % 5 == 0 ? 3.0 : 1.0)];

    public float[,] Single()
    {
        float[,] single = new float[X.GetLength(0), X.GetLength(1)];
        for (int i = 0; i < single.GetLength(0); i++)
        {
            for (int j = 0; j < single.GetLength(1); j++)
            {
                single[i, j] = (float)X[i, j];
            }
        }

        return single;
    }

    /// <summary>A uniform draw from [-1, 1).</summary>
    private double Next()
    {
        _state ^= _state << 13;
        _state ^= _state >> 7;
        _state ^= _state << 17;
        return ((_state >> 11) * (2.0 / (1UL << 53))) - 1;
    }
}
