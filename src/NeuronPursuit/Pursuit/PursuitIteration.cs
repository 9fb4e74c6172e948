using System.Text.Json.Serialization;

namespace NeuronPursuit;

/// <summary>What an iteration of a pursuit did to the network.</summary>
public enum PursuitIterationKind
{
    /// <summary>Alg. 1, lines 1-15: one neuron in every hidden layer.</summary>
    FirstFit,

    /// <summary>Alg. 1, lines 17-36: one neuron added to one hidden layer.</summary>
    Neuron,

    /// <summary>Several neurons with distinct directions added to one hidden layer at once.</summary>
    SeveralNeurons,

    /// <summary>
    /// A parallel chain, one neuron in every hidden layer joined only to each other (D.3), where a neuron gained
    /// next to nothing.
    /// </summary>
    Chain,

    /// <summary>
    /// An antipodal pair, <c>sigma(a . x) + sigma(-a . x)</c> with equal outgoing weights, or several: an extension of
    /// Algorithm 1. Even functions, products of signs among them, begin with pairs.
    /// </summary>
    Pair,

    /// <summary>Inputs taken into use without a new neuron.</summary>
    Inputs,

    /// <summary>Inputs or neurons removed, and the rest trained again.</summary>
    Pruning,

    /// <summary>The chosen network trained again on all samples, the held-out ones included.</summary>
    Refit,

    /// <summary>
    /// One run of the optimiser over a network that does not grow
    /// (<see cref="NeuronPursuitBuilder.WithFixedWidths"/>).
    /// </summary>
    FixedWidth,

    /// <summary>
    /// A growth that would not have lowered the objective: it was not kept, and the network is that of the iteration before.
    /// <see cref="PursuitIteration.Outcome"/> says how its training ended.
    /// </summary>
    Refused,
}

/// <summary>One finished iteration of a pursuit: what was added, and how good the network then was.</summary>
public sealed record PursuitIteration
{
    /// <summary>The number of the iteration; the first fit is 1.</summary>
    public required int Number { get; init; }

    /// <summary>What the iteration did.</summary>
    public required PursuitIterationKind Kind { get; init; }

    /// <summary>Neurons added per hidden layer, input side first; negative where neurons were removed.</summary>
    public required IReadOnlyList<int> AddedNeurons { get; init; }

    /// <summary>
    /// The value of the dominant KKT point, divided by the number of samples; in the units of the network, that is
    /// of the internally rescaled or standardised target. 0 where nothing was maximised.
    /// </summary>
    public required double CorrelationValue { get; init; }

    /// <summary>
    /// The values of all restarts of every search of the iteration: the first fit's one, later the hidden layers in their
    /// order, then those of the escapes of D.3 that were tried: into silent neurons (one search per neuron and sign), along a
    /// parallel chain. Empty where nothing was maximised, in iterations of
    /// <see cref="PursuitRecipe.Sparse"/> (whose candidates compete by what they gain, not by this value) and in files
    /// from before there was this member.
    /// </summary>
    public IReadOnlyList<LayerCorrelations> Correlations { get; init => field = value ?? []; } = [];

    /// <summary>
    /// The training error relative to what is to be explained, in the units of the caller's target: where an offset is fitted
    /// (an intercept, an offset of the outputs, standardised targets) <c>|Y - f(X)| / |Y - mean|</c> with the weighted mean, so
    /// that 1 explains nothing; else, and with the paper's recipe, <c>|Y - f(X)| / |Y|</c>. For another loss than the
    /// square <c>sqrt(loss(f) / loss(c))</c>, where c is the best constant or 0 in the same way. A target that is constant itself is
    /// compared with 0; one that is 0 has an error of 0 if it is met exactly, else 1.
    /// </summary>
    public required double TrainingError { get; init; }

    /// <summary>
    /// The error on held-out data, defined like <see cref="TrainingError"/> with the constant of all samples of the fit; null
    /// when nothing is held out.
    /// </summary>
    public double? ValidationError { get; init; }

    /// <summary>
    /// The training objective: the mean of squared residuals over samples and outputs, in squared units of the
    /// caller's target (of the standardised target with standardisation), or the mean of another loss over samples.
    /// Weight decay is part of it.
    /// </summary>
    public required double Loss { get; init; }

    /// <summary>Neurons per hidden layer after the iteration, input side first.</summary>
    public required IReadOnlyList<int> HiddenWidths { get; init; }

    /// <summary>
    /// Evaluations of loss and gradient in this iteration: those of the optimiser, also for candidates that were given up, and those
    /// that chose where candidates after the first begin. <see cref="PursuitRecipe.Sparse"/>: those of the trainings of the network that was kept.
    /// </summary>
    public required long Evaluations { get; init; }

    /// <summary>
    /// How the training of the iteration ended; null in files from before there was this member, and where nothing was trained.
    /// </summary>
    public OptimizationOutcome? Outcome { get; init; }

    /// <summary>
    /// Iterations of the optimiser in the training that was kept; those of candidates that were given up are not counted. Null
    /// in files from before there was this member.
    /// </summary>
    public int? OptimizerIterations { get; init; }

    /// <summary>
    /// How stationary the weights are: <c>|g| |w|</c> at the end of the training over the objective of the zero network. At a kink
    /// g is the smallest convex combination of the gradients around it. Below about 1e-5 the training has
    /// converged; null where the optimiser does not say.
    /// </summary>
    public double? RelativeGradient { get; init; }

    /// <summary>
    /// How near a sample is to a kink of a neuron, between 0 and 1: the smallest <c>|w . x| / (|w| |x|)</c> over the weights w of
    /// all neurons and their inputs x. Around 1e-10 and below the training ended in a valley of kinks. Null where
    /// the activation has no kinks, and for candidates of <see cref="PursuitRecipe.Sparse"/>.
    /// </summary>
    public double? KinkDistance { get; init; }

    /// <summary>
    /// The recipe that the iteration belongs to in a fit by <see cref="PursuitRecipe.Auto"/>, which tries several; null in other fits.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Recipe { get; init; }

    /// <summary>Time since the fit began, the time before a resume included. The only member a repetition changes.</summary>
    public required TimeSpan Elapsed { get; init; }

    /// <summary>The entry with how its training ended.</summary>
    /// <param name="result">The training that was kept.</param>
    /// <param name="reference">The objective of the zero network, in the units of the result.</param>
    internal PursuitIteration Trained(OptimizationResult result, double reference) => this with
    {
        Outcome = result.Outcome,
        OptimizerIterations = result.Iterations,
        RelativeGradient = result.Steepness / reference is var relative && double.IsFinite(relative) ? relative : null,
        KinkDistance = null,
    };

    /// <summary>How errors, losses and correlations are written where there is room for three digits: 6.66e-1.</summary>
    internal const string NumberFormat = "0.00e-0";

    /// <summary>One line: number, kind, widths and errors.</summary>
    /// <returns>Text in the invariant culture.</returns>
    public override string ToString() => FormattableString.Invariant(
        $"{Number}. {Kind}: widths {string.Join('/', HiddenWidths)}, relative error {TrainingError.ToString(NumberFormat, System.Globalization.CultureInfo.InvariantCulture)}{(ValidationError is { } held ? $", held out {held.ToString(NumberFormat, System.Globalization.CultureInfo.InvariantCulture)}" : "")}");
}
