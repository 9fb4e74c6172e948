using NeuronPursuit;

namespace PaperExperiments.Fig5;

/// <summary>
/// A model and the target over all vertices of the cube, ordered lexicographically from (1, ..., 1) to (-1, ..., -1) as
/// in Fig. 5.
/// </summary>
/// <param name="Points">
/// One row for each stretch of vertices: the target (constant there, since it depends on the first three inputs), and
/// the smallest, mean and largest value of the model.
/// </param>
/// <param name="RelativeError">|f - model| / |f| over all vertices.</param>
public sealed record CubeCurve(double[,] Points, double RelativeError)
{
    /// <summary>Evaluates a model on all vertices.</summary>
    public static CubeCurve Of(NeuronPursuitModel model, Fig5Settings settings)
    {
        int stretch = (1 << settings.Inputs) / settings.CurvePoints;
        double[,] points = new double[settings.CurvePoints, 4];
        double[,] X = new double[stretch, settings.Inputs];
        double residual = 0;
        double total = 0;
        for (int point = 0; point < settings.CurvePoints; point++)
        {
            for (int row = 0; row < stretch; row++)
            {
                int vertex = point * stretch + row;
                for (int column = 0; column < settings.Inputs; column++)
                {
                    X[row, column] = (vertex >> (settings.Inputs - 1 - column) & 1) == 0 ? 1 : -1;
                }
            }

            double target = Fig5Settings.Target(X[0, 0], X[0, 1], X[0, 2]);
            double[] values = model.Predict(X);
            residual += values.Sum(value => (value - target) * (value - target));
            total += stretch * target * target;
            points[point, 0] = target;
            points[point, 1] = values.Min();
            points[point, 2] = values.Average();
            points[point, 3] = values.Max();
        }

        return new CubeCurve(points, Math.Sqrt(residual / total));
    }
}
