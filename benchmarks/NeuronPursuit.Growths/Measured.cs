namespace NeuronPursuit.Growths;

/// <summary>A fit and what it cost.</summary>
internal sealed record Measured(NeuronPursuitModel Model, double Seconds)
{
    // A growth that gains less than this part of the loss is counted as lost.
    private const double Noticeable = 0.002;

    public double TestError { get; init; }

    public bool Reached => Model.StopReason == PursuitStopReason.TargetReached;

    public int Growths => Model.History.Count - 1;

    public int Lost => Model.History.Zip(Model.History.Skip(1), (before, after) => after.Loss > (1 - Noticeable) * before.Loss).Count(lost => lost);

    public long Evaluations => Model.History.Sum(iteration => iteration.Evaluations);

    public static Measured Fit(Func<NeuronPursuitModel> fit)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        NeuronPursuitModel model = fit();
        return new Measured(model, (Environment.CpuUsage.TotalTime - before).TotalSeconds);
    }

    public static double RelativeError(double[] predicted, double[] expected)
    {
        double residual = 0;
        double total = 0;
        for (int i = 0; i < expected.Length; i++)
        {
            residual += (predicted[i] - expected[i]) * (predicted[i] - expected[i]);
            total += expected[i] * expected[i];
        }

        return Math.Sqrt(residual / total);
    }
}
