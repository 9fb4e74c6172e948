using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>A moment of the descent.</summary>
/// <param name="Step">Steps of gradient descent.</param>
/// <param name="Loss">The loss relative to that of the saddle.</param>
/// <param name="Distance">The distance from the saddle relative to its norm.</param>
/// <param name="Alignment">Panel (d): how near the direction of w_z is to a KKT point.</param>
/// <param name="SmallNorm">The norm of w_z.</param>
/// <param name="Weights">All weights.</param>
public sealed record SaddleMoment(int Step, double Loss, double Distance, double Alignment, double SmallNorm, double[] Weights);

/// <summary>Gradient descent from a start near a saddle until it has come to rest at the next one.</summary>
public sealed class SaddlePath
{
    // The loss at which the path has left the saddle; the share of the fastest fall at which it has come to rest.
    private const double LeftSaddle = 0.99;
    private const double Rest = 0.003;

    // A moment between two intervals is kept when so much has happened since the last one. The path is looked at twice as
    // often once a tenth of that has happened, and else half as often, between these shares of an interval: an escape of
    // high degree comes suddenly.
    private const double NoticeableChange = 0.005;
    private const double SmallestChange = NoticeableChange / 10;
    private const int FewestLooks = 20;
    private const int MostLooks = 2000;

    private readonly List<SaddleMoment> _moments = [];
    private double _fastest;

    /// <summary>All moments kept.</summary>
    public IReadOnlyList<SaddleMoment> Moments => _moments;

    /// <summary>The last moment at which the loss is that of the saddle, to 1 % (the paper's i_1).</summary>
    public SaddleMoment BeforeEscape => _moments.TakeWhile(moment => moment.Loss >= LeftSaddle).LastOrDefault() ?? _moments[0];

    /// <summary>The end: at rest at the next saddle (the paper's i_2) if <see cref="IsAtRest"/>.</summary>
    public SaddleMoment End => _moments[^1];

    /// <summary>Whether the loss, having left the saddle, falls at less than 0.3 % of its fastest rate.</summary>
    public bool IsAtRest { get; private set; }

    /// <summary>Follows the descent and keeps a moment at every interval.</summary>
    /// <param name="saddle">The saddle.</param>
    /// <param name="correlation">Of which the direction of w_z may be a KKT point.</param>
    /// <param name="start">Where to start; not changed.</param>
    /// <param name="stepSize">The step.</param>
    /// <param name="steps">Steps at most.</param>
    /// <param name="interval">Steps from one moment to the next; less where loss or alignment change fast.</param>
    /// <param name="averaged">
    /// Over how many last steps the gradient of the correlation is averaged. A descent that slides along a kink of ReLU steps
    /// from one side to the other, and its direction is the mean of both: the element of Clarke's subdifferential that
    /// counts. 1 where there are no kinks.
    /// </param>
    /// <param name="report">Takes the state and the share that is done.</param>
    /// <param name="cancellationToken">Ends the descent.</param>
    public static SaddlePath Follow(
        SaddlePoint saddle,
        SaddleCorrelation correlation,
        double[] start,
        double stepSize,
        int steps,
        int interval,
        int averaged,
        Action<string, double> report,
        CancellationToken cancellationToken)
    {
        var path = new SaddlePath();
        double[] weights = [.. start];
        double[] slope = new double[weights.Length];
        double[] mean = new double[weights.Length];
        int longest = Math.Max(averaged, interval / FewestLooks);
        int shortest = Math.Max(averaged, interval / MostLooks);
        int look = longest;
        int next = 0;
        new GradientFlow(stepSize).Run(
            saddle.Landscape, weights, steps, averaged == 1 ? shortest : 1, Observe, cancellationToken);
        return path;

        bool Observe(GradientFlowPoint point)
        {
            int left = Math.Max(0, next - point.Step);
            if (left >= averaged)
            {
                return false;
            }

            double[] now = point.Weights.ToArray();
            correlation.Evaluate(now, slope);
            for (int i = 0; i < mean.Length; i++)
            {
                mean[i] += slope[i];
            }

            if (left > 0)
            {
                return false;
            }

            double[] small = saddle.InactivePart(now);
            double change = path.Add(
                new SaddleMoment(point.Step, point.Value / saddle.Loss, saddle.Distance(now), KktCondition.Alignment(mean, small), Norm(small), now),
                interval);
            look = change >= SmallestChange ? Math.Max(shortest, look / 2) : Math.Min(longest, 2 * look);
            next = point.Step + look;
            Array.Clear(mean);
            if (path.Moments.Count % 100 == 0)
            {
                report($"step {point.Step}", (double)point.Step / steps);
            }

            return path.IsAtRest;
        }
    }

    /// <summary>The norm of a vector.</summary>
    public static double Norm(IEnumerable<double> vector) => Math.Sqrt(vector.Sum(value => value * value));

    /// <summary>Keeps a moment if it is due or much has happened; returns how much has, in loss or alignment.</summary>
    private double Add(SaddleMoment moment, int interval)
    {
        if (_moments.Count == 0)
        {
            _moments.Add(moment);
            return 0;
        }

        SaddleMoment last = _moments[^1];
        double change = Math.Max(Math.Abs(moment.Loss - last.Loss), Math.Abs(moment.Alignment - last.Alignment));
        if (change < NoticeableChange && moment.Step - last.Step < interval)
        {
            return change;
        }

        _moments.Add(moment);
        if (moment.Loss < LeftSaddle)
        {
            double rate = (last.Loss - moment.Loss) / (moment.Step - last.Step);
            _fastest = Math.Max(_fastest, rate);
            IsAtRest = rate < Rest * _fastest;
        }

        return change;
    }
}
