namespace NeuronPursuit;

/// <summary>
/// A named set of defaults for a pursuit. An explicit With... of the builder overrides what a recipe sets, wherever
/// it stands in the chain.
/// </summary>
public sealed class PursuitRecipe
{
    private PursuitRecipe(string name, PursuitOptions defaults)
    {
        Name = name;
        Defaults = defaults;
    }

    /// <summary>
    /// One network: Algorithm 1 with L-BFGS and the batched ascent over 32 starts. Reaches what
    /// <see cref="Paper"/> reaches in about a thousandth of the evaluations. Inputs that are centred and of like scales, as
    /// in the paper, stay as they are; others are standardised and get an intercept
    /// (<see cref="NeuronPursuitBuilder.WithStandardization"/>).
    /// </summary>
    public static PursuitRecipe Fast { get; } = new("Fast", new PursuitOptions
    {
        Depth = 3,
        Activation = HomogeneousActivation.ReLU,
        Intercept = false,
        Standardization = false,
        PreparesIfNeeded = true,
        ChoosesOffset = true,
        Rescaling = true,
        MaxIterations = 31,
        TargetError = 1e-3,
        Restarts = 32,
        FirstMaximizer = new BatchedAscent(),
        LaterMaximizer = new BatchedAscent(),
        FirstOptimizer = new LimitedMemoryBfgs(),
        LaterOptimizer = new LimitedMemoryBfgs(300) { ExtendBelowError = 0.05, ExtendedIterations = 1000 },
        GrowthScale = new GrowthScale { FirstShare = 1e-3, FirstReductions = 40, Reductions = 25 },
        RaisesHighPowers = true,
        GuardsGrowths = true,
        NeuronsPerGrowth = 1,
        Escape = true,
        WeightBalancing = false,
        MaxStalledGrowths = 4,
        Precision = Precision.Double,
        BoundsClassifiers = true,
        Seed = 0,
    });

    /// <summary>
    /// The default: chooses by samples that were held out. A target that a small network represents exactly is fitted by <see cref="Fast"/>, one
    /// that few inputs carry by <see cref="Sparse"/>, a noisy table, classes and other losses than the square by the bag of <see cref="Tabular"/>; where nothing predicts
    /// held-out samples of a square or of classes, the model is the mean, or the shares. <see cref="NeuronPursuitModel.RecipeChoice"/> says what was chosen and why.
    /// </summary>
    /// <remarks>
    /// <para><see cref="NeuronPursuitBuilder.WithDepth"/>, <see cref="NeuronPursuitBuilder.WithActivation"/> and
    /// <see cref="NeuronPursuitBuilder.WithEnsemble"/>(1) restrict the choice; more members than one ask for the bag. A setting that is about one
    /// pursuit makes it <see cref="Fast"/> with that setting: WithMaxIterations, WithTargetError, WithRestarts, WithNcfMaximizer, WithOptimizer,
    /// WithGrowthScale, WithNeuronsPerGrowth, WithStallTolerance, WithInputsPerNeuron, WithPursuits, WithSignalGate, WithWeightBalancing,
    /// WithValidation, WithStopWhen, WithFixedWidths and WithIntercept(false). So do fewer than 20 samples, samples in shards, and
    /// <see cref="NeuronPursuitBuilder.Continue(NeuronPursuitModel, double[,], double[], CancellationToken)"/>.</para>
    /// <para>The time is milliseconds where a small network is exact, else about that of the three together: where <see cref="Sparse"/> looks better than the bag, or
    /// where it is in doubt whether anything tells classes apart, a part of that is spent again on rows that have chosen nothing.</para>
    /// </remarks>
    public static PursuitRecipe Auto { get; } = new("Auto", Fast.Defaults);

    /// <summary>
    /// The paper's own procedure (C.1.1) to the letter: projected gradient ascent of 2500 steps of 0.2 from 10
    /// starts, full-batch gradient descent of 70,000 steps of 0.005, delta by the rules of C.1.1, no rescaling of
    /// the data, exactly one neuron a growth. Slow: minutes where <see cref="Fast"/> takes milliseconds.
    /// </summary>
    public static PursuitRecipe Paper { get; } = new("Paper", Fast.Defaults with
    {
        PreparesIfNeeded = false,
        ChoosesOffset = false,
        ErrorsOfNorm = true,
        Rescaling = false,
        Restarts = 10,
        FirstMaximizer = new ProjectedGradientAscent(),
        LaterMaximizer = new ProjectedGradientAscent(),
        FirstOptimizer = new GradientDescent(),
        LaterOptimizer = new GradientDescent(),
        GrowthScale = GrowthScale.Paper,
        RaisesHighPowers = false,
        GuardsGrowths = false,
        Escape = false,
        MaxStalledGrowths = int.MaxValue,
        BoundsClassifiers = false,
    });

