namespace NeuronPursuit.Tests;

/// <summary>An <see cref="INcfObjective"/> at one candidate.</summary>
internal static class NcfObjectiveExtensions
{
    public static int Size(this INcfObjective objective) => objective.IncomingCount + objective.OutgoingCount;

    public static double ValueAt(this INcfObjective objective, ReadOnlySpan<double> candidate)
    {
        double[] values = [double.NaN];
        objective.Evaluate(candidate, values, new double[candidate.Length]);
        return values[0];
    }

    public static double[] GradientAt(this INcfObjective objective, ReadOnlySpan<double> candidate)
    {
        // Garbage before the call must not show after it.
        double[] gradient = new double[candidate.Length];
        Array.Fill(gradient, double.NaN);
        objective.Evaluate(candidate, new double[1], gradient);
        return gradient;
    }

    public static (double[] Candidate, double Value, double[] Gradient) Completed(this INcfObjective objective, double[] candidate)
    {
        double[] completed = [.. candidate];
        double[] values = [double.NaN];
        double[] gradient = new double[candidate.Length];
        Array.Fill(gradient, double.NaN);
        objective.Complete(completed, values, gradient);
        return (completed, values[0], gradient);
    }

    public static double[] Scaled(this INcfObjective objective, double[] candidate, double incoming, double outgoing) =>
        [.. candidate.Select((weight, i) => weight * (i < objective.IncomingCount ? incoming : outgoing))];
}
