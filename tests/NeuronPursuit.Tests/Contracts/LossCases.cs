using NeuronPursuit.Tests.Extending;

namespace NeuronPursuit.Tests;

/// <summary>A loss as a user would write it: <c>sum log cosh(f - y)</c>, smooth and convex.</summary>
internal sealed class LogCoshLoss : ILoss
{
    public bool CanStandardizeTargets => true;

    public double Evaluate(ReadOnlySpan<double> outputs, ReadOnlySpan<double> targets, Span<double> gradient)
    {
        double sum = 0;
        for (int k = 0; k < outputs.Length; k++)
        {
            double difference = Math.Abs(outputs[k] - targets[k]);
            sum += difference + Math.Log((1 + Math.Exp(-2 * difference)) / 2);
            gradient[k] = Math.Tanh(outputs[k] - targets[k]);
        }

        return sum;
    }
}

/// <summary>Targets that losses accept, and what losses say by plain loops.</summary>
internal static class LossCases
{
    /// <summary>Loss, outputs.</summary>
    public static IEnumerable<(string Name, int Outputs)> All() =>
    [
        ("squared", 1), ("squared", 3), ("huber", 1), ("huber", 3), ("logistic", 1), ("cross-entropy", 2), ("cross-entropy", 5),
        ("poisson", 1), ("poisson", 3), ("quantile", 1), ("quantile", 3),
        ("user", 1), ("user", 3), ("page", 1), ("page", 3),
    ];

    public static ILoss Create(string name) => name switch
    {
        "squared" => new SquaredLoss(),
        "huber" => new HuberLoss(0.7),
        "logistic" => new LogisticLoss(),
        "cross-entropy" => new CrossEntropyLoss(),
        "poisson" => new PoissonLoss(),
        "quantile" => ((IScaledLoss)new QuantileLoss(0.8)).InUnitsOf([4, 4, 4]),
        "page" => ExtendingPage.Create<ILoss>("loss", 0.8, 0.5),
        _ => new LogCoshLoss(),
    };

    public static double[,] Targets(ILoss loss, Random random, int samples, int outputs)
    {
        double[,] targets = RandomProblem.NormalMatrix(random, samples, outputs);
        for (int i = 0; i < samples; i++)
        {
            double sum = Enumerable.Range(0, outputs).Sum(k => Math.Abs(targets[i, k]));
            for (int k = 0; k < outputs; k++)
            {
                // Classes or counts for every second sample, probabilities or other numbers for the others.
                targets[i, k] = loss switch
                {
                    LogisticLoss => i % 2 == 0 ? (targets[i, k] > 0 ? 1 : 0) : 1 / (1 + Math.Exp(-targets[i, k])),
                    CrossEntropyLoss => i % 2 == 0 ? (k == i / 2 % outputs ? 1 : 0) : Math.Abs(targets[i, k]) / sum,
                    PoissonLoss => i % 2 == 0 ? Math.Floor(4 * Math.Abs(targets[i, k])) : Math.Abs(targets[i, k]),
                    _ => targets[i, k],
                };
            }
        }

        return targets;
    }

    /// <summary>The weighted mean loss of given outputs, and minus its slopes by the outputs of each sample, not divided by n.</summary>
    public static (double Mean, double[,] Slopes) ByPlainLoops(ILoss loss, double[,] outputs, double[,] targets, double[]? weights = null)
    {
        int samples = outputs.GetLength(0);
        int count = outputs.GetLength(1);
        double[,] slopes = new double[samples, count];
        double sum = 0;
        double total = 0;
        double[] gradient = new double[count];
        for (int i = 0; i < samples; i++)
        {
            double weight = weights is null ? 1 : weights[i];
            sum += weight * loss.Evaluate(ScalarReference.Row(outputs, i), ScalarReference.Row(targets, i), gradient);
            total += weight;
            for (int k = 0; k < count; k++)
            {
                slopes[i, k] = -weight * gradient[k];
            }
        }

        return (sum / total, slopes);
    }
}
