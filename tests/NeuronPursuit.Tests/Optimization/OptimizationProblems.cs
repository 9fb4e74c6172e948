namespace NeuronPursuit.Tests;

/// <summary>A function to minimise, with its start and what it cost so far.</summary>
internal sealed class OptimizationProblem(double[] start, Func<double[], (double Value, double[] Gradient)> function) : ISumObjective
{
    public double[] Start => [.. start];

    public int ParameterCount => start.Length;

    public int SampleCount => 1;

    public int Evaluations { get; private set; }

    /// <summary>Called with the number of every evaluation.</summary>
    public Action<int> OnEvaluation { get; init; } = _ => { };

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        OnEvaluation(++Evaluations);
        (double value, double[] slope) = function(parameters.ToArray());
        slope.CopyTo(gradient);
        return value;
    }
}

/// <summary>The problems that every optimiser is tried on.</summary>
internal static class OptimizationProblems
{
    public static IEnumerable<string> Names =>
        ["quadratic", "ill-conditioned quadratic", "Rosenbrock", "small network", "deep network", "overflowing", "at its minimum"];

    public static OptimizationProblem Create(string name, Action<int>? onEvaluation = null)
    {
        (double[] start, Func<double[], (double, double[])> function) = name switch
        {
            "quadratic" => Quadratic([1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1], _ => 1, i => i - 5),
            "ill-conditioned quadratic" => Quadratic([1, 1, 1, 1, 1], i => Math.Pow(10, i), _ => 0),
            "Rosenbrock" => Rosenbrock(),
            "small network" => NetworkLoss(0.1, 1, 3),
            "deep network" => NetworkLoss(0.5, 2, 4),
            "overflowing" => Overflowing(),
            "at its minimum" => Quadratic([2, 2], _ => 1, _ => 2),
            _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such problem."),
        };
        return new OptimizationProblem(start, function) { OnEvaluation = onEvaluation ?? (_ => { }) };
    }

    /// <summary><c>sum_i curvature_i (w_i - center_i)^2 / 2</c>.</summary>
    public static (double[] Start, Func<double[], (double Value, double[] Gradient)> Function) Quadratic(
        double[] start, Func<int, double> curvature, Func<int, double> center) =>
        (start, w =>
        (
            w.Select((entry, i) => 0.5 * curvature(i) * (entry - center(i)) * (entry - center(i))).Sum(),
            [.. w.Select((entry, i) => curvature(i) * (entry - center(i)))]));

    private static (double[], Func<double[], (double, double[])>) Rosenbrock() =>
        ([-1.2, 1], w =>
        {
            double valley = w[1] - w[0] * w[0];
            return (100 * valley * valley + (1 - w[0]) * (1 - w[0]), [-400 * valley * w[0] - 2 * (1 - w[0]), 200 * valley]);
        });

    private static (double[], Func<double[], (double, double[])>) NetworkLoss(double alpha, int power, int depth)
    {
        RandomProblem problem = RandomProblem.Create(alpha, power, 2, depth, samples: 30);
        ISumObjective loss = TestObjects.TrainingObjective(problem.Network.Shape, problem.Inputs, problem.Targets);
        return ([.. problem.Weights.Select(weight => 0.8 * weight)], w =>
        {
            double[] gradient = new double[w.Length];
            return (loss.Evaluate(w, gradient), gradient);
        });
    }

    /// <summary><c>sum_i cosh(30 w_i)</c> is infinite a few units away from its minimum.</summary>
    private static (double[], Func<double[], (double, double[])>) Overflowing() =>
        ([0.5, -0.3], w => (w.Sum(entry => Math.Cosh(30 * entry)), [.. w.Select(entry => 30 * Math.Sinh(30 * entry))]));
}
