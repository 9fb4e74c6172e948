using System.Globalization;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>What a line of a table measures.</summary>
/// <param name="Target">The name of a target.</param>
/// <param name="Inputs">Columns.</param>
/// <param name="Noise">Standard deviation of the noise over that of the target.</param>
/// <param name="Samples">Training samples.</param>
/// <param name="Recipe">auto, sparse, fast or paper.</param>
/// <param name="Seeds">Problems.</param>
internal sealed record Setting(string Target, int Inputs, double Noise, int Samples, string Recipe, int Seeds)
{
    /// <summary>How the line begins, which tells it from all others.</summary>
    public string Key => FormattableString.Invariant($"| {Target} | {Inputs} | {Noise} | {Samples} | {Recipe} |");
}

/// <summary>One setting over its seeds, as a line of a table.</summary>
internal static class Measurement
{
    public const string Header =
        """
        | target | inputs | noise | N | recipe | te < .01 | median te | largest te | no signal | unseen | CPU s | widths |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    private const int TestSamples = 10_000;

    public static string Line(Setting setting, int firstSeed)
    {
        Target target = Target.Named(setting.Target);
        var fits = new List<(double Error, double Seconds, NeuronPursuitModel Model)>();
        for (int seed = firstSeed; seed < firstSeed + setting.Seeds; seed++)
        {
            (double[,] X, double[] y) = target.Draw(setting.Samples, setting.Inputs, seed, 0, setting.Noise);
            (double[,] testX, double[] testY) = target.Draw(TestSamples, setting.Inputs, seed, 1, 0);
            NeuronPursuitBuilder builder = target.Builder()
                .WithRecipe(Recipe(setting.Recipe)).WithSeed((ulong)seed).WithMaxDegreeOfParallelism(1);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            NeuronPursuitModel model = builder.Fit(X, y);
            double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            fits.Add((RelativeError(model.Predict(testX), testY), seconds, model));
        }

        double[] errors = [.. fits.Select(fit => fit.Error).Order()];
        double[] times = [.. fits.Select(fit => fit.Seconds).Order()];
        string widths = string.Join(' ', fits
            .GroupBy(fit => string.Join('/', fit.Model.HiddenWidths))
            .OrderByDescending(group => group.Count())
            .Take(2)
            .Select(group => group.Key));
        string unseen = setting.Recipe == "sparse" ? $"{fits.Count(fit => IsUnseen(fit.Error, fit.Model))}" : "";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{setting.Key} {errors.Count(e => e < 0.01)}/{errors.Length} | {Median(errors):g2} | {errors[^1]:g2} | {fits.Count(fit => fit.Model.StopReason == PursuitStopReason.NoSignal)} | {unseen} | {Median(times):f3} | {widths} |");
    }

    /// <summary>A failure that the held-out error in the history does not show.</summary>
    private static bool IsUnseen(double testError, NeuronPursuitModel model) =>
        testError > 0.05 && model.History is [.., { ValidationError: { } heldOut }] && heldOut < testError / 5;

    private static double Median(double[] sorted) =>
        (sorted[sorted.Length / 2] + sorted[(sorted.Length - 1) / 2]) / 2;

    private static PursuitRecipe Recipe(string name) => name switch
    {
        "auto" => PursuitRecipe.Auto,
        "sparse" => PursuitRecipe.Sparse,
        "fast" => PursuitRecipe.Fast,
        "paper" => PursuitRecipe.Paper,
        _ => throw new ArgumentException($"'{name}' is no recipe; auto, sparse, fast and paper are."),
    };

    private static double RelativeError(double[] predicted, double[] expected)
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
