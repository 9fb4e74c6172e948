using System.Globalization;
using NeuronPursuit;
using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Omp;

/// <summary>App. D.5: on a diagonal linear network Neuron Pursuit is orthogonal matching pursuit.</summary>
public sealed class OmpExperiment : IExperiment
{
    private const string Example = "example";
    private const string Random = "random";
    private const string PaperMethod = "np-paper";
    private const string DefaultMethod = "np-default";

    private readonly OmpSettings _settings = new();

    /// <inheritdoc/>
    public string Name => "omp";

    /// <inheritdoc/>
    public string Source => "App. D.5";

    /// <inheritdoc/>
    public string Summary => "On a diagonal linear network Neuron Pursuit chooses the columns of orthogonal matching pursuit, and its coefficients.";

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        ArgumentNullException.ThrowIfNull(request);
        foreach (string method in new[] { PaperMethod, DefaultMethod })
        {
            yield return new RunKey(Example, method, 2, 0);
        }

        for (int seed = 0; seed < (request.Quick ? Math.Min(request.Seeds, _settings.QuickSeeds) : request.Seeds); seed++)
        {
            yield return new RunKey(Random, DefaultMethod, _settings.Rows, seed);
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(context);
        (double[,] X, double[] y) = key.Case == Example
            ? (OmpSettings.ExampleMatrix, OmpSettings.ExampleTarget)
            : RandomProblem(key.Seed);
        int count = key.Case == Example ? 2 : _settings.Sparsity;
        MatchingPursuit reference = MatchingPursuit.Run(X, y, count, _settings.Tolerance);
        var solutions = new List<double[]>();
        NeuronPursuitModel model = Configure(key, context, count)
            .WithStopWhen((iteration, current) =>
            {
                solutions.Add(Coefficients(current));
                context.Report(iteration.ToString(), (double)iteration.Number / count);
                return false;
            })
            .Fit(X, y, context.CancellationToken);
        int[] columns = [.. Chosen(solutions)];
        var values = new Dictionary<string, double>
        {
            ["same columns"] = columns.SequenceEqual(reference.Columns) ? 1 : 0,
            ["columns"] = columns.Length,
            ["coefficient error"] = reference.Solutions.Zip(solutions, (theirs, ours) => theirs.Zip(ours, (a, b) => Math.Abs(a - b)).Max())
                .DefaultIfEmpty(double.NaN).Max(),
        };
        if (key.Case == Example)
        {
            for (int iteration = 0; iteration < solutions.Count; iteration++)
            {
                for (int j = 0; j < 3; j++)
                {
                    values[FormattableString.Invariant($"z{iteration + 1} {j + 1}")] = solutions[iteration][j];
                }
            }
        }

        return RunOutcome.Of(model, double.NaN) with
        {
            TestError = null,
            Values = values,
            Tables = new Dictionary<string, double[,]>
            {
                ["pursuit"] = Rows(solutions),
                ["reference"] = Rows(reference.Solutions),
            },
        };
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results)
    {
        ArgumentNullException.ThrowIfNull(results);
        return results.Runs.Count == 0 ? Section.Empty : new Section([Figure(results)], [Table(results)]);
    }

    private static Figure Figure(ResultSet results)
    {
        var panels = new List<Plot>();
        foreach ((string @case, string title) in new[] { (Example, "example of D.5, after each iteration"), (Random, "random problems, 5 of 200 columns") })
        {
            Plot plot = PanelStyle.New(title, "coefficient of orthogonal matching pursuit", "coefficient of Neuron Pursuit");
            var theirs = new List<double>();
            var ours = new List<double>();
            foreach (FinishedRun run in results.Runs.Where(run => run.Key.Case == @case && run.Key.Method == DefaultMethod))
            {
                double[,] reference = run.Table("reference");
                double[,] pursuit = run.Table("pursuit");
                for (int row = 0; row < Math.Min(reference.GetLength(0), pursuit.GetLength(0)); row++)
                {
                    for (int column = 0; column < reference.GetLength(1); column++)
                    {
                        if (reference[row, column] != 0 || pursuit[row, column] != 0)
                        {
                            theirs.Add(reference[row, column]);
                            ours.Add(pursuit[row, column]);
                        }
                    }
                }
            }

            if (theirs.Count > 0)
            {
                (double low, double high) = (theirs.Concat(ours).Min(), theirs.Concat(ours).Max());
                plot.Add.Line(low, low, high, high).Color = Colors.LightGray;
                plot.Add.ScatterPoints(theirs.ToArray(), ours.ToArray(), PanelStyle.Colour(0)).MarkerSize = 8;
            }

            panels.Add(plot);
        }

        return new Figure(
            "omp",
            "App. D.5. Coefficients after every iteration, those of Neuron Pursuit on a diagonal linear network against those of orthogonal matching pursuit.",
            panels);
    }

