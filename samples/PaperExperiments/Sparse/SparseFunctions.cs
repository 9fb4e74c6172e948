using NeuronPursuit;

namespace PaperExperiments.Sparse;

/// <summary>
/// Section 5.2.1: Neuron Pursuit and plain gradient descent learn a function of few inputs from few samples. One
/// experiment for each input distribution.
/// </summary>
public sealed class SparseFunctions(SparseProtocol protocol) : IExperiment
{
    /// <inheritdoc/>
    public string Name => protocol.Name;

    /// <inheritdoc/>
    public string Source => protocol.Source;

    /// <inheritdoc/>
    public string Summary => protocol.Summary;

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        int seeds = request.Quick ? Math.Min(request.Seeds, protocol.QuickSeeds) : request.Seeds;
        foreach (SparseTask task in protocol.Tasks)
        {
            foreach (int samples in request.Quick ? task.QuickSamples : task.Samples)
            {
                foreach (string method in Methods(task, samples, request))
                {
                    bool slow = request.Quick && method != SparseMethod.Default;
                    for (int seed = 0; seed < (slow ? 1 : seeds); seed++)
                    {
                        yield return new RunKey(task.Name, method, samples, seed);
                    }
                }
            }
        }
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        SparseTask task = protocol.Tasks.Single(candidate => candidate.Name == key.Case);
        (double[,] X, double[] y) = SparseData.Draw(protocol, task, key.Samples, key.Seed, part: 0);
        NeuronPursuitModel model = SparseMethod.Configure(protocol, key.Method, context)
            .WithSeed((ulong)key.Seed)
            .Fit(X, y, context.CancellationToken);
        int testSamples = context.Quick ? protocol.QuickTestSamples : protocol.TestSamples;
        return RunOutcome.Of(model, SparseData.TestError(protocol, task, model, testSamples, key.Seed));
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => new SparseSummary(protocol, results).Summarize();

    private IEnumerable<string> Methods(SparseTask task, int samples, PlanRequest request)
    {
        if (!request.Paper)
        {
            yield return SparseMethod.Default;
        }

        if (request.Paper || (request.Quick && task.QuickPaperSamples.Contains(samples)))
        {
            foreach (double stepSize in request.Quick ? task.StepSizes.Take(1) : task.StepSizes)
            {
                yield return SparseMethod.PaperName(stepSize);
            }
        }

        if (request.Quick && !task.QuickBaselineSamples.Contains(samples))
        {
            yield break;
        }

        int steps = request.Quick ? protocol.QuickBaselineSteps : request.Paper ? protocol.BaselineSteps : protocol.ShortBaselineSteps;
        foreach (double stepSize in request.Quick ? task.BaselineStepSizes.Take(1) : task.BaselineStepSizes)
        {
            yield return SparseMethod.BaselineName(stepSize, steps);
        }
    }
}
