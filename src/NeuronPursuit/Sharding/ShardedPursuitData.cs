using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>Training data in shards, as Algorithm 1 sees them: every member is a step that all shards run.</summary>
internal sealed class ShardedPursuitData : IPursuitData
{
    private readonly ShardedSteps _steps;
    private readonly ShardContext _context;

    private ShardedPursuitData(
        ShardedSteps steps, ShardContext context, int sampleCount, int inputCount, int outputCount, ILoss loss)
    {
        (_steps, _context, SampleCount, InputCount, OutputCount, Loss) = (steps, context, sampleCount, inputCount, outputCount, loss);
    }

    public int SampleCount { get; }

    public int InputCount { get; }

    public int OutputCount { get; }

    // A host runs one step at a time.
    public int ParallelSearches => 1;

    public ILoss Loss { get; }

    public double CorrelationDivisor => IsSquared ? OutputCount : 2;

    private bool IsSquared => Loss is SquaredLoss;

    /// <summary>What a sum of losses is multiplied by; see <see cref="PackedTargets{T}.Normalizer"/>.</summary>
    private double Normalizer => 1.0 / (IsSquared ? (double)SampleCount * OutputCount : SampleCount);

    /// <summary>Data of which every shard is packed in one way when it is first asked.</summary>
    /// <param name="steps">The shards.</param>
    /// <param name="rows">The rows of each.</param>
    /// <param name="packing">The way.</param>
    public static ShardedPursuitData Pack(ShardedSteps steps, int[] rows, ShardPacking packing)
    {
        var description = new ShardWriter();
        description.Write(ShardDataKind.Packed).WriteArray<int>(rows);
        packing.Write(description);
        return new ShardedPursuitData(
            steps,
            new ShardContext(description.ToArray()),
            rows.Sum(),
            packing.Inputs.Count + (packing.Intercept ? 1 : 0),
            packing.Targets.Count,
            packing.Loss);
    }

    public double LossAtOrigin(CancellationToken cancellationToken)
    {
        double sum = Sum(ShardStepKind.LossAtOrigin, ShardContext.None, _ => { }, cancellationToken)[0];

        // Divided, where other losses are multiplied, for the bits of PackedTargets.LossAtOrigin.
        return IsSquared ? sum / ((double)SampleCount * OutputCount) : sum * Normalizer;
    }

    public double ConstantLoss(ReadOnlySpan<double> constants, Span<double> slopes, CancellationToken cancellationToken)
    {
        double[] outputs = constants.ToArray();
        double[] sums = Sum(ShardStepKind.ConstantLoss, ShardContext.None, step => step.WriteAll<double>(outputs), cancellationToken);
        TensorPrimitives.Multiply(sums.AsSpan(1), Normalizer, slopes);
        return sums[0] * Normalizer;
    }

    public double LossOf(Network network, CancellationToken cancellationToken) =>
        Sum(ShardStepKind.Loss, ShardContext.None, step => step.WriteNetwork(network), cancellationToken)[0] * Normalizer;

    public double[] SquaredResiduals(Network network, CancellationToken cancellationToken) =>
        Sum(ShardStepKind.SquaredResiduals, ShardContext.None, step => step.WriteNetwork(network), cancellationToken);

    public double? KinkDistance(Network network, CancellationToken cancellationToken)
    {
        if (!NeuronPursuit.KinkDistance.Applies(network.Shape.Activation))
        {
            return null;
        }

        double smallest = _steps
            .Ask(ShardStepKind.KinkDistance, _context, ShardContext.None, step => step.WriteNetwork(network), cancellationToken)
            .Min(reply => ShardGroup.Numbers(reply)[0]);
        return double.IsFinite(smallest) ? smallest : null;
    }

    public ISumObjective TrainingObjective(NetworkShape shape, CancellationToken cancellationToken) => new ShardedTrainingObjective(
        shape, SampleCount, Normalizer, Loss, (kind, step) => Sum(kind, ShardContext.None, step, cancellationToken));

    public INcfObjective NetworkCorrelation(int depth, HomogeneousActivation activation, CancellationToken cancellationToken) =>
        new NetworkCorrelation(
            InputCount, OutputCount, depth, activation, chain => Correlation(ShardContext.Origin, chain, InputCount, OutputCount, cancellationToken));

    public INcfObjective NeuronCorrelation(
        Network network, int hiddenLayer, HomogeneousActivation activation, CancellationToken cancellationToken) => Correlation(
            ShardContext.AroundLayer(network, hiddenLayer),
            activation,
            network.Shape.Widths[hiddenLayer],
            network.Shape.Widths[hiddenLayer + 2],
            cancellationToken);

    public IReadOnlyList<Func<HomogeneousActivation, INcfObjective>?> SilentNeuronCorrelations(
        Network network, CancellationToken cancellationToken)
    {
        double[] shards = Sum(ShardStepKind.SilentNeurons, ShardContext.None, step => step.WriteNetwork(network), cancellationToken);
        var correlations = new Func<HomogeneousActivation, INcfObjective>?[shards.Length];
        for (int neuron = 0; neuron < shards.Length; neuron++)
        {
            if (shards[neuron] > 0)
            {
                var signals = ShardContext.SilentNeuron(network, neuron);
                correlations[neuron] = activation => Correlation(signals, activation, InputCount, 1, cancellationToken);
            }
        }

        return correlations;
    }

    public IPursuitData ResidualOf(Network network, CancellationToken cancellationToken)
    {
        var description = new ShardWriter();
        description.Write(ShardDataKind.Residual).WriteArray(_context.Description).WriteNetwork(network);
        return new ShardedPursuitData(_steps, new ShardContext(description.ToArray()), SampleCount, InputCount, OutputCount, Loss);
    }

    public double[] ResidualScales(Network network, CancellationToken cancellationToken)
    {
        OrderSearch[] searches = [.. Enumerable.Range(0, OutputCount).Select(_ => new OrderSearch())];
        for (int round = 0; round < OrderSearch.Rounds; round++)
        {
            ulong[] prefixes = Array.ConvertAll(searches, search => search.Prefix);
            double[] counts = Sum(
                ShardStepKind.ResidualCounts,
                ShardContext.None,
                step => step.Write(round).WriteAll<ulong>(prefixes).WriteNetwork(network),
                cancellationToken);
            for (int k = 0; k < searches.Length; k++)
            {
                searches[k].Next(counts.AsSpan(OrderSearch.Counts * k, OrderSearch.Counts));
            }
        }

        return Array.ConvertAll(searches, search => RobustScale.NormalFactor * search.Value);
    }

    public IPursuitData WithLoss(ILoss loss)
    {
        var description = new ShardWriter();
        description.Write(ShardDataKind.OtherLoss).WriteArray(_context.Description);
        ShardLosses.Write(description, loss);
        return new ShardedPursuitData(_steps, new ShardContext(description.ToArray()), SampleCount, InputCount, OutputCount, loss);
    }

    private ShardedNeuronCorrelation Correlation(
        ShardContext signals, HomogeneousActivation activation, int incoming, int outgoing, CancellationToken cancellationToken) =>
        new(activation, incoming, outgoing, SampleCount, (kind, step) => Sum(kind, signals, step, cancellationToken));

    private double[] Sum(
        ShardStepKind kind, ShardContext signals, Action<ShardWriter> payload, CancellationToken cancellationToken) =>
        _steps.Sum(kind, _context, signals, payload, cancellationToken);
}
