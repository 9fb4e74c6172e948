using NeuronPursuit;

namespace PaperExperiments.Omp;

/// <summary>App. D.5: on a diagonal linear network Neuron Pursuit is orthogonal matching pursuit.</summary>
public sealed class OmpExperiment : IExperiment
{
    /// <summary>The problem of D.5.</summary>
    internal const string ExampleCase = "example";

    /// <summary>Random problems.</summary>
    internal const string RandomCase = "random";

    /// <summary>The library's default recipe.</summary>
    internal const string DefaultMethod = "np-default";

    private const string PaperMethod = "np-paper";

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
        foreach (string method in new[] { PaperMethod, DefaultMethod })
        {
            yield return new RunKey(ExampleCase, method, 2, 0);
        }

        for (int seed = 0; seed < (request.Quick ? Math.Min(request.Seeds, _settings.QuickSeeds) : request.Seeds); seed++)
        {
            yield return new RunKey(RandomCase, DefaultMethod, _settings.Rows, seed);
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        (double[,] X, double[] y) = key.Case == ExampleCase
            ? (OmpSettings.ExampleMatrix, OmpSettings.ExampleTarget)
            : RandomProblem(key.Seed);
        int count = key.Case == ExampleCase ? 2 : _settings.Sparsity;
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
            ["same-columns"] = columns.SequenceEqual(reference.Columns) ? 1 : 0,
            ["coefficient-error"] = reference.Solutions.Zip(solutions, (theirs, ours) => theirs.Zip(ours, (a, b) => Math.Abs(a - b)).Max())
                .DefaultIfEmpty(double.NaN).Max(),
        };
        if (key.Case == ExampleCase)
        {
            for (int iteration = 0; iteration < solutions.Count; iteration++)
            {
                for (int j = 0; j < 3; j++)
                {
                    values[FormattableString.Invariant($"z{iteration + 1}-{j + 1}")] = solutions[iteration][j];
                }
            }
        }

        return RunOutcome.Of(model) with
        {
            Values = values,
            Tables = new Dictionary<string, double[,]>
            {
                ["pursuit"] = Matrices.OfRows(solutions),
                ["reference"] = Matrices.OfRows(reference.Solutions),
            },
        };
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => OmpSummary.Of(results);

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
                X[i, j] = Draws.Normal(random);
            }
        }

        int[] support = [.. Enumerable.Range(0, _settings.Columns).OrderBy(_ => random.NextDouble()).Take(_settings.Sparsity)];
        double[] weights = [.. support.Select(_ => Draws.Normal(random))];
        double[] y = [.. Enumerable.Range(0, _settings.Rows).Select(i => support.Select((j, k) => X[i, j] * weights[k]).Sum())];
        return (X, y);
    }
}
