using System.Globalization;
using NeuronPursuit;
using PaperExperiments.Reporting;

namespace PaperExperiments.Rescaling;

/// <summary>
/// App. D.6: (c W_1, W_2, W_3 / c) gives the same output, but a new neuron of layer 2 correlates c times as much with the
/// residual and one of layer 1 1 / c times, so that another neuron is added; balancing undoes it.
/// </summary>
public sealed class RescalingExperiment : IExperiment
{
    private const string Method = "np-default";

    private readonly RescalingSettings _settings = new();

    /// <inheritdoc/>
    public string Name => "rescaling";

    /// <inheritdoc/>
    public string Source => "App. D.6";

    /// <inheritdoc/>
    public string Summary => "Rescaled weights with the same output let another neuron be added; balancing undoes it.";

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        for (int seed = 0; seed < (request.Quick ? Math.Min(request.Seeds, _settings.QuickSeeds) : request.Seeds); seed++)
        {
            yield return new RunKey(Name, Method, _settings.Samples, seed);
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        (double[,] X, double[] y) = Draw(key.Seed);
        NeuronPursuitModel model = new NeuronPursuitBuilder()
            .WithMaxIterations(_settings.Iterations)
            .WithTargetError(0)
            .WithSeed((ulong)key.Seed)
            .WithMaxDegreeOfParallelism(context.Threads)
            .Fit(X, y, context.CancellationToken);
        double[,] targets = new double[y.Length, 1];
        for (int i = 0; i < y.Length; i++)
        {
            targets[i, 0] = y[i];
        }

        var landscape = new TrainingLandscape(X, targets, model.HiddenWidths, model.Activation, context.Threads);
        double[] weights = landscape.Balance(landscape.Flatten([.. Enumerable.Range(0, 3).Select(model.GetWeights)]));
        double[,] outputs = landscape.Outputs(weights);
        (double first, double second) = Maxima(landscape, weights, context);
        double[,] table = new double[_settings.Factors.Count, 5];
        double outputError = 0;
        double scalingError = 0;
        double balanceError = 0;
        for (int row = 0; row < _settings.Factors.Count; row++)
        {
            double factor = _settings.Factors[row];
            double[] scaled = Scaled(landscape, weights, factor);
            double[] balanced = landscape.Balance(scaled);
            (double one, double two) = Maxima(landscape, scaled, context);
            (double oneAgain, double twoAgain) = Maxima(landscape, balanced, context);
            double[] cells = [factor, one, two, oneAgain, twoAgain];
            for (int column = 0; column < cells.Length; column++)
            {
                table[row, column] = cells[column];
            }

            outputError = Math.Max(outputError, Difference(outputs, landscape.Outputs(scaled)));
            scalingError = Math.Max(scalingError, Math.Max(Math.Abs(one * factor / first - 1), Math.Abs(two / factor / second - 1)));
            balanceError = Math.Max(balanceError, Math.Max(Math.Abs(oneAgain / first - 1), Math.Abs(twoAgain / second - 1)));
            context.Report(string.Create(CultureInfo.InvariantCulture, $"c = {factor:g3}"), (row + 1.0) / _settings.Factors.Count);
        }

        int last = _settings.Factors.Count - 1;
        return RunOutcome.Of(model) with
        {
            Values = new Dictionary<string, double>
            {
                ["output-error"] = outputError,
                ["scaling-error"] = scalingError,
                ["balance-error"] = balanceError,
                ["crossing"] = Math.Sqrt(first / second),
                ["layer-at-smallest-c"] = table[0, 1] > table[0, 2] ? 1 : 2,
                ["layer-at-largest-c"] = table[last, 1] > table[last, 2] ? 1 : 2,
            },
            Tables = new Dictionary<string, double[,]> { ["maxima"] = table },
        };
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => RescalingSummary.Of(results);

    /// <summary>The largest correlation of a new neuron of layer 1 and of layer 2.</summary>
    private (double First, double Second) Maxima(TrainingLandscape landscape, double[] weights, RunContext context)
    {
        double[] values = [.. Enumerable.Range(0, 2).Select(layer => new BatchedAscent().Maximize(
            landscape.NeuronCorrelation(weights, layer), new NcfSearch(_settings.Restarts, (ulong)layer), context.CancellationToken)[0].Value)];
        return (values[0], values[1]);
    }

    private static double[] Scaled(TrainingLandscape landscape, double[] weights, double factor)
    {
        double[][,] matrices = [.. Enumerable.Range(0, 3).Select(layer => landscape.Matrix(weights, layer))];
        Multiply(matrices[0], factor);
        Multiply(matrices[2], 1 / factor);
        return landscape.Flatten(matrices);
    }

    private static void Multiply(double[,] matrix, double factor)
    {
        for (int row = 0; row < matrix.GetLength(0); row++)
        {
            for (int column = 0; column < matrix.GetLength(1); column++)
            {
                matrix[row, column] *= factor;
            }
        }
    }

    private static double Difference(double[,] left, double[,] right) =>
        Statistics.RelativeError([.. right.Cast<double>()], [.. left.Cast<double>()]);

    private (double[,] X, double[] Y) Draw(int seed)
    {
        var random = new Random(7919 * (seed + 1));
        double[,] X = new double[_settings.Samples, _settings.Inputs];
        double[] y = new double[_settings.Samples];
        for (int i = 0; i < y.Length; i++)
        {
            for (int j = 0; j < _settings.Inputs; j++)
            {
                X[i, j] = Draws.Normal(random);
            }

            y[i] = Math.Max(0, Math.Max(0, 2 * X[i, 0] + X[i, 1]) - Math.Max(0, X[i, 2] - X[i, 3])) - Math.Max(0, X[i, 4] + X[i, 5]);
        }

        return (X, y);
    }
}
