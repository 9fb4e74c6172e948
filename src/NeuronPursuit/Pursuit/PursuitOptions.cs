using System.Globalization;
using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>Everything that defines a pursuit, validated and frozen by the builder. A pure value: no run state.</summary>
internal sealed record PursuitOptions
{
    // 2^(depth - 2) sign patterns of the first fit's chain are held.
    public const int MaxDepth = 16;

    /// <summary>What a pursuit runs.</summary>
    public PursuitProcedure Procedure { get; init; } = new GrowthProcedure();

    /// <summary>Weight matrices; a procedure may decide it, wherever it stands among the settings.</summary>
    public required int Depth { get => Procedure.Depth ?? field; init; }

    public required HomogeneousActivation Activation { get; init; }

    public required bool Intercept { get; init; }

    public required bool Standardization { get; init; }

    /// <summary>
    /// Standardise and add an intercept where the inputs are not centred or of unlike scales; an explicit setting of either
    /// ends this.
    /// </summary>
    public bool PreparesIfNeeded { get; init; }

    /// <summary>Choose between no offset and one by what both reach (<see cref="OffsetRace"/>); an explicit setting of either ends this.</summary>
    public bool ChoosesOffset { get; init; }

    /// <summary>Add the best constant of the loss to the outputs: for the square the mean of the targets.</summary>
    public bool OutputOffset { get; init; }

    /// <summary>No offset of any kind, asked for by the caller.</summary>
    public bool ForbidsOffset { get; init; }

    /// <summary>Errors are relative to the target itself, whatever is fitted: the paper's definition.</summary>
    public bool ErrorsOfNorm { get; init; }

    /// <summary>
    /// Whether outputs that are (log-)odds or logarithms begin at those of the classes' shares or the mean, as a regression begins at
    /// its mean.
    /// </summary>
    [JsonIgnore]
    public bool BeginsAtPriors => !ForbidsOffset && !ErrorsOfNorm && Loss is (CrossEntropyLoss or LogisticLoss or PoissonLoss);

    /// <summary>Whether some constant is fitted, so that errors are relative to what the best one leaves (<see cref="PursuitMetrics"/>).</summary>
    [JsonIgnore]
    public bool FitsOffset => !ErrorsOfNorm
        && (Intercept || OutputOffset || BeginsAtPriors || (Standardization && Loss.CanStandardizeTargets));

    /// <summary>The largest magnitude of a standardised input; infinite for no limit, and without standardisation not used.</summary>
    public double InputClip { get; init; } = double.PositiveInfinity;

    /// <summary>Let skewed columns enter as ranks too.</summary>
    public bool RankView { get; init; }

    public MissingValues MissingValues { get; init; }

    /// <summary>What becomes of targets before the fit; null for trying it where they are skewed.</summary>
    public TargetTransform? TargetTransform { get; init; } = NeuronPursuit.TargetTransform.None;

    /// <summary>What the outputs of a network mean to the finished model.</summary>
    public OutputLink Link { get => Loss is PoissonLoss ? OutputLink.Exponential : field; init; }

    /// <summary>How much the samples of each class count in a classifier; null for alike. Becomes weights of samples before a fit begins.</summary>
    [JsonIgnore]
    public ClassWeights? ClassWeights { get; init; }

    /// <summary>Bring X and y near unit size by powers of two; not part of the paper's procedure.</summary>
    public required bool Rescaling { get; init; }

    public required int MaxIterations { get; init; }

    public required double TargetError { get; init; }

    public required int Restarts { get; init; }

    public required INcfMaximizer FirstMaximizer { get; init; }

    public required INcfMaximizer LaterMaximizer { get; init; }

    public required IWeightOptimizer FirstOptimizer { get; init; }

    public required IWeightOptimizer LaterOptimizer { get; init; }

    public required GrowthScale GrowthScale { get; init; }

    /// <summary>Whether activations of a power above 2 raise delta (docs/adr/0046).</summary>
    public bool RaisesHighPowers { get; init; }

    /// <summary><see cref="GrowthScale"/> for the activation: see <see cref="RaisesHighPowers"/>.</summary>
    [JsonIgnore]
    public GrowthScale EffectiveGrowthScale =>
        RaisesHighPowers && Activation.Power > 2 ? GrowthScale with { Raise = GrowthScale.LargerRaise } : GrowthScale;

    /// <summary>Whether a growth that gained next to nothing is tried once more with a raised delta, and one in vain is refused.</summary>
    public bool GuardsGrowths { get; init; }

    /// <summary>Distinct chains that compete for the first fit, by the loss they start with; Algorithm 1 takes the dominant one.</summary>
    public int FirstCandidates { get; init; } = 1;

    /// <summary>Neurons that may join in one growth; the paper's procedure adds exactly one.</summary>
    public required int NeuronsPerGrowth { get; init; }

    /// <summary>Neurons that may join in one growth of a bag for each output, where that is more; 0 for no more.</summary>
    public double NeuronsPerOutput { get; init; }

    /// <summary>Try the next terms of the expansion where a neuron has stalled.</summary>
    public required bool Escape { get; init; }

    public required bool WeightBalancing { get; init; }

    /// <summary>What outputs are compared with targets by.</summary>
    public ILoss Loss { get; init; } = SquaredLoss.Instance;

    /// <summary>The objective is the loss plus half of this times the sum of squared weights; 0 for none.</summary>
    public double WeightDecay { get; init; }

    /// <summary>The part of the loss that a growth must gain; one that gains less has stalled.</summary>
    public double StallTolerance { get; init; } = 1e-3;

    /// <summary>Growths in a row that may stall; the paper's procedure never gives up.</summary>
    public required int MaxStalledGrowths { get; init; }

