using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// A network that grew: immutable, and every member safe from many threads at once. Rows of X are samples.
/// </summary>
public sealed partial class NeuronPursuitModel
{
    private readonly FittedNetwork _fitted;

    internal NeuronPursuitModel(FittedNetwork fitted, IReadOnlyList<PursuitIteration> history, PursuitStopReason stopReason)
    {
        _fitted = fitted;
        History = history;
        StopReason = stopReason;
    }

    /// <summary>The number of weight matrices (the paper's L); depth 3 is two hidden layers.</summary>
    public int Depth => Shape.Depth;

    /// <summary>Columns of X, the constant of an intercept not counted.</summary>
    public int InputCount => _fitted.InputCount;

    /// <summary>Columns of Y.</summary>
    public int OutputCount => _fitted.OutputCount;

    /// <summary>Weights in all matrices together, those of an intercept included.</summary>
    public int ParameterCount => Shape.ParameterCount;

    /// <summary>Neurons per hidden layer, input side first.</summary>
    public IReadOnlyList<int> HiddenWidths => Array.AsReadOnly(Shape.HiddenWidths);

    /// <summary>The activation of the hidden layers.</summary>
    public HomogeneousActivation Activation => Shape.Activation;

    /// <summary>Whether the network sees a constant 1 as its last input.</summary>
    public bool HasIntercept => _fitted.Intercept;

    /// <summary>Whether inputs and outputs are standardised inside the model.</summary>
    public bool IsStandardized => _fitted.Inputs is not null;

    /// <summary>One entry per iteration; empty for a model of an all-zero target.</summary>
    public IReadOnlyList<PursuitIteration> History { get; }

    /// <summary>Why the pursuit ended; <see cref="PursuitStopReasons.Describe"/> explains it.</summary>
    public PursuitStopReason StopReason { get; }

    internal FittedNetwork Fitted => _fitted;

    private NetworkShape Shape => _fitted.Network.Shape;

    /// <summary>Loads a model from a file written by <see cref="Save(string)"/>.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The model, equal to the saved one bit for bit.</returns>
    /// <exception cref="InvalidDataException">The file is no model, or a damaged one; the message says what is wrong.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static NeuronPursuitModel Load(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        using FileStream stream = File.OpenRead(path);
        return Load(stream);
    }

    /// <summary>Loads a model from a stream, which stays open.</summary>
    /// <param name="stream">A readable stream at the beginning of the model.</param>
    /// <returns>The model.</returns>
    /// <exception cref="InvalidDataException">The content is no model, or a damaged one.</exception>
    public static NeuronPursuitModel Load(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        return ModelSerializer.Load(stream);
    }

    /// <summary>Saves the model as JSON (docs/model-format.md). An existing file is replaced only when all is written.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public void Save(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        AtomicFile.Write(path, Save);
    }

    /// <summary>Saves the model as JSON to a stream, which stays open.</summary>
    /// <param name="stream">A writable stream.</param>
    public void Save(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        ModelSerializer.Save(this, stream);
    }

    /// <summary>
    /// Removes inputs and neurons that the data do not miss, training the rest again after every removal, and trains
    /// what is left on all of the data. The first-layer weights of a removed input are 0; the model still takes it.
    /// </summary>
    /// <param name="X">Inputs, n x <see cref="InputCount"/>: best the training data.</param>
    /// <param name="y">Targets, one per row.</param>
    /// <param name="validationFraction">
    /// The part of the samples, above 0 and below 1, that judges: a removal stays when the error there, raised by twice
    /// the share of weights to samples, does not rise. Default 0.2.
    /// </param>
    /// <param name="seed">Decides which samples judge. Default 0.</param>
    /// <param name="cancellationToken">Ends the pruning.</param>
    /// <returns>
    /// A smaller model, with the pruning and the last training in its history; this model itself when nothing could go.
    /// </returns>
    /// <exception cref="ArgumentException">A shape is wrong, a value not finite, or the fraction out of range.</exception>
    /// <exception cref="InvalidOperationException">The model has several outputs.</exception>
    public NeuronPursuitModel Prune(
        double[,] X, double[] y, double validationFraction = 0.2, ulong seed = 0, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(y);
        RequireSingleOutput();
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
        SampleReader.Check(samples, "X", cancellationToken);
        SampleReader.Check(targets, "y", cancellationToken);
        return History.Count == 0
            ? this
            : ModelPruning.Prune(this, samples, targets, validationFraction, seed, cancellationToken);
    }

    /// <summary>A copy of one weight matrix.</summary>
    /// <param name="layer">0 to <see cref="Depth"/> - 1; the paper's W_(layer + 1).</param>
    /// <returns>
    /// k_l x k_(l-1): a row holds the incoming weights of one neuron. In the units of X and y, or of the standardised
    /// ones with <see cref="IsStandardized"/>. With an intercept the last column of matrix 0 is its weights.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public double[,] GetWeights(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Depth);
        GrowableLayer view = Shape.Layer(layer);
        double[,] weights = new double[view.Width, view.InputWidth];
        view.Weights(_fitted.Network.Parameters).CopyTo(weights.AsSpan());
        return weights;
    }

    private void RequireInputs(int columns, string name)
    {
        if (columns != InputCount)
        {
            throw new ArgumentException(
                $"{name} has {columns} columns but the model was fitted on {InputCount}. Pass the columns of the training data in the same order.", name);
        }
    }

    private void RequireSingleOutput()
    {
        if (OutputCount != 1)
        {
            throw new InvalidOperationException(
                $"The model has {OutputCount} outputs; use PredictAll, or Predict(x, outputs) for one sample.");
        }
    }
}
