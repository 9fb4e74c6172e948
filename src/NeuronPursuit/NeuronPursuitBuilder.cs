using CommunityToolkit.HighPerformance;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace NeuronPursuit;

/// <summary>
/// Configures and starts a pursuit: <c>new NeuronPursuitBuilder().WithDepth(3).Fit(X, y)</c>. The order of calls does
/// not matter, and an explicit With... overrides the recipe.
/// </summary>
/// <remarks>
/// Rows of X are samples (n x d): transposed against the paper. Without further settings the builder follows
/// <see cref="PursuitRecipe.Fast"/>: depth 3, ReLU, 31 iterations at most, target error 0.001, seed 0. A builder is
/// not safe for use from several threads at once; the estimator it builds is.
/// </remarks>
public sealed class NeuronPursuitBuilder
{
    private PursuitRecipe _recipe = PursuitRecipe.Fast;
    private int? _depth;
    private HomogeneousActivation? _activation;
    private bool? _intercept;
    private bool? _standardization;
    private int? _maxIterations;
    private double? _targetError;
    private int? _restarts;
    private INcfMaximizer? _firstMaximizer;
    private INcfMaximizer? _laterMaximizer;
    private IWeightOptimizer? _firstOptimizer;
    private IWeightOptimizer? _laterOptimizer;
    private GrowthScale? _growthScale;
    private bool? _weightBalancing;
    private int? _neuronsPerGrowth;
    private int? _inputsPerNeuron;
    private int? _pursuits;
    private double? _validationFraction;
    private int? _validationPatience;
    private bool? _signalGate;
    private double? _signalLevel;
    private Func<PursuitIteration, NeuronPursuitModel, bool>? _stopWhen;
    private Precision? _precision;
    private ulong? _seed;
    private int? _maxDegreeOfParallelism;
    private IProgress<PursuitIteration>? _progress;
    private ILogger _logger = NullLogger.Instance;
    private string? _checkpointDirectory;

    /// <summary>Sets the number of weight matrices (the paper's L): depth 3 is two hidden layers. Default 3.</summary>
    /// <param name="depth">At least 2.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithDepth(int depth) => Set(() => _depth = depth);

    /// <summary>Sets the activation of every hidden layer. Default ReLU.</summary>
    /// <param name="activation">The activation.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithActivation(HomogeneousActivation activation) =>
        Set(() => _activation = NotNull(activation, nameof(activation)));

    /// <summary>
    /// Adds a constant-1 input, the paper's explicit bias coordinate. Its weights are the last column of
    /// <see cref="NeuronPursuitModel.GetWeights"/>(0); it does not count in <see cref="NeuronPursuitModel.InputCount"/>.
    /// Default off.
    /// </summary>
    /// <param name="enabled">Whether to add it.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithIntercept(bool enabled = true) => Set(() => _intercept = enabled);

    /// <summary>
    /// Standardises every input column and every output to zero mean and unit variance over the training data, inside
    /// the model: predictions take raw inputs and come in the units of the target. Default off.
    /// </summary>
    /// <param name="enabled">Whether to standardise.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithStandardization(bool enabled = true) => Set(() => _standardization = enabled);

    /// <summary>Limits the iterations; the first fit is iteration 1 (the paper's "capped at 31"). Default 31.</summary>
    /// <param name="iterations">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithMaxIterations(int iterations) => Set(() => _maxIterations = iterations);

    /// <summary>
    /// Stops when <c>|Y - f(X)| / |Y|</c> on the training data is at most this. Default 0.001, as in the paper.
    /// </summary>
    /// <param name="relativeError">At least 0; 0.1 means 10 %.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithTargetError(double relativeError) => Set(() => _targetError = relativeError);

    /// <summary>Sets the random starts of every search (the paper's H). Default 32 (10 in the paper's recipe).</summary>
    /// <param name="restarts">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithRestarts(int restarts) => Set(() => _restarts = restarts);

