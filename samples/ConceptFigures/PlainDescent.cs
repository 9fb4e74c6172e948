using NeuronPursuit;

namespace ConceptFigures;

/// <summary>Plain gradient descent of a wide network from tiny weights: nothing grows it, and yet it falls in steps.</summary>
/// <param name="Errors">The relative error at step 0, <see cref="Interval"/>, 2 <see cref="Interval"/> and so on.</param>
public sealed record PlainDescent(IReadOnlyList<double> Errors)
{
    public const int Width = 20;
    public const int Steps = 20_000;
    public const int Interval = 50;
    public const double StepSize = 0.02;

    /// <summary>The norm of all weights together at the start; the smaller, the longer and flatter the plateaus.</summary>
    public const double Radius = 0.1;

    /// <summary>A start that waits where the pursuit stands; others pass a level by, or wait a little beside it.</summary>
    public const ulong Seed = 3;

    /// <summary>Follows the flow.</summary>
    public static PlainDescent Follow(double[,] X, double[] y)
    {
        double[,] Y = new double[y.Length, 1];
        Buffer.BlockCopy(y, 0, Y, 0, y.Length * sizeof(double));
        var landscape = new TrainingLandscape(X, Y, [Width, Width], HomogeneousActivation.ReLU);

        double[] weights = new double[landscape.ParameterCount];
        new NcfSearch(Restarts: 1, Seed).FillStart(0, weights);   // uniform on the unit sphere
        for (int i = 0; i < weights.Length; i++)
        {
            weights[i] *= Radius;
        }

        var errors = new List<double>();
        new GradientFlow(StepSize).Run(landscape, weights, Steps, Interval, point =>
        {
            errors.Add(Math.Sqrt(point.Value / landscape.LossAtOrigin));
            return false;
        });
        return new PlainDescent(errors);
    }
}
