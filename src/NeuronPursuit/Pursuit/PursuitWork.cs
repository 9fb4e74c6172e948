namespace NeuronPursuit;

/// <summary>
/// The work of a pursuit in floating-point operations, and what its bound still allows (docs/adr/0010, 0025). Every
/// number follows from the history, the shapes and the samples, so that a bounded fit ends at the same place on any machine
/// and a resumed one where it would have ended.
/// </summary>
/// <param name="options">The bound: <see cref="PursuitOptions.MaxOperations"/>.</param>
/// <param name="data">The samples that are trained on.</param>
internal sealed class PursuitWork(PursuitOptions options, IPursuitData data)
{
    // A search takes about fifty evaluations of its starts, each three products with what a neuron reads and three with what
    // it writes to, at two operations.
    private const double OperationsOfStart = 50 * 6;

    // What the choice of the first scale evaluates beside what the history counts: the trainings, and the choices after the first.
    private const double FurtherEvaluations = 10;

    // A search may take this part of what is left, in fewer starts if need be: the rest is for the training that follows.
    private const double ShareOfSearch = 0.25;

    // The first fit may take this part of the whole bound: one neuron a layer is a beginning, not the network.
    private const double ShareOfFirstFit = 0.2;

    // Losses other than the square take exponentials of every output, which a narrow network of many classes feels.
    private const double OperationsOfLoss = 60;

    private double _spent;

    /// <summary>What a classifier of one pursuit may spend: minutes for some thousand samples, for more in proportion.</summary>
    public static double OfClassifier(int samples) => 1e12 * Math.Max(1, samples / 5000.0);

    /// <summary>Whether nothing more may begin.</summary>
    public bool IsExhausted => _spent >= options.MaxOperations;

    /// <summary>Sets the work to that of a history, from which an iteration begins.</summary>
    public void Begin(IReadOnlyList<PursuitIteration> history) =>
        _spent = double.IsPositiveInfinity(options.MaxOperations) ? 0 : Of(history, options, data);

    /// <summary>The work of all iterations.</summary>
    /// <param name="history">The iterations.</param>
    /// <param name="options">Depth and activation.</param>
    /// <param name="data">Samples, inputs and outputs.</param>
    public static double Of(IReadOnlyList<PursuitIteration> history, PursuitOptions options, IPursuitData data)
    {
        double operations = 0;
        IReadOnlyList<int> before = [.. Enumerable.Repeat(1, options.Depth - 1)];
        foreach (PursuitIteration iteration in history)
        {
            operations += iteration.Correlations.Sum(search => OfSearch(search, before, data));
            before = iteration.HiddenWidths;
            var shape = new NetworkShape([data.InputCount, .. before, data.OutputCount], options.Activation);
            operations += (iteration.Evaluations + FurtherEvaluations) * OfEvaluation(shape, data);
        }

        return operations;
    }

    /// <summary>How many of the starts of a search the bound allows, at least one.</summary>
    /// <param name="starts">Those asked for.</param>
    /// <param name="correlation">What is searched.</param>
    /// <param name="searches">Searches that share what is left.</param>
    public int Starts(int starts, INcfObjective correlation, int searches = 1)
    {
        double affordable = ShareOfSearch * (options.MaxOperations - _spent)
            / (searches * OfStart(correlation.IncomingCount, correlation.OutgoingCount, data));
        return affordable >= starts ? starts : Math.Max(1, (int)affordable);
    }

    /// <summary>Adds searches to what was spent.</summary>
    public void Spend(IEnumerable<LayerCorrelations> searches, Network network) =>
        _spent += searches.Sum(search => OfSearch(search, network.Shape.HiddenWidths, data));

    /// <summary>Adds a training to what was spent.</summary>
    public void Spend(long evaluations, NetworkShape shape) => _spent += (evaluations + FurtherEvaluations) * OfEvaluation(shape, data);

    /// <summary>The limits of a training: as many iterations as the bound allows, at least one.</summary>
    /// <param name="referenceValue">The objective at the origin.</param>
    /// <param name="shape">What is trained.</param>
    /// <param name="isFirst">Whether it is the first fit.</param>
    public OptimizationLimits Limits(double referenceValue, NetworkShape shape, bool isFirst = false) => new(
        referenceValue,
        Iterations(isFirst ? ShareOfFirstFit * options.MaxOperations : options.MaxOperations - _spent, shape, data));

    /// <summary>How many iterations so many operations allow, at least one.</summary>
    public static int Iterations(double operations, NetworkShape shape, IPursuitData data) =>
        (int)Math.Clamp(operations / OfEvaluation(shape, data), 1, int.MaxValue);

    /// <summary>One evaluation of loss and gradient.</summary>
    public static double OfEvaluation(NetworkShape shape, IPursuitData data) =>
        (shape.GradientOperations + (data.Loss is SquaredLoss ? 0 : OperationsOfLoss * data.OutputCount)) * data.SampleCount;

    /// <summary>What a start of a search counts for each sample: the numbers that a neuron reads and those that it writes to.</summary>
    public static int WidthOfSearch(int incoming, int outgoing) =>
        incoming + (outgoing > SensitivitySketch.LargestExact ? SensitivitySketch.Size : outgoing);

    private static double OfSearch(LayerCorrelations search, IReadOnlyList<int> widths, IPursuitData data)
    {
        int incoming = search.HiddenLayer is null or 0 ? data.InputCount : widths[search.HiddenLayer.Value - 1];
        int outgoing = search.HiddenLayer is { } layer && layer + 1 < widths.Count ? widths[layer + 1] : data.OutputCount;
        return search.Values.Count * OfStart(incoming, outgoing, data);
    }

    private static double OfStart(int incoming, int outgoing, IPursuitData data) =>
        OperationsOfStart * WidthOfSearch(incoming, outgoing) * data.SampleCount;
}
