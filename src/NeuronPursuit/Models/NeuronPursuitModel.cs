using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A network that grew, or several whose predictions are averaged, with the preparation of their inputs: immutable, and
/// every member safe from many threads at once. Rows of X are samples.
/// </summary>
public sealed partial class NeuronPursuitModel
{
    private readonly FittedNetworks _fitted;

    /// <param name="fitted">The networks and what they are fed with.</param>
    /// <param name="history">The iterations.</param>
    /// <param name="stopReason">Why it ended.</param>
    /// <param name="kept">
    /// The number of the iteration that left the first network; 0 for none of them, null where only the history can tell.
    /// </param>
    /// <param name="ensemble">How the fit of a bag went as a whole; null for what is none, and where nobody knows.</param>
    /// <param name="offsetChoice">What a fit that chose by itself made of an offset.</param>
    /// <param name="conformal">What held-out samples say of its errors, one entry per output, of a classifier one; null for nothing.</param>
    internal NeuronPursuitModel(
        FittedNetworks fitted,
        IReadOnlyList<PursuitIteration> history,
        PursuitStopReason stopReason,
        int? kept = null,
        PursuitEnsemble? ensemble = null,
        OffsetChoice? offsetChoice = null,
        IReadOnlyList<ConformalScores>? conformal = null)
    {
        _fitted = fitted;
        Networks = Array.AsReadOnly<PursuitNetwork>([.. fitted.Networks.Select(network => new PursuitNetwork(network))]);
        NetworkInputs = fitted.Preprocessing.DescribeInputs();
        NetworkOutputs = fitted.Preprocessing.DescribeOutputs(fitted.OutputCount);
        History = history;
        StopReason = stopReason;
        Ensemble = ensemble;
        OffsetChoice = offsetChoice;
        Conformal = conformal ?? [];
        KeptIteration = kept is null
            ? LikelyKept.Of(history)
            : history.LastOrDefault(iteration => iteration.Number == kept);
    }

    /// <summary>The same model, whose offset another fit of these samples has chosen.</summary>
    internal NeuronPursuitModel With(OffsetChoice choice) =>
        new(_fitted, History, StopReason, KeptIteration?.Number ?? 0, Ensemble, choice, Conformal) { RecipeChoice = RecipeChoice, HeldOut = HeldOut };

    /// <summary>The same model with what it left of samples that were held out.</summary>
    internal NeuronPursuitModel With(HeldOutResiduals? heldOut) =>
        new(_fitted, History, StopReason, KeptIteration?.Number ?? 0, Ensemble, OffsetChoice, Conformal) { RecipeChoice = RecipeChoice, HeldOut = heldOut };

    /// <summary>The same model with another way from its networks to predictions, and what held-out samples say of it there.</summary>
    internal NeuronPursuitModel With(FittedNetworks fitted, IReadOnlyList<ConformalScores> conformal, HeldOutResiduals? heldOut) =>
        new(fitted, History, StopReason, KeptIteration?.Number ?? 0, Ensemble, OffsetChoice, conformal) { RecipeChoice = RecipeChoice, HeldOut = heldOut };

    /// <summary>The same model as a fit by <see cref="PursuitRecipe.Auto"/> ends with it.</summary>
    /// <param name="choice">What was chosen and why.</param>
    /// <param name="recipe">The recipe that its iterations belong to, where several were tried; null for leaving them as they are.</param>
    /// <param name="canceled">Whether the fit was cancelled before it had compared all.</param>
    internal NeuronPursuitModel With(RecipeChoice choice, string? recipe = null, bool canceled = false) => new(
        _fitted,
        recipe is null ? History : [.. History.Select(iteration => iteration with { Recipe = recipe })],
        canceled ? PursuitStopReason.Canceled : StopReason,
        KeptIteration?.Number ?? 0,
        Ensemble,
        OffsetChoice,
        Conformal)
    {
        RecipeChoice = choice,
    };

    /// <summary>
    /// The networks whose predictions are averaged, one or several. They share inputs and outputs and may differ in
    /// everything else.
    /// </summary>
    public IReadOnlyList<PursuitNetwork> Networks { get; }

    /// <summary>
    /// What the networks see: the columns of <see cref="GetWeights"/>(0). First all columns of X in their order, so that
    /// input j is column j; then ranks (<see cref="NeuronPursuitBuilder.WithRankView"/>), marks of missing values
    /// (<see cref="NeuronPursuitBuilder.WithMissingValues"/>), and last the constant of an intercept.
    /// </summary>
    public IReadOnlyList<NetworkInput> NetworkInputs { get; }

