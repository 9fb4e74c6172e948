namespace NeuronPursuit;

/// <summary>
/// Everything a sparse pursuit may try next: KKT points of all layers on the inputs in use, and, when it may take more
/// inputs, sparse and dense ones over all inputs, inputs alone, and what the product screen finds.
/// </summary>
internal sealed partial class SparseProposals(SparseTrainer trainer, PursuitOptions options, CancellationToken cancellationToken)
{
    private const int DenseRestarts = 10;
    private const int SparseRestarts = 12;
    private const int SeveralRestarts = 20;
    private const int LargestSignVectorSearch = 200;
    private const double SignificanceLevel = 1e-3;

    private static readonly IterativeHardThresholding Thresholding = new([2, 4, 8, 16]);

    private static readonly bool[] SingleAndPair = [false, true];
    private static readonly int[] SeveralCounts = [4, 8];
    private static readonly int[] InputCounts = [1, 2, 4];

    private double[][]? _columns;

    private ILocalPursuitData All => trainer.Data.Training;

    /// <summary>Neurons and pairs in every layer on the inputs in use.</summary>
    public IEnumerable<Proposal> OnInputsInUse(SparseState state, ulong seed) =>
        OnInputs(state, state.Inputs, seed, state.Network.Shape.HiddenLayerCount, 2);

    /// <summary>
    /// Several distinct neurons and pairs of the first layer at once on some inputs: an even function of them has no
    /// single best direction.
    /// </summary>
    public IEnumerable<Proposal> SeveralAtOnce(SparseState state, int[] inputs, ulong seed)
    {
        Network network = NetworkEdits.MoveInputs(state.Network, state.Inputs, inputs);
        ILocalPursuitData data = trainer.Data.TrainingOn(inputs);
        foreach (bool paired in SingleAndPair)
        {
            INcfObjective correlation = Correlation(data, network, 0, paired);
            IReadOnlyList<KktPoint> points = Search(
                correlation, options.LaterMaximizer, SeveralRestarts, seed, paired ? 31UL : 30UL);
            int previous = 1;
            foreach (int count in SeveralCounts)
            {
                IReadOnlyList<KktPoint> distinct = DistinctPoints.Take(points, count, minShare: 0.1);
                if (distinct.Count > previous)
                {
                    previous = distinct.Count;
                    yield return new Proposal(
                        inputs,
                        paired ? PursuitIterationKind.Pair : PursuitIterationKind.SeveralNeurons,
                        distinct,
                        0,
                        [.. distinct.Select(_ => paired)],
                        distinct[0].Value);
                }
            }
        }
    }

    /// <summary>Neurons and pairs of the first layer, and inputs alone, that may bring new inputs.</summary>
    public IEnumerable<Proposal> OnNewInputs(SparseState state, ulong seed)
    {
        int[] all = [.. Enumerable.Range(0, All.InputCount)];
        Network network = NetworkEdits.MoveInputs(state.Network, state.Inputs, all);
        foreach (bool paired in SingleAndPair)
        {
            ulong stream = paired ? 41UL : 40UL;
            INcfObjective correlation = Correlation(All, network, 0, paired);
            IEnumerable<KktPoint> points = Best(Search(correlation, Thresholding, SparseRestarts, seed, stream), 6);
            if (All.InputCount <= LargestSignVectorSearch)
            {
                points = points.Concat(Best(Search(correlation, new SignVectorSearch(1), 1, seed, stream + 2), 2))
                    .Concat(Best(Search(correlation, new SignVectorSearch(2), 1, seed, stream + 2), 2));
            }

            if (CanBeDense)
            {
                points = points.Concat(Best(Search(correlation, options.LaterMaximizer, DenseRestarts, seed, stream + 4), 1));
            }

            foreach (KktPoint point in points)
            {
                int[] inputs = Union(state.Inputs, Support(point.Incoming));
                yield return Neuron(inputs, OnInputs(point, inputs), 0, paired);
            }
        }

        foreach (int[] inputs in SteepestInputs(state, network))
        {
            yield return JustInputs(inputs);
        }
    }

