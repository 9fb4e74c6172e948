using NeuronPursuit;

namespace PaperExperiments.Fig5;

/// <summary>Fig. 5: a function of three of twenty inputs, recovered in two iterations.</summary>
public sealed class Fig5Experiment : IExperiment
{
    private const string DefaultMethod = "np-default";
    private const string PaperMethod = "np-paper";

    private readonly Fig5Settings _settings = new();

    /// <inheritdoc/>
    public string Name => "fig5";

    /// <inheritdoc/>
    public string Source => "Fig. 5, Section 5";

    /// <inheritdoc/>
    public string Summary => "Two iterations, one neuron a layer and then one more, recover a function of three of twenty inputs.";

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        int seeds = request.Quick ? Math.Min(request.Seeds, _settings.QuickSeeds) : request.Seeds;
        for (int seed = 0; seed < seeds; seed++)
        {
            yield return new RunKey(Name, request.Paper ? PaperMethod : DefaultMethod, _settings.Samples, seed);
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        (double[,] X, double[] y) = Draw(key.Seed);
        var tables = new Dictionary<string, double[,]>();
        bool paper = key.Method == PaperMethod;
        var maximizer = new RecordingMaximizer(paper ? new ProjectedGradientAscent() : new BatchedAscent());
        NeuronPursuitBuilder builder = new NeuronPursuitBuilder()
            .WithDepth(_settings.Depth)
            .WithRecipe(paper ? PursuitRecipe.Paper : PursuitRecipe.Fast)
            .WithMaxIterations(_settings.MaxIterations)
            .WithTargetError(_settings.TargetError)
            .WithNcfMaximizer(maximizer)
            .WithSeed((ulong)key.Seed)
            .WithMaxDegreeOfParallelism(context.Threads)
            .WithStopWhen((iteration, model) =>
            {
                context.Report(iteration.ToString(), (double)iteration.Number / _settings.MaxIterations);
                if (iteration.Number <= _settings.ShownIterations)
                {
                    Record(tables, iteration, model, maximizer.TakeDominant());
                }

                return false;
            });
        if (paper)
        {
            builder.WithRestarts(_settings.Restarts).WithOptimizer(new GradientDescent(_settings.StepSize, _settings.Steps));
        }

        NeuronPursuitModel model = builder.Fit(X, y, context.CancellationToken);
        return RunOutcome.Of(model, CubeCurve.Of(model, _settings).RelativeError) with { Tables = tables };
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => Fig5Summary.Of(_settings, results);

    private void Record(
        Dictionary<string, double[,]> tables, PursuitIteration iteration, NeuronPursuitModel model, KktPoint? dominant)
    {
        string name = FormattableString.Invariant($"iteration-{iteration.Number}");
        tables[$"{name}-curve"] = CubeCurve.Of(model, _settings).Points;
        tables[$"{name}-added"] = Matrices.OfRows([[.. iteration.AddedNeurons.Select(count => (double)count)]]);
        if (dominant is not null)
        {
            tables[$"{name}-kkt"] = Matrices.OfRows([dominant.Weights.ToArray()]);
            tables[$"{name}-kkt-split"] = Matrices.OfRows([[dominant.IncomingCount, dominant.Value]]);
        }

        for (int layer = 0; layer < model.Depth; layer++)
        {
            tables[FormattableString.Invariant($"{name}-weights-{layer + 1}")] = model.GetWeights(layer);
        }
    }

    private (double[,] X, double[] Y) Draw(int seed)
    {
        var random = new Random(7919 * (seed + 1));
        double[,] inputs = new double[_settings.Samples, _settings.Inputs];
        double[] targets = new double[_settings.Samples];
        for (int row = 0; row < _settings.Samples; row++)
        {
            for (int column = 0; column < _settings.Inputs; column++)
            {
                inputs[row, column] = 2 * random.Next(2) - 1;
            }

            targets[row] = Fig5Settings.Target(inputs[row, 0], inputs[row, 1], inputs[row, 2]);
        }

        return (inputs, targets);
    }
}
