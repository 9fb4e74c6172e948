namespace ConceptFigures;

/// <summary>The function that two of the pictures learn: the function of the paper's Fig. 5 minus one more neuron.</summary>
public static class Example
{
    public const string Formula = "f(x) = relu(relu(2 x1 + x3) - relu(x3 - x2)) - relu(x4 - x1)";
    public const int Seed = 3;
    public const int Samples = 300;
    public const int Inputs = 4;

    /// <summary>Points of the cube [-1, 1]^4 and the function there.</summary>
    public static (double[,] X, double[] y) Sample()
    {
        var random = new Random(Seed);
        double[,] X = new double[Samples, Inputs];
        double[] y = new double[Samples];
        for (int row = 0; row < Samples; row++)
        {
            for (int column = 0; column < Inputs; column++)
            {
                X[row, column] = (2 * random.NextDouble()) - 1;
            }

            double inner = Relu((2 * X[row, 0]) + X[row, 2]) - Relu(X[row, 2] - X[row, 1]);
            y[row] = Relu(inner) - Relu(X[row, 3] - X[row, 0]);
        }

        return (X, y);
    }

    private static double Relu(double z) => Math.Max(0, z);
}