    /// <summary>What the inputs of a screened set allow: neurons, pairs, several of them, or the inputs alone.</summary>
    public IEnumerable<Proposal> OnScreened(SparseState state, int[] set, bool forced, ulong seed)
    {
        int[] inputs = Union(state.Inputs, set);
        ulong own = RandomStream.Derive(seed, (ulong)set.Aggregate(17L, (hash, input) => hash * 1009 + input));
        IEnumerable<Proposal> proposals = OnInputs(state, inputs, own, layers: 1, count: 1);
        if (forced)
        {
            proposals = proposals.Concat(SeveralAtOnce(state, inputs, own));
        }

        return proposals.Append(JustInputs(inputs));
    }

    /// <summary>
    /// The sets of inputs that the product screen finds in the residual: those that are significant, which are then
    /// forced, or the best few.
    /// </summary>
    public (IReadOnlyList<ScreenedSet> Sets, bool Forced) Screen(SparseState? state, ulong seed)
    {
        double[][] residuals = state is null
            ? All.CopySensitivities(null, cancellationToken)
            : trainer.Data.TrainingOn(state.Inputs).CopySensitivities(state.Network, cancellationToken);
        double bar = PortableMath.Log(SignificanceLevel) - PortableMath.Log(residuals.Length);
        ScreenedSet[] sets = [.. residuals
            .SelectMany(residual => ProductScreen.Run(_columns ??= All.CopyInputs(), residual, RandomStream.Derive(seed, 50), bar, trainer.Budget, cancellationToken))
            .OrderBy(set => set.LogPValue)];
        ScreenedSet[] significant = [.. sets.Where(set => set.LogPValue < bar).Take(3)];
        return significant.Length > 0 ? (significant, true) : ([.. sets.Take(6)], false);
    }

    /// <summary>Leaves out proposals that say the same as an earlier one.</summary>
    public static IEnumerable<Proposal> Distinct(IEnumerable<Proposal> proposals)
    {
        var seen = new List<Proposal>();
        foreach (Proposal proposal in proposals)
        {
            if (!seen.Exists(other => IsSame(other, proposal)))
            {
                seen.Add(proposal);
                yield return proposal;
            }
        }
    }

    private static bool IsSame(Proposal one, Proposal other) =>
        one.Kind == other.Kind
        && one.HiddenLayer == other.HiddenLayer
        && one.Points.Count == other.Points.Count
        && one.Inputs.AsSpan().SequenceEqual(other.Inputs)
        && one.Points.Zip(other.Points, (a, b) => Reductions.Cosine(a.Weights, b.Weights)).All(cosine => cosine > 0.95);

    private bool CanBeDense => 2 * All.InputCount <= All.SampleCount;

    private static Proposal JustInputs(int[] inputs) => new(inputs, PursuitIterationKind.Inputs, [], 0, [], 0);

    /// <summary>Neurons and pairs of the first layers.</summary>
    /// <param name="state">What grows.</param>
    /// <param name="inputs">The inputs that are in use afterwards.</param>
    /// <param name="seed">The stream of the searches.</param>
    /// <param name="layers">How many hidden layers, input side first.</param>
    /// <param name="count">Neurons a layer, at most; pairs are one.</param>
    private IEnumerable<Proposal> OnInputs(SparseState state, int[] inputs, ulong seed, int layers, int count)
    {
        Network network = NetworkEdits.MoveInputs(state.Network, state.Inputs, inputs);
        ILocalPursuitData data = trainer.Data.TrainingOn(inputs);
        for (int layer = 0; layer < layers; layer++)
        {
            foreach (bool paired in SingleAndPair)
            {
                ulong stream = 10 + 2 * (ulong)layer + (paired ? 1UL : 0);
                IReadOnlyList<KktPoint> points = Search(
                    Correlation(data, network, layer, paired), options.LaterMaximizer, DenseRestarts, seed, stream);
                foreach (KktPoint point in Best(points, paired ? 1 : count))
                {
                    yield return Neuron(inputs, point, layer, paired);
                }
            }
        }
    }