    /// <summary>
    /// The units of the networks' outputs, one entry per output. The prediction is the mean over the networks of
    /// what <see cref="OutputLink"/> makes of the outputs in these units.
    /// </summary>
    public IReadOnlyList<NetworkOutput> NetworkOutputs { get; }

    /// <summary>
    /// The curves between <see cref="NetworkOutputs"/> and predictions (<see cref="NeuronPursuitBuilder.WithTargetTransform"/>), one entry per output, null
    /// for an output without one; empty where there are none. Of several networks each passes the curve before the mean is taken.
    /// </summary>
    public IReadOnlyList<TargetCurve?> TargetCurves => _fitted.Preprocessing.Curves is { } curves ? Array.AsReadOnly(curves) : [];

    /// <summary>
    /// What the outputs mean: the prediction itself, logits of probabilities for the model of a classifier, or logarithms of the
    /// prediction after a fit by <see cref="PoissonLoss"/>.
    /// </summary>
    public OutputLink OutputLink => _fitted.Link;

    /// <summary>The number of weight matrices of the first network (the paper's L); depth 3 is two hidden layers.</summary>
    public int Depth => Networks[0].Depth;

    /// <summary>Columns of X: what Predict takes.</summary>
    public int InputCount => _fitted.InputCount;

    /// <summary>Columns of Y.</summary>
    public int OutputCount => _fitted.OutputCount;

    /// <summary>Weights in all matrices of all networks together, those of an intercept included.</summary>
    public int ParameterCount => Networks.Sum(network => network.ParameterCount);

    /// <summary>Neurons per hidden layer of the first network, input side first.</summary>
    public IReadOnlyList<int> HiddenWidths => Networks[0].HiddenWidths;

    /// <summary>The activation of the hidden layers of the first network.</summary>
    public HomogeneousActivation Activation => Networks[0].Activation;

    /// <summary>Whether the networks see a constant 1 as their last input.</summary>
    public bool HasIntercept => _fitted.Preprocessing.Intercept;

    /// <summary>
    /// Whether inputs or outputs are in other units inside the model, as after standardisation. An offset of the outputs alone
    /// (<see cref="NetworkOutputs"/>) changes none.
    /// </summary>
    public bool IsStandardized => _fitted.Preprocessing.IsStandardized;

    /// <summary>
    /// One entry per iteration; empty where none finished: an all-zero target or a standardised constant one, no signal, or a first
    /// fit without a direction.
    /// </summary>
    public IReadOnlyList<PursuitIteration> History { get; }

    /// <summary>
    /// The entry of <see cref="History"/> that left the first network as it is. Where samples were held out, that may be an
    /// earlier one than the last: the one with the lowest loss on them. Null where the history is empty, and where
    /// a bag (<see cref="NeuronPursuitBuilder.WithEnsemble"/>) found that none is better than the zero network, which it then holds.
    /// </summary>
    /// <remarks>Files from before there was this member do not say; for them it is the entry with the lowest held-out error.</remarks>
    public PursuitIteration? KeptIteration { get; }

    /// <summary>
    /// Why the pursuit ended; <see cref="PursuitStopReasons.Describe"/> explains it. Of an ensemble it is the reason of the first
    /// network, unless the whole was stopped; <see cref="Ensemble"/> has all.
    /// </summary>
    public PursuitStopReason StopReason { get; }

    /// <summary>
    /// How the fit of an ensemble (<see cref="NeuronPursuitBuilder.WithEnsemble"/>) went as a whole: members, why each ended, time.
    /// Null for any other model, and for files from before there was this member.
    /// </summary>
    public PursuitEnsemble? Ensemble { get; }

    /// <summary>
    /// Whether the fit gave the model an offset and why, where it chose by itself (<see cref="NeuronPursuitBuilder.WithIntercept"/>);
    /// null where the settings or the inputs left no choice, in a model that was continued, and in files from before there was this member.
    /// </summary>
    public OffsetChoice? OffsetChoice { get; }

    /// <summary>
    /// Which recipe a fit by <see cref="PursuitRecipe.Auto"/>, the default, has chosen and why; null for other recipes, and in files from
    /// before there was this member.
    /// </summary>
    public RecipeChoice? RecipeChoice { get; internal init; }

    internal FittedNetworks Fitted => _fitted;

    /// <summary>What is left of samples that were held out, in the caller's units; not kept with a model. Null for nothing.</summary>
    internal HeldOutResiduals? HeldOut { get; init; }