    /// <summary>Sets how correlations are maximised. Default <see cref="BatchedAscent"/>.</summary>
    /// <param name="maximizer">The maximiser of the first fit and of every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithNcfMaximizer(INcfMaximizer maximizer) => WithNcfMaximizer(maximizer, maximizer);

    /// <summary>Sets different maximisers for the first fit and for later growths, as C.2.2 does.</summary>
    /// <param name="first">The maximiser of the first fit.</param>
    /// <param name="later">The maximiser of every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithNcfMaximizer(INcfMaximizer first, INcfMaximizer later) => Set(() =>
        (_firstMaximizer, _laterMaximizer) = (NotNull(first, nameof(first)), NotNull(later, nameof(later))));

    /// <summary>Sets how weights are trained. Default <see cref="LimitedMemoryBfgs"/>.</summary>
    /// <param name="optimizer">The optimiser of the first fit and of every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithOptimizer(IWeightOptimizer optimizer) => WithOptimizer(optimizer, optimizer);

    /// <summary>Sets different optimisers for the first fit and for later growths.</summary>
    /// <param name="first">The optimiser of the first fit.</param>
    /// <param name="later">The optimiser after every growth.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithOptimizer(IWeightOptimizer first, IWeightOptimizer later) => Set(() =>
        (_firstOptimizer, _laterOptimizer) = (NotNull(first, nameof(first)), NotNull(later, nameof(later))));

    /// <summary>Sets how small new weights begin (the paper's delta).</summary>
    /// <param name="growthScale">The rules of C.1.1 with their numbers.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithGrowthScale(GrowthScale growthScale) =>
        Set(() => _growthScale = NotNull(growthScale, nameof(growthScale)));

    /// <summary>
    /// Sets how many neurons may join in one growth: the best KKT points of the dominant layer whose directions differ
    /// (cosine below 0.95) and whose value is at least 0.3 of the best one's. Default 1, as in Algorithm 1.
    /// </summary>
    /// <param name="count">At least 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks><see cref="PursuitRecipe.Sparse"/> lets numbers from 1 to 8 compete and does not read this.</remarks>
    public NeuronPursuitBuilder WithNeuronsPerGrowth(int count) => Set(() => _neuronsPerGrowth = count);

    /// <summary>
    /// Lets every first-layer neuron see only so many inputs, chosen when it joins and kept: its other weights stay
    /// exactly 0 in training (and so in <see cref="NeuronPursuitModel.GetWeights"/>). Default all inputs. With 1,
    /// <see cref="HomogeneousActivation.Linear"/> and depth 2 the pursuit is orthogonal matching pursuit (D.5).
    /// </summary>
    /// <param name="count">At least 1; an intercept counts as an input.</param>
    /// <returns>This builder.</returns>
    /// <remarks>
    /// The first layer is then searched by <see cref="SignVectorSearch"/> (1 input) or
    /// <see cref="IterativeHardThresholding"/>. <see cref="PursuitRecipe.Sparse"/> chooses inputs itself and does not
    /// read this.
    /// </remarks>
    public NeuronPursuitBuilder WithInputsPerNeuron(int count) => Set(() => _inputsPerNeuron = count);

    /// <summary>
    /// Runs whole pursuits from different seeds and keeps one: the fewest parameters among those that reach the target
    /// error, else the lowest error (held-out error where samples are held out). Default 1.
    /// </summary>
    /// <param name="count">At least 1.</param>
    /// <returns>This builder.</returns>
    /// <remarks>The first pursuit is the one that a count of 1 runs. Progress and observers see all of them.</remarks>
    public NeuronPursuitBuilder WithPursuits(int count) => Set(() => _pursuits = count);

    /// <summary>
    /// Holds a part of the samples out, which decides when to stop (<see cref="PursuitStopReason.ValidationStopped"/>)
    /// and which iteration is kept: the one of the lowest <see cref="PursuitIteration.ValidationError"/>. The history
    /// holds the later ones too. Default none; 0.2 and 4 in <see cref="PursuitRecipe.Sparse"/>, which trains on all
    /// samples again at the end.
    /// </summary>
    /// <param name="fraction">The part held out, above 0 and below 1; which samples is drawn from the seed.</param>
    /// <param name="patience">Iterations without a lower error that end the pursuit, at least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithValidation(double fraction, int patience) =>
        Set(() => (_validationFraction, _validationPatience) = (fraction, patience));

    /// <summary>
    /// Lets <see cref="PursuitRecipe.Sparse"/> ask a permutation test whether the target depends on the inputs at all,
    /// when its first pursuit leaves more than half of the held-out target unexplained. Where nothing is significant the
    /// model predicts the mean (<see cref="PursuitStopReason.NoSignal"/>). Default on at level 0.05.
    /// </summary>
    /// <param name="enabled">Whether to ask.</param>
    /// <param name="level">
    /// The share of targets without signal that may pass, from 0.01 to below 1; the test makes 99 permutations.
    /// </param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithSignalGate(bool enabled = true, double level = 0.05) =>
        Set(() => (_signalGate, _signalLevel) = (enabled, level));

    /// <summary>
    /// Balances the incoming and outgoing weights of every neuron after every training (C.2.2, D.6), which changes no
    /// prediction but may change which neuron comes next. Default off.
    /// </summary>
    /// <param name="enabled">Whether to balance.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithWeightBalancing(bool enabled = true) => Set(() => _weightBalancing = enabled);

    /// <summary>Sets the recipe: the defaults of everything that no other With... sets. Default Fast.</summary>
    /// <param name="recipe">The recipe.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithRecipe(PursuitRecipe recipe) => Set(() => _recipe = NotNull(recipe, nameof(recipe)));

    /// <summary>
    /// Stops when a condition of the caller's holds, asked after every iteration with the model as it then is.
    /// </summary>
    /// <param name="condition">Returns true to stop, with <see cref="PursuitStopReason.ConditionMet"/>.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithStopWhen(Func<PursuitIteration, NeuronPursuitModel, bool> condition) =>
        Set(() => _stopWhen = NotNull(condition, nameof(condition)));

    /// <summary>Sets the floating-point type of the sums over samples. Default double.</summary>
    /// <param name="precision">Double, or single for twice the speed.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithPrecision(Precision precision) => Set(() => _precision = precision);

    /// <summary>Sets the seed of every random draw: the same seed, data and options give the same bits. Default 0.</summary>
    /// <param name="seed">Any number.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithSeed(ulong seed) => Set(() => _seed = seed);

    /// <summary>
    /// Limits the threads of a fit. The result does not depend on it. Default: the number of processors.
    /// </summary>
    /// <param name="threads">At least 1.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithMaxDegreeOfParallelism(int threads) => Set(() => _maxDegreeOfParallelism = threads);

    /// <summary>Reports every finished iteration.</summary>
    /// <param name="progress">Called on the fitting thread (a <see cref="Progress{T}"/> posts to its own context).</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithProgress(IProgress<PursuitIteration> progress) =>
        Set(() => _progress = NotNull(progress, nameof(progress)));

    /// <summary>Logs one event per iteration (Information) and the end of the fit.</summary>
    /// <param name="logger">The logger.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithLogger(ILogger logger) => Set(() => _logger = NotNull(logger, nameof(logger)));

    /// <summary>
    /// Writes a checkpoint after every iteration and resumes from it: call Fit again with the same directory, data and
    /// options, and the result equals that of an uninterrupted fit bit for bit. Limits (iterations, target error) may
    /// be raised in between. A finished directory gives its result at once, without progress. Fits that hold samples out or run several pursuits (<see cref="WithValidation"/>,
    /// <see cref="WithPursuits"/>, <see cref="PursuitRecipe.Sparse"/>) keep no checkpoints and begin anew.
    /// </summary>
    /// <param name="directory">A directory of this fit's own; created if missing.</param>
    /// <returns>This builder.</returns>
    public NeuronPursuitBuilder WithCheckpoints(string directory) =>
        Set(() => _checkpointDirectory = NotNull(directory, nameof(directory)));

    /// <summary>Checks all settings and freezes them.</summary>
    /// <returns>An estimator, immutable and safe to fit from several threads at once.</returns>
    /// <exception cref="ArgumentException">Something is wrong; the message lists everything that is.</exception>
    public NeuronPursuitEstimator Build()
    {
        PursuitOptions defaults = _recipe.Defaults;
        PursuitOptions options = defaults with
        {
            Depth = _depth ?? defaults.Depth,
            Activation = _activation ?? defaults.Activation,
            Intercept = _intercept ?? defaults.Intercept,
            Standardization = _standardization ?? defaults.Standardization,
            MaxIterations = _maxIterations ?? defaults.MaxIterations,
            TargetError = _targetError ?? defaults.TargetError,
            Restarts = _restarts ?? defaults.Restarts,
            FirstMaximizer = _firstMaximizer ?? defaults.FirstMaximizer,
            LaterMaximizer = _laterMaximizer ?? defaults.LaterMaximizer,
            FirstOptimizer = _firstOptimizer ?? defaults.FirstOptimizer,
            LaterOptimizer = _laterOptimizer ?? defaults.LaterOptimizer,
            GrowthScale = _growthScale ?? defaults.GrowthScale,
            NeuronsPerGrowth = _neuronsPerGrowth ?? defaults.NeuronsPerGrowth,
            InputsPerNeuron = _inputsPerNeuron ?? defaults.InputsPerNeuron,
            Pursuits = _pursuits ?? defaults.Pursuits,
            ValidationFraction = _validationFraction ?? defaults.ValidationFraction,
            ValidationPatience = _validationPatience ?? defaults.ValidationPatience,
            SignalGate = _signalGate ?? defaults.SignalGate,
            SignalLevel = _signalLevel ?? defaults.SignalLevel,
            WeightBalancing = _weightBalancing ?? defaults.WeightBalancing,
            Precision = _precision ?? defaults.Precision,
            Seed = _seed ?? defaults.Seed,
        };
        string[] errors = [.. OptionsErrors.Of(options, _maxDegreeOfParallelism, _checkpointDirectory)];
        if (errors.Length > 0)
        {
            throw new ArgumentException(
                errors.Length == 1 ? errors[0] : $"{errors.Length} settings are wrong:\n- {string.Join("\n- ", errors)}");
        }

        var run = new RunSettings(
            _maxDegreeOfParallelism ?? Environment.ProcessorCount, _progress, _logger, _checkpointDirectory, _stopWhen);
        return new NeuronPursuitEstimator(options, run);
    }

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[] y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(double[,], double[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(double[,] X, double[,] Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[] y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(float[,], float[,], CancellationToken)"/>
    public NeuronPursuitModel Fit(float[,] X, float[,] Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{double}, ReadOnlySpan2D{double}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<double> X, ReadOnlySpan2D<double> Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    /// <inheritdoc cref="NeuronPursuitEstimator.Fit(ReadOnlySpan2D{float}, ReadOnlySpan2D{float}, CancellationToken)"/>
    public NeuronPursuitModel Fit(
        ReadOnlySpan2D<float> X, ReadOnlySpan2D<float> Y, CancellationToken cancellationToken = default) =>
        Build().Fit(X, Y, cancellationToken);

    private static T NotNull<T>(T value, string name)
        where T : class
    {
        ArgumentNullException.ThrowIfNull(value, name);
        return value;
    }

    private NeuronPursuitBuilder Set(Action assign)
    {
        assign();
        return this;
    }
}
