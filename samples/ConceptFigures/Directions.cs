using NeuronPursuit;

namespace ConceptFigures;

/// <summary>The correlation of one ReLU neuron with a target of two inputs, over all directions of its incoming weights.</summary>
/// <param name="X">The inputs.</param>
/// <param name="Y">The target.</param>
/// <param name="Values">The correlation at every degree, with the better sign of the outgoing weight.</param>
/// <param name="Signs">That sign: 1 or -1.</param>
/// <param name="Found">The points at which the search ended, one per start.</param>
public sealed record Directions(
    double[,] X, double[,] Y, IReadOnlyList<double> Values, IReadOnlyList<int> Signs, IReadOnlyList<KktPoint> Found)
{
    public const int Samples = 240;
    public const int Starts = 32;
    public const string Formula = "y = relu(x1) + 0.8 relu(x2 - x1) - relu(-x1 - x2)";

    public static Directions Measure()
    {
        var random = new Random(5);
        double[,] X = new double[Samples, 2];
        double[,] Y = new double[Samples, 1];
        for (int row = 0; row < Samples; row++)
        {
            double x1 = X[row, 0] = (2 * random.NextDouble()) - 1;
            double x2 = X[row, 1] = (2 * random.NextDouble()) - 1;
            Y[row, 0] = Math.Max(0, x1) + (0.8 * Math.Max(0, x2 - x1)) - Math.Max(0, -x1 - x2);
        }

        // With all weights at zero the residual is the target itself.
        var landscape = new TrainingLandscape(X, Y, [1], HomogeneousActivation.ReLU);
        INcfObjective correlation = landscape.NeuronCorrelation(new double[landscape.ParameterCount], hiddenLayer: 0);

        double[] candidates = new double[360 * 3];
        for (int degree = 0; degree < 360; degree++)
        {
            (candidates[(3 * degree) + 1], candidates[3 * degree]) = Math.SinCos(degree * Math.PI / 180);
        }

        double[] values = new double[360];
        correlation.Complete(candidates, values, new double[candidates.Length]);
        IReadOnlyList<KktPoint> found = new BatchedAscent().Maximize(correlation, new NcfSearch(Starts, Seed: 1), CancellationToken.None);
        return new Directions(X, Y, values, [.. Enumerable.Range(0, 360).Select(degree => Math.Sign(candidates[(3 * degree) + 2]))], found);
    }
}
