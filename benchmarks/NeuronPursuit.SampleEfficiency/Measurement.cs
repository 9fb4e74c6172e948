using System.Globalization;

namespace NeuronPursuit.SampleEfficiency;

/// <summary>One setting over its seeds, as a line of a table.</summary>
internal static class Measurement
{
    public const string Header =
        """
        | target | inputs | noise | N | recipe | te < .01 | median te | largest te | no signal | held-out error, worst seed | CPU s | widths |
        |---|---|---|---|---|---|---|---|---|---|---|---|
        """;

    private const int TestSamples = 10_000;

    public static string Line(Target target, int inputs, double noise, int samples, string recipe, Options options)
    {
        var fits = new List<(double Error, double Seconds, NeuronPursuitModel Model)>();
        for (int seed = options.FirstSeed; seed < options.FirstSeed + options.Seeds; seed++)
        {
            (double[,] X, double[] y) = target.Draw(samples, inputs, seed, 0, noise);
            (double[,] testX, double[] testY) = target.Draw(TestSamples, inputs, seed, 1, 0);
            NeuronPursuitBuilder builder = target.Builder()
                .WithRecipe(Recipe(recipe)).WithSeed((ulong)seed).WithMaxDegreeOfParallelism(1);
            TimeSpan before = Environment.CpuUsage.TotalTime;
            NeuronPursuitModel model = builder.Fit(X, y);
            double seconds = (Environment.CpuUsage.TotalTime - before).TotalSeconds;
            fits.Add((RelativeError(model.Predict(testX), testY), seconds, model));
        }

        double[] errors = [.. fits.Select(fit => fit.Error).Order()];
        double[] times = [.. fits.Select(fit => fit.Seconds).Order()];
        NeuronPursuitModel worst = fits.MaxBy(fit => fit.Error).Model;
        double? heldOut = worst.History is [.., var last] ? last.ValidationError : null;
        string widths = string.Join(' ', fits
            .GroupBy(fit => string.Join('/', fit.Model.HiddenWidths))
            .OrderByDescending(group => group.Count())
            .Take(2)
            .Select(group => group.Key));
        return string.Create(
            CultureInfo.InvariantCulture,
            $"| {target.Name} | {inputs} | {noise} | {samples} | {recipe} | {errors.Count(e => e < 0.01)}/{errors.Length} | {errors[errors.Length / 2]:g2} | {errors[^1]:g2} | {fits.Count(fit => fit.Model.StopReason == PursuitStopReason.NoSignal)} | {heldOut:g2} | {times[times.Length / 2]:f3} | {widths} |");
    }

    private static PursuitRecipe Recipe(string name) => name switch
    {
        "sparse" => PursuitRecipe.Sparse,
        "fast" => PursuitRecipe.Fast,
        "paper" => PursuitRecipe.Paper,
        _ => throw new ArgumentException($"'{name}' is no recipe; sparse, fast and paper are."),
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
