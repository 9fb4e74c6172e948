using NeuronPursuit;

namespace PaperExperiments.Algorithmic;

/// <summary>Section 5.2.2: a three-layer ReLU network learns to use a pointer.</summary>
public sealed class PointerValueRetrieval : IExperiment
{
    /// <summary>The table of errors: iteration, relative training and test error, neurons in the first and second layer.</summary>
    internal const string CurveTable = "errors";

    /// <summary>The case in which the sixteenth code points at x_16 and x_1.</summary>
    internal const string WrapsCase = "wraps";

    /// <summary>The case in which the sixteenth code does not occur.</summary>
    internal const string FifteenCase = "fifteen";

    private const int Depth = 3;

    /// <inheritdoc/>
    public string Name => "pvr";

    /// <inheritdoc/>
    public string Source => "Figs. 10 and 12, Section 5.2.2, App. C.2.2";

    /// <inheritdoc/>
    public string Summary => "Pointer value retrieval, three layers, ReLU, balanced weights: errors against iterations, and the weights' absolute values.";

    /// <inheritdoc/>
    public bool RunsInParallel => false;

    /// <summary>The table of a layer's weights.</summary>
    /// <param name="layer">From 0.</param>
    internal static string WeightsTable(int layer) => FormattableString.Invariant($"weights-{layer + 1}");

    /// <inheritdoc/>
    public IEnumerable<RunKey> Plan(PlanRequest request)
    {
        string method = request.Paper ? PointerProtocol.Paper.Method : PointerProtocol.Default.Method;
        if (request.Quick)
        {
            return [new RunKey(WrapsCase, method, PointerProtocol.QuickSamples, 0)];
        }

        int seeds = Math.Min(request.Seeds, PointerProtocol.Repetitions);
        IEnumerable<RunKey> own = PointerProtocol.Samples.SelectMany(samples =>
            Enumerable.Range(0, seeds).Select(seed => new RunKey(WrapsCase, method, samples, seed)));
        IEnumerable<RunKey> fifteen = Enumerable.Range(0, seeds)
            .Select(seed => new RunKey(FifteenCase, method, PointerProtocol.Samples[0], seed));
        return own.Concat(fifteen);
    }

    /// <inheritdoc/>
    public RunOutcome Run(RunKey key, RunContext context)
    {
        SixteenthCode sixteenth = key.Case == FifteenCase ? SixteenthCode.NeverOccurs : SixteenthCode.Wraps;
        var random = new Random(key.Seed);
        PointerData training = PointerData.Draw(key.Samples, sixteenth, random);
        PointerData test = PointerData.Draw(
            context.Quick ? PointerProtocol.QuickTestSamples : PointerProtocol.TestSamples, sixteenth, random);
        double target = context.Quick ? PointerProtocol.QuickTargetError : PointerProtocol.TargetError;
        var curve = new ErrorCurve(Path.Combine(context.CheckpointFolder, "errors.csv"));
        double testError = 1;
        NeuronPursuitModel model = PointerProtocol.Of(key.Method).NewBuilder()
            .WithDepth(Depth)
            .WithActivation(HomogeneousActivation.ReLU)
            .WithStandardization(false) // the constant 1 is a column of the input, as in the paper
            .WithTargetError(target)
            .WithMaxIterations(PointerProtocol.MaxIterations)
            .WithStopWhen(Watch)
            .WithSeed((ulong)key.Seed)
            .WithMaxDegreeOfParallelism(context.Threads)
            .WithCheckpoints(context.CheckpointFolder)
            .Fit(training.Inputs, training.Targets, context.CancellationToken);
        var tables = new Dictionary<string, double[,]> { [CurveTable] = curve.ToTable() };
        for (int layer = 0; layer < Depth; layer++)
        {
            tables[WeightsTable(layer)] = model.GetWeights(layer);
        }

        return RunOutcome.Of(model, testError) with
        {
            Values = new Dictionary<string, double>
            {
                ["chains"] = model.History.Count(iteration => iteration.Kind == PursuitIterationKind.Chain),
                ["top-two-share"] = TopTwoShare(model.GetWeights(0)),
            },
            Tables = tables,
        };

        bool Watch(PursuitIteration iteration, NeuronPursuitModel current)
        {
            testError = test.RelativeError(current);
            curve.Add(iteration.Number, iteration.TrainingError, testError, iteration.HiddenWidths[0], iteration.HiddenWidths[1]);
            context.Report(
                FormattableString.Invariant($"{iteration.HiddenWidths[0]} + {iteration.HiddenWidths[1]} neurons, relative error {iteration.TrainingError:f4} / {testError:f4}"),
                Math.Min(1, Math.Log(iteration.TrainingError) / Math.Log(target)));
            return false;
        }
    }

    /// <inheritdoc/>
    public Section Summarize(ResultSet results) => PointerSummary.Of(results);

    /// <summary>
    /// How sparse the first layer is in the values: the share of the squared weights of the sixteen values that the two
    /// largest of each neuron have; 0.125 if all were equal.
    /// </summary>
    private static double TopTwoShare(double[,] first)
    {
        double top = 0;
        double total = 0;
        for (int neuron = 0; neuron < first.GetLength(0); neuron++)
        {
            double[] squares =
            [
                .. Matrices.Row(first, neuron).Skip(PointerData.FirstValue).Select(weight => weight * weight).OrderDescending(),
            ];
            top += squares[0] + squares[1];
            total += squares.Sum();
        }

        return top / total;
    }
}
