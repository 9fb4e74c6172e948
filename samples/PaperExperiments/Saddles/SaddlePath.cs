using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>A moment of the descent.</summary>
/// <param name="Step">Steps of gradient descent.</param>
/// <param name="Loss">The loss relative to that of the saddle.</param>
/// <param name="Distance">The distance from the saddle relative to its norm.</param>
/// <param name="Alignment">Panel (d): how near the direction of w_z is to a KKT point.</param>
/// <param name="SmallNorm">The norm of w_z.</param>
/// <param name="GradientNorm">The norm of the gradient of the loss.</param>
/// <param name="Weights">All weights.</param>
public sealed record SaddleMoment(
    int Step, double Loss, double Distance, double Alignment, double SmallNorm, double GradientNorm, double[] Weights);

/// <summary>Gradient descent from a start near a saddle until it has reached the next one.</summary>
public static class SaddlePath
{
    // The loss at which the path has left the saddle, and the fall of the gradient that says it has come to the next one.
    private const double LeftSaddle = 0.98;
    private const double Rest = 0.003;

    /// <summary>Follows the descent and keeps a moment at every interval.</summary>
    public static IReadOnlyList<SaddleMoment> Follow(
        SaddlePoint saddle,
        SaddleCorrelation correlation,
        double[] start,
        double stepSize,
        int steps,
        int interval,
        Action<string, double> report,
        CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(saddle);
        ArgumentNullException.ThrowIfNull(correlation);
        ArgumentNullException.ThrowIfNull(start);
        ArgumentNullException.ThrowIfNull(report);
        var moments = new List<SaddleMoment>();
        double[] weights = [.. start];
        double steepest = 0;
        new GradientFlow(stepSize).Run(
            saddle.Landscape,
            weights,
            steps,
            interval,
            point =>
            {
                double[] now = point.Weights.ToArray();
                moments.Add(new SaddleMoment(
                    point.Step,
                    point.Value / saddle.Loss,
                    saddle.Distance(now),
                    correlation.Alignment(now),
                    Norm(saddle.InactivePart(now)),
                    Norm(point.Gradient.ToArray()),
                    now));
                if (moments.Count % 100 == 0)
                {
                    report($"step {point.Step}", (double)point.Step / steps);
                }

                if (moments[^1].Loss >= LeftSaddle)
                {
                    return false;
                }

                steepest = Math.Max(steepest, moments[^1].GradientNorm);
                return moments[^1].GradientNorm < Rest * steepest;
            },
            cancellationToken);
        return moments;
    }

    /// <summary>The last moment at which the loss is still that of the saddle, to 2 % (the paper's i_1).</summary>
    public static SaddleMoment BeforeEscape(IReadOnlyList<SaddleMoment> path)
    {
        ArgumentNullException.ThrowIfNull(path);
        return path.TakeWhile(moment => moment.Loss >= LeftSaddle).LastOrDefault() ?? path[0];
    }

    /// <summary>The norm of a vector.</summary>
    public static double Norm(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(value => value * value));
}
