namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Matrices of single precision and back.</summary>
internal static class SinglePrecision
{
    public static float[,] Of(double[,] matrix)
    {
        float[,] rounded = new float[matrix.GetLength(0), matrix.GetLength(1)];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                rounded[row, column] = (float)matrix[row, column];
            }
        }

        return rounded;
    }

    public static double[,] ToDouble(float[,] matrix)
    {
        double[,] widened = new double[matrix.GetLength(0), matrix.GetLength(1)];
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                widened[row, column] = matrix[row, column];
            }
        }

        return widened;
    }
}