    /// <summary>One entry per output, of a classifier one; empty where no samples were held out.</summary>
    internal IReadOnlyList<ConformalScores> Conformal { get; }

    /// <summary>
    /// Removes inputs and neurons that the data do not miss, training the rest again after every removal, and trains
    /// what is left on all of the data. The first-layer weights of a removed input are 0; the model still takes it. An
    /// input here is one of <see cref="NetworkInputs"/>: a column's value, its rank or the mark that it is missing.
    /// Errors are squares, whatever loss the model was fitted with: of a quantile (<see cref="QuantileLoss"/>) a mean is left.
    /// </summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>: best the training data.</param>
    /// <param name="y">Targets, one per row.</param>
    /// <param name="validationFraction">
    /// The part of the samples, above 0 and below 1, that judges: a removal stays when the error there, raised by twice
    /// the share of weights to samples, rises by 0.1 % at most, or is 0.002 at most on both parts. Default 0.2.
    /// </param>
    /// <param name="seed">Decides which samples judge. Default 0.</param>
    /// <param name="cancellationToken">Ends the pruning.</param>
    /// <returns>
    /// A smaller model, with the pruning and the last training in its history; this model itself when nothing could go.
    /// </returns>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the fraction out of range.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs or networks, gives probabilities, or was fitted by <see cref="PoissonLoss"/>.</exception>
    public NeuronPursuitModel Prune(
        double[,] X, double[] y, double validationFraction = 0.2, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        RequireSingleOutput("pruning takes models of one output");
        RequireNoCurve("pruning");
        if (Networks.Count > 1 || _fitted.Link != OutputLink.Identity)
        {
            throw new InvalidOperationException(
                $"The model is {(Networks.Count > 1 ? $"the mean of {Networks.Count} networks" : _fitted.Link == OutputLink.Softmax ? "one of probabilities" : "one of logarithms (PoissonLoss)")}; pruning takes models of one network that predict the target itself.");
        }

        RequireInputs(X.GetLength(1), "X");
        if (!(validationFraction is > 0 and < 1))
        {
            throw new ArgumentOutOfRangeException(
                nameof(validationFraction), validationFraction, "The part of the samples that judges must be above 0 and below 1.");
        }

        if (y.Length != X.GetLength(0) || y.Length < 2)
        {
            throw new ArgumentException(
                $"y has {y.Length} values and X {X.GetLength(0)} rows. Pass one target per row, and at least two rows.", nameof(y));
        }

        var samples = new ReadOnlySpan2D<double>(X);
        var targets = new ReadOnlySpan2D<double>(y, y.Length, 1);
        SampleReader.Check(samples, "X", cancellationToken, _fitted.Preprocessing.Inputs.AllowsMissing);
        SampleReader.Check(targets, "y", cancellationToken);
        return History.Count == 0
            ? this
            : ModelPruning.Prune(this, samples, targets, validationFraction, seed, cancellationToken);
    }

    /// <summary>A copy of one weight matrix of the first network.</summary>
    /// <param name="layer">0 to <see cref="Depth"/> - 1; the paper's W_(layer + 1).</param>
    /// <returns>
    /// k_l x k_(l-1): a row holds the incoming weights of one neuron. In the units of X and y, or of the standardised
    /// ones with <see cref="IsStandardized"/>. The columns of matrix 0 are <see cref="NetworkInputs"/>: with an intercept
    /// the last one is its weights.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public double[,] GetWeights(int layer) => Networks[0].GetWeights(layer);

    /// <exception cref="InvalidOperationException">The targets were transformed, which does not go together with what is wanted.</exception>
    internal void RequireNoCurve(string what)
    {
        if (_fitted.Preprocessing.Curves is not null)
        {
            throw new InvalidOperationException(
                $"The model predicts through a curve ({nameof(TargetTransform)}.{nameof(TargetTransform.Log)}), which {what} does not know. Fit anew, or with WithTargetTransform(TargetTransform.None).");
        }
    }

    internal void RequireInputs(int columns, string name)
    {
        if (columns != InputCount)
        {
            throw new ArgumentException(
                $"{name} has {columns} columns but the model was fitted on {InputCount}. Pass the columns of the training data in the same order.", name);
        }
    }

    private void RequireSingleOutput(string remedy = "use PredictAll, or Predict(x, outputs) for one sample")
    {
        if (OutputCount != 1)
        {
            throw new InvalidOperationException(
                $"The model has {OutputCount} outputs; {remedy}.");
        }
    }
}