    private static ReportTable Table(ResultSet results) => new(
        "Neuron Pursuit beside orthogonal matching pursuit with columns that are not normalised.",
        ["case", "method", "runs", "same columns in the same order", "largest difference of a coefficient"],
        [.. results.Runs.GroupBy(run => (run.Key.Case, run.Key.Method)).Select(group => (IReadOnlyList<string>)
        [
            group.Key.Case,
            group.Key.Method,
            group.Count().ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{group.Count(run => run.Outcome.Values["same columns"] == 1)} of {group.Count()}"),
            group.Max(run => run.Outcome.Values["coefficient error"]).ToString("0.0e+00", CultureInfo.InvariantCulture),
        ])]);

    private static double[,] Rows(IReadOnlyList<double[]> rows)
    {
        double[,] table = new double[rows.Count, rows.Count == 0 ? 0 : rows[0].Length];
        for (int row = 0; row < rows.Count; row++)
        {
            for (int column = 0; column < table.GetLength(1); column++)
            {
                table[row, column] = rows[row][column];
            }
        }

        return table;
    }

    /// <summary>The columns in the order in which they became non-zero.</summary>
    private static IEnumerable<int> Chosen(List<double[]> solutions) => solutions
        .SelectMany((solution, iteration) => Enumerable.Range(0, solution.Length)
            .Where(j => solution[j] != 0 && (iteration == 0 || solutions[iteration - 1][j] == 0)));

    /// <summary>The linear map that the network is: W_2 W_1.</summary>
    private static double[] Coefficients(NeuronPursuitModel model)
    {
        double[,] first = model.GetWeights(0);
        double[,] second = model.GetWeights(1);
        double[] coefficients = new double[first.GetLength(1)];
        for (int neuron = 0; neuron < first.GetLength(0); neuron++)
        {
            for (int j = 0; j < coefficients.Length; j++)
            {
                coefficients[j] += second[0, neuron] * first[neuron, j];
            }
        }

        return coefficients;
    }

    private NeuronPursuitBuilder Configure(RunKey key, RunContext context, int count)
    {
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithDepth(2)
            .WithActivation(HomogeneousActivation.Linear)
            .WithInputsPerNeuron(1)
            .WithMaxIterations(count)
            .WithTargetError(_settings.Tolerance)
            .WithSeed((ulong)key.Seed)
            .WithMaxDegreeOfParallelism(context.Threads);
        return key.Method == PaperMethod
            ? builder.WithRecipe(PursuitRecipe.Paper)
                .WithGrowthScale(GrowthScale.Paper with { First = _settings.Delta, Relative = _settings.Delta })
                .WithOptimizer(new GradientDescent(_settings.StepSize, _settings.Steps))
            : builder.WithOptimizer(new LevenbergMarquardt());
    }

    private (double[,] X, double[] Y) RandomProblem(int seed)
    {
        var random = new Random(7919 * (seed + 1));
        double[,] X = new double[_settings.Rows, _settings.Columns];
        for (int i = 0; i < X.GetLength(0); i++)
        {
            for (int j = 0; j < X.GetLength(1); j++)
            {
                X[i, j] = Normal(random);
            }
        }

        int[] support = [.. Enumerable.Range(0, _settings.Columns).OrderBy(_ => random.NextDouble()).Take(_settings.Sparsity)];
        double[] weights = [.. support.Select(_ => Normal(random))];
        double[] y = [.. Enumerable.Range(0, _settings.Rows).Select(i => support.Select((j, k) => X[i, j] * weights[k]).Sum())];
        return (X, y);
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
}