    /// <summary>The inputs in use and the 1, 2 or 4 others whose weights the loss pulls at most.</summary>
    private IEnumerable<int[]> SteepestInputs(SparseState state, Network network)
    {
        double[] gradient = new double[network.Parameters.Length];
        All.TrainingObjective(network.Shape, cancellationToken).Evaluate(network.Parameters, gradient);
        GrowableLayer first = network.Shape.Layer(0);
        double[] pull = new double[first.InputWidth];
        for (int row = 0; row < first.Width; row++)
        {
            for (int column = 0; column < pull.Length; column++)
            {
                double slope = gradient[first.IndexOf(row, column)];
                pull[column] += slope * slope;
            }
        }

        int[] others = [.. Enumerable.Range(0, pull.Length).Except(state.Inputs).OrderByDescending(column => pull[column])];
        foreach (int count in InputCounts)
        {
            if (others.Length >= count)
            {
                yield return Union(state.Inputs, others[..count]);
            }
        }
    }

    private INcfObjective Origin(int[] inputs) =>
        trainer.Data.TrainingOn(inputs).NetworkCorrelation(options.Depth, options.Activation, cancellationToken);

    private INcfObjective Correlation(ILocalPursuitData data, Network network, int layer, bool paired) => data.NeuronCorrelation(
        network, layer, paired ? options.Activation.Paired : options.Activation, cancellationToken);

    private IReadOnlyList<KktPoint> Search(
        INcfObjective objective, INcfMaximizer maximizer, int restarts, ulong seed, ulong stream)
    {
        // A search takes some forty evaluations of its batch, each two products with inputs and outputs.
        int candidates = restarts * (maximizer is IterativeHardThresholding sparse ? sparse.SupportSizes.Count : 1);
        trainer.Budget.Spend(80.0 * candidates * PursuitWork.WidthOfSearch(objective.IncomingCount, objective.OutgoingCount) * All.SampleCount);
        return SketchedSearch.Run(maximizer, objective, new NcfSearch(restarts, RandomStream.Derive(seed, stream)), cancellationToken);
    }

    private static IReadOnlyList<KktPoint> Best(IReadOnlyList<KktPoint> points, int count) =>
        DistinctPoints.Take(points, count, minShare: 0);

    private static Proposal Neuron(int[] inputs, KktPoint point, int layer, bool paired) => new(
        inputs, paired ? PursuitIterationKind.Pair : PursuitIterationKind.Neuron, [point], layer, [paired], point.Value);

    /// <summary>The constant of an intercept is no input that could be screened.</summary>
    private IEnumerable<int> AlwaysInUse => options.Intercept ? [All.InputCount - 1] : [];

    private static int[] Union(IEnumerable<int> some, IEnumerable<int> others) => [.. some.Union(others).Order()];

    private static int[] Support(ReadOnlySpan<double> weights)
    {
        var support = new List<int>();
        for (int k = 0; k < weights.Length; k++)
        {
            if (weights[k] != 0)
            {
                support.Add(k);
            }
        }

        return [.. support];
    }

    /// <summary>A point over all inputs as one over some of them.</summary>
    private KktPoint OnInputs(KktPoint point, int[] inputs) => OnInputs(point, inputs, [.. Enumerable.Range(0, All.InputCount)]);

    private static KktPoint OnInputs(KktPoint point, int[] inputs, int[] from)
    {
        double[] weights = new double[inputs.Length + point.Weights.Length - from.Length];
        for (int k = 0; k < inputs.Length; k++)
        {
            int place = Array.BinarySearch(from, inputs[k]);
            weights[k] = place < 0 ? 0 : point.Weights[place];
        }

        point.Weights[from.Length..].CopyTo(weights.AsSpan(inputs.Length));
        return new KktPoint(point.Value, point.Alignment, weights, inputs.Length + point.IncomingCount - from.Length);
    }
}
