using System.Globalization;
using NeuronPursuit;

namespace PaperExperiments.Sparse;

/// <summary>
/// A method of Section 5.2.1 as its name in the results says it: "np-default", "np-paper eta=0.005" or
/// "gd eta=0.05 steps=3000000".
/// </summary>
public static class SparseMethod
{
    /// <summary>The library's default recipe, which has no step size to choose.</summary>
    public const string Default = "np-default";

    /// <summary>What the names of the paper's recipe begin with.</summary>
    public const string Paper = "np-paper";

    /// <summary>What the names of plain gradient descent begin with.</summary>
    public const string Baseline = "gd";

    // Gradient descent looks at the target error after so many steps.
    private const int CheckedSteps = 10_000;

    /// <summary>Neuron Pursuit by the paper's recipe with one of its step sizes.</summary>
    public static string PaperName(double stepSize) => FormattableString.Invariant($"{Paper} eta={stepSize}");

    /// <summary>Plain gradient descent.</summary>
    public static string BaselineName(double stepSize, int steps) =>
        FormattableString.Invariant($"{Baseline} eta={stepSize} steps={steps}");

    /// <summary>Configures a method by its name.</summary>
    public static NeuronPursuitBuilder Configure(SparseProtocol protocol, string method, RunContext context)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithDepth(protocol.Depth)
            .WithActivation(HomogeneousActivation.LeakyReLU(protocol.NegativeSlope))
            .WithTargetError(protocol.TargetError)
            .WithMaxIterations(protocol.MaxIterations)
            .WithMaxDegreeOfParallelism(context.Threads);
        if (method == Default)
        {
            return Watch(builder, context, protocol.MaxIterations);
        }

        builder.WithRecipe(PursuitRecipe.Paper).WithCheckpoints(context.CheckpointFolder);
        double stepSize = Setting(method, "eta");
        if (method.StartsWith(Paper, StringComparison.Ordinal))
        {
            builder
                .WithRestarts(protocol.Restarts)
                .WithNcfMaximizer(new ProjectedGradientAscent(protocol.AscentStepSize, protocol.AscentSteps))
                .WithGrowthScale(GrowthScale.Paper with { First = protocol.FirstScale })
                .WithOptimizer(new GradientDescent(stepSize, protocol.Steps)
                {
                    ExtendBelow = protocol.ExtendBelow,
                    ExtendedIterations = protocol.ExtendedSteps,
                });
            return Watch(builder, context, protocol.MaxIterations);
        }

        int steps = (int)Setting(method, "steps");
        int stepsAtOnce = Math.Min(steps, CheckedSteps);
        int looks = (steps + stepsAtOnce - 1) / stepsAtOnce;
        builder
            .WithFixedWidths(Enumerable.Repeat(protocol.BaselineWidth, protocol.Depth - 1).ToArray(), protocol.BaselineRadius)
            .WithOptimizer(new GradientDescent(stepSize, stepsAtOnce))
            .WithMaxIterations(looks);
        return Watch(builder, context, looks);
    }

    private static NeuronPursuitBuilder Watch(NeuronPursuitBuilder builder, RunContext context, int iterations) =>
        builder.WithProgress(new Watcher(context, iterations));

    private static double Setting(string method, string name)
    {
        string prefix = name + "=";
        string? word = method.Split(' ').FirstOrDefault(part => part.StartsWith(prefix, StringComparison.Ordinal));
        return word is not null && double.TryParse(word.AsSpan(prefix.Length), CultureInfo.InvariantCulture, out double value)
            ? value
            : throw new ArgumentException($"The method '{method}' has no {name}.");
    }

    /// <summary>Passes iterations on as they end, on the thread that fits.</summary>
    private sealed class Watcher(RunContext context, int iterations) : IProgress<PursuitIteration>
    {
        public void Report(PursuitIteration value) => context.Report(value.ToString(), (double)value.Number / iterations);
    }
}
