using NeuronPursuit;
using PaperExperiments.Reporting;

namespace PaperExperiments.Algorithmic;

/// <summary>Section 5.2.2: a two-layer network of squares learns to add modulo 59.</summary>
public sealed class ModularAddition : IExperiment
{
    /// <summary>The table of errors: iteration, training and test classification error, relative training error.</summary>
    internal const string CurveTable = "errors";

    /// <summary>The table of the first layer's weights, k x (2p + 1).</summary>
    internal const string FirstTable = "weights-1";

    /// <summary>The table of the second layer's weights, p x k.</summary>
    internal const string SecondTable = "weights-2";

    /// <inheritdoc/>
    public string Name => "modular-addition";

    /// <inheritdoc/>
    public string Source => "Figs. 9 and 11, Section 5.2.2, App. C.2.1";

    /// <inheritdoc/>
    public string Summary => "Addition modulo 59 as classification, two layers, squares: errors against iterations, and the weights' Fourier transforms.";

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        string method = ModularAdditionProtocol.For(request).Method;
        int seeds = request.Quick ? 1 : request.Seeds;
        return Enumerable.Range(0, seeds)
            .Select(seed => new RunKey(Name, method, ModularAdditionProtocol.TrainingPairs, seed));
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        (ModularAdditionData training, ModularAdditionData test) =
            ModularAdditionData.Split(ModularAdditionProtocol.Modulus, key.Samples, key.Seed);
        var curve = new ErrorCurve(Path.Combine(context.CheckpointFolder, "errors.csv"));
        (double trainingError, double testError) = (1, 1);
        NeuronPursuitModel model = ModularAdditionProtocol.Of(key.Method).NewBuilder()
            .WithDepth(2)
            .WithActivation(HomogeneousActivation.Square)
            .WithIntercept()
            .WithTargetError(0)
            .WithMaxIterations(ModularAdditionProtocol.MaxIterations)
            .WithStopWhen(EveryPairIsRight)
            .WithSeed((ulong)key.Seed)
            .WithMaxDegreeOfParallelism(context.Threads)
            .WithCheckpoints(context.CheckpointFolder)
            .Fit(training.Inputs, training.Targets, context.CancellationToken);
        IReadOnlyList<NeuronFrequencies> frequencies = NeuronFrequencies.Of(model.GetWeights(0), model.GetWeights(1));
        return RunOutcome.Of(model, testError) with
        {
            TrainingError = trainingError,
            Values = Values(model, frequencies),
            Tables = new Dictionary<string, double[,]>
            {
                [CurveTable] = curve.ToTable(),
                [FirstTable] = model.GetWeights(0),
                [SecondTable] = model.GetWeights(1),
            },
        };

        bool EveryPairIsRight(PursuitIteration iteration, NeuronPursuitModel current)
        {
            trainingError = training.ClassificationError(current);
            testError = test.ClassificationError(current);
            curve.Add(iteration.Number, trainingError, testError, iteration.TrainingError);
            context.Report(
                FormattableString.Invariant($"{iteration.HiddenWidths[0]} neurons, classification error {trainingError:f3} / {testError:f3}"),
                (double)iteration.Number / ModularAdditionProtocol.MaxIterations);
            return trainingError == 0;
        }
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => ModularAdditionSummary.Of(results);

    private static Dictionary<string, double> Values(NeuronPursuitModel model, IReadOnlyList<NeuronFrequencies> frequencies)
    {
        return new Dictionary<string, double>
        {
            ["relative-error"] = model.History[^1].TrainingError,
            ["median-share"] = Statistics.Quantile(frequencies.Select(neuron => neuron.TopShare), 0.5),
            ["clear-neurons"] = frequencies.Count(neuron => neuron.GroupShares.All(share => share > 0.8)) / (double)frequencies.Count,
            ["distinct-frequencies"] = frequencies.Select(neuron => neuron.Top).Distinct().Count(),
        };
    }
}