    /// <summary>
    /// For few samples and targets that depend on few inputs: candidates see only a few inputs, inputs are screened,
    /// and growths and whole pursuits compete on held-out samples. Inputs are prepared where <see cref="Fast"/> would prepare them.
    /// </summary>
    /// <remarks>
    /// <para>Its fits are solved, and end, at twice the target error on both parts of the samples
    /// (<see cref="NeuronPursuitBuilder.WithTargetError"/>).</para>
    /// <para>How few samples it needs, at which targets it fails and why: docs/sample-efficiency.md.</para>
    /// <para>Its time is bounded: after 10^11 multiply-adds (counted, so that the result does not depend on the machine;
    /// about a minute on one core) the step in progress is finished and the best network so far is trained on all
    /// samples. Most fits take a hundredth of that. With thousands of inputs the screen of sets of three and four exceeds the bound
    /// and is left out; single inputs and pairs are screened.</para>
    /// <para>Growths by antipodal pairs (<see cref="PursuitIterationKind.Pair"/>), by several neurons and by inputs alone
    /// extend Algorithm 1; the history says which growth was which, and how large the error on the held-out samples
    /// was (<see cref="PursuitIteration.ValidationError"/>), by which a failure is seen without test data.</para>
    /// </remarks>
    public static PursuitRecipe Sparse { get; } = new("Sparse", Fast.Defaults with
    {
        LaterOptimizer = new LimitedMemoryBfgs(),
        Procedure = new SparseProcedure(),
        SignalGate = true,
        ValidationFraction = 0.2,
    });

    /// <summary>
    /// For real tables, noisy and in any units: a bag of 8 networks over cyclic held-out windows, whose kind (depth 2 with
    /// ReLU or squared ReLU, depth 3 with ReLU) and weight decay are chosen by held-out loss. An explicit WithDepth,
    /// WithActivation or WithWeightDecay restricts that choice; <see cref="NeuronPursuitBuilder.WithEnsemble"/> sets the
    /// number of networks. Sums over samples are in single precision: twice as fast and as good (docs/adr/0024).
    /// </summary>
    public static PursuitRecipe Tabular { get; } = new("Tabular", Fast.Defaults with
    {
        PreparesIfNeeded = false,
        ChoosesOffset = false,
        Depth = 2,
        Intercept = true,
        Standardization = true,
        InputClip = 5,
        RankView = true,
        TargetTransform = null,
        MissingValues = MissingValues.MeanAndIndicator,
        Precision = Precision.Single,
        MaxIterations = 61,
        TargetError = 0,
        Restarts = 6,
        FirstMaximizer = new BatchedAscent(30),
        LaterMaximizer = new BatchedAscent(30),
        FirstCandidates = 5,
        FirstOptimizer = new LimitedMemoryBfgs(100) { LeavesEveryKink = false },
        LaterOptimizer = new LimitedMemoryBfgs(100) { LeavesEveryKink = false },
        GrowthScale = new GrowthScale { FirstReductions = 40, Relative = 0.02, Reductions = 25, Raise = 1.5 },
        RaisesHighPowers = false,
        NeuronsPerGrowth = 3,
        NeuronsPerOutput = 0.5,
        WeightBalancing = true,
        ValidationPatience = 5,
        Members = 8,
        Variants =
        [
            new(2, HomogeneousActivation.ReLU),
            new(2, HomogeneousActivation.Create(0, 2)),
            new(3, HomogeneousActivation.ReLU),
        ],
        WeightDecays = [3e-4, 1e-3, 3e-3, 1e-2, 3e-2],
    });

    /// <summary>The name of the recipe.</summary>
    public string Name { get; }

    internal PursuitOptions Defaults { get; }

    /// <inheritdoc/>
    public override string ToString() => Name;
}
