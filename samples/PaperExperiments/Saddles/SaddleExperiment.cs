using NeuronPursuit;

namespace PaperExperiments.Saddles;

/// <summary>Gradient descent from a start near a saddle to the next one (Sections 3.4 and 4, App. D.3).</summary>
public sealed class SaddleExperiment(SaddleProtocol protocol) : IExperiment
{
    /// <summary>The three states whose weights are kept: at the start, just before the escape, at the next saddle.</summary>
    internal static readonly string[] States = ["start", "before", "end"];

    // More would show nothing new, and each takes up to a minute.
    private const int MaxSeeds = 5;

    /// <inheritdoc/>
    public string Name => protocol.Name;

    /// <inheritdoc/>
    public string Source => protocol.Source;

    /// <inheritdoc/>
    public string Summary => protocol.Summary;

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        int seeds = request.Quick ? 1 : Math.Min(request.Seeds, MaxSeeds);
        for (int seed = 0; seed < seeds; seed++)
        {
            yield return new RunKey(Name, FormattableString.Invariant($"gd eta={protocol.StepSize}"), protocol.Samples, seed);
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        SaddlePoint saddle = protocol.Saddle(key.Seed);
        SaddleCorrelation correlation = protocol.Correlation(saddle);
        double[] start = SaddleData.Start(
            protocol, saddle, correlation, context.Quick ? protocol.QuickDelta : protocol.Delta, key.Seed);
        SaddlePath path = SaddlePath.Follow(
            saddle,
            correlation,
            start,
            protocol.StepSize,
            context.Quick ? protocol.QuickSteps : protocol.Steps,
            context.Quick ? protocol.QuickInterval : protocol.Interval,
            protocol.AveragedSteps,
            context.Report,
            context.CancellationToken);
        return new RunOutcome
        {
            TrainingError = Math.Sqrt(path.End.Loss * saddle.Loss / saddle.Landscape.LossAtOrigin),
            Widths = [.. saddle.Landscape.Widths.Skip(1).SkipLast(1)],
            Evaluations = path.End.Step + 1,
            StopReason = path.IsAtRest ? "NextSaddle" : "StepLimit",
            Values = SaddleMeasures.Of(saddle, path),
            Tables = Tables(saddle, path),
        };
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => new SaddleSummary(protocol, results).Summarize();

    private static Dictionary<string, double[,]> Tables(SaddlePoint saddle, SaddlePath path)
    {
        double[,] curve = Matrices.OfRows([.. path.Moments.Select(moment =>
            (double[])[moment.Step, moment.Loss, moment.Distance, moment.Alignment, moment.SmallNorm])]);
        var tables = new Dictionary<string, double[,]> { ["path"] = curve };
        foreach ((string state, SaddleMoment moment) in States.Zip([path.Moments[0], path.BeforeEscape, path.End]))
        {
            for (int layer = 0; layer < 3; layer++)
            {
                tables[FormattableString.Invariant($"{state}-w{layer + 1}")] = saddle.Landscape.Matrix(moment.Weights, layer);
            }
        }

        return tables;
    }
}