    /// <summary>Whether a sparse fit first asks if there is any signal, and at which level.</summary>
    public bool SignalGate { get; init; }

    public double SignalLevel { get; init; } = 0.05;

    /// <summary>Splits that a sparse fit may try; fewer where another recipe competes with it.</summary>
    public int SparseSplits { get; init; } = SparseSettings.MostSplits;

    /// <summary>Inputs that a first-layer neuron may see; null for all.</summary>
    public int? InputsPerNeuron { get; init; }

    /// <summary>Pursuits from different seeds, of which one is kept.</summary>
    public int Pursuits { get; init; } = 1;

    /// <summary>The part of the samples that is held out; 0 for none.</summary>
    public double ValidationFraction { get; init; }

    /// <summary>Iterations without a lower held-out loss that end a pursuit.</summary>
    public int ValidationPatience { get; init; } = 4;

    /// <summary>The networks of a bag whose predictions are averaged; null for a single pursuit without one.</summary>
    public int? Members { get; init; }

    /// <summary>The kinds of networks among which a bag chooses by held-out loss; empty for the one that the options name.</summary>
    public IReadOnlyList<NetworkVariant> Variants { get; init; } = [];

    /// <summary>The strengths of weight decay among which a bag chooses; empty for <see cref="WeightDecay"/>.</summary>
    public IReadOnlyList<double> WeightDecays { get; init; } = [];

    /// <summary>The maximiser of a first fit or a chain.</summary>
    [JsonIgnore]
    public INcfMaximizer OriginMaximizer => InputsPerNeuron is { } inputs ? SupportMask.Maximizer(inputs) : FirstMaximizer;

    /// <summary>
    /// Floating-point operations that a pursuit may spend; infinite for no bound. Set by what runs it (a bag, a classifier),
    /// never by a caller (<see cref="PursuitWork"/>).
    /// </summary>
    [JsonIgnore]
    public double MaxOperations { get; init; } = double.PositiveInfinity;

    /// <summary>Whether the work of a classifier is bounded: with many classes a pursuit would go on for hours.</summary>
    public bool BoundsClassifiers { get; init; }

    /// <summary>What else competes in a fit by <see cref="PursuitRecipe.Auto"/>, of which these options are the small network; null for nothing.</summary>
    public AutoOptions? Auto { get; init; }

    public required Precision Precision { get; init; }

    public required ulong Seed { get; init; }

    /// <summary>The maximiser of neurons for a hidden layer.</summary>
    public INcfMaximizer MaximizerOf(int hiddenLayer) =>
        hiddenLayer == 0 && InputsPerNeuron is { } inputs ? SupportMask.Maximizer(inputs) : LaterMaximizer;

    /// <summary>
    /// The part of the options that a checkpoint must agree with. Limits and targets are left out, so that a
    /// finished pursuit can be taken further by raising them.
    /// </summary>
    public string Fingerprint()
    {
        FormattableString[] parts =
        [
            $"depth {Depth}",
            $"activation {Activation.PositiveCoefficient:R} {Activation.NegativeCoefficient:R} {Activation.Power}",
            $"intercept {Intercept}",
            $"standardization {Standardization}",
            $"offset {OutputOffset}, chosen {ChoosesOffset}, forbidden {ForbidsOffset}; errors of the norm {ErrorsOfNorm}",
            $"inputs clipped at {InputClip:R}, ranks {RankView}, missing {MissingValues}",
            $"rescaling {Rescaling}",
            $"restarts {Restarts}",
            $"maximizers {FirstMaximizer} / {LaterMaximizer}",
            $"optimizers {FirstOptimizer} / {LaterOptimizer}",
            $"{EffectiveGrowthScale}, guarded {GuardsGrowths}",
            $"balancing {WeightBalancing}",
            $"decay {WeightDecay:R}",
            $"loss {Loss}",
            $"neurons {NeuronsPerGrowth}",
            $"chains {FirstCandidates}",
            $"escape {Escape} below {StallTolerance:R}",
            $"procedure {Procedure.Fingerprint(this)}",
            $"gate {SignalGate} {SignalLevel:R}",
            $"inputs {InputsPerNeuron}",
            $"precision {Precision}",
            $"seed {Seed}",
            $"bag {BagFingerprint()}",
            .. HeldOutFingerprint(),
        ];
        return string.Join("; ", parts.Select(part => part.ToString(CultureInfo.InvariantCulture)));
    }

    /// <summary>Which samples a pursuit holds out; nothing where it sees all of them.</summary>
    private IEnumerable<FormattableString> HeldOutFingerprint()
    {
        if (Members is null && ValidationFraction > 0)
        {
            yield return $"held out {ValidationFraction:R}";
        }
    }

    // A finished member is not taken further, so limits count as well.
    private string BagFingerprint() => Members is null ? "none" : string.Create(
        CultureInfo.InvariantCulture,
        $"{Members} of {string.Join(" ", Variants.Select(variant => $"{variant.Depth}:{variant.Activation.PositiveCoefficient:R}:{variant.Activation.NegativeCoefficient:R}:{variant.Activation.Power}"))} x {string.Join(" ", WeightDecays.Select(decay => decay.ToString("R", CultureInfo.InvariantCulture)))}; neurons an output {NeuronsPerOutput:R}; patience {ValidationPatience}; limits {MaxIterations} {MaxStalledGrowths} {TargetError:R}");
}

/// <summary>A kind of network that a bag may try.</summary>
/// <param name="Depth">Weight matrices.</param>
/// <param name="Activation">The activation of every hidden layer.</param>
internal sealed record NetworkVariant(int Depth, HomogeneousActivation Activation);
