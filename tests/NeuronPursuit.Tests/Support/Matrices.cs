namespace NeuronPursuit.Tests;

/// <summary>Vectors as matrices.</summary>
internal static class Matrices
{
    /// <summary>A matrix of one column.</summary>
    public static double[,] Column(double[] values)
    {
        double[,] column = new double[values.Length, 1];
        Buffer.BlockCopy(values, 0, column, 0, values.Length * sizeof(double));
        return column;
    }
}
