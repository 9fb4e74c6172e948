using NeuronPursuit;

namespace QuickStart;

/// <summary>What became of the pursuit of a known function.</summary>
/// <param name="Model">The network found.</param>
/// <param name="TestError">Its relative error, |y - f(X)| / |y|, on points that the training never saw.</param>
public sealed record FunctionRecoveryResult(NeuronPursuitModel Model, double TestError);

/// <summary>
/// Fig. 5 of the paper: f(x) = relu(relu(2 x1 + x3) - relu(x3 - x2)) from 500 points of the cube {-1, 1}^20. Nothing
/// tells the pursuit that only three of the twenty inputs matter, nor how many neurons f is made of.
/// </summary>
public static class FunctionRecovery
{
    public const int InputCount = 20;
    public const int TrainingCount = 500;
    public const int TestCount = 10_000;

    /// <summary>
    /// A seed on which two iterations recover f, chosen for that. Two suffice on about half of all seeds; on a quarter
    /// more are needed, and on the others the pursuit ends at another function that also fits the 500 points.
    /// </summary>
    public const int RecoveringSeed = 13;

    public static FunctionRecoveryResult Run(int seed, IProgress<PursuitIteration> progress)
    {
        var random = new Random(seed);
        (double[,] X, double[] y) = Sample(TrainingCount, random);
        (double[,] freshX, double[] freshY) = Sample(TestCount, random);

        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithDepth(3)
            .WithSeed((ulong)seed)
            .WithProgress(progress)
            .Fit(X, y);

        return new FunctionRecoveryResult(model, Errors.Relative(model.Predict(freshX), freshY));
    }

    public static double Target(double x1, double x2, double x3) => Relu(Relu(2 * x1 + x3) - Relu(x3 - x2));

    private static (double[,] X, double[] y) Sample(int count, Random random)
    {
        double[,] X = new double[count, InputCount];
        double[] y = new double[count];
        for (int row = 0; row < count; row++)
        {
            for (int column = 0; column < InputCount; column++)
            {
                X[row, column] = random.Next(2) == 0 ? -1 : 1;
            }

            y[row] = Target(X[row, 0], X[row, 1], X[row, 2]);
        }

        return (X, y);
    }

    private static double Relu(double z) => Math.Max(z, 0);
}
