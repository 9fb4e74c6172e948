using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// The training loss of networks of given widths on given data, as a function of the flat vector of all weights: what
/// studies of training dynamics start from. Every <see cref="IWeightOptimizer"/> and <see cref="GradientFlow"/> runs on it.
/// </summary>
/// <remarks>
/// <para>The value is the mean of the squared residuals, <c>|Y - H(X)|_F^2 / (n m)</c>; the paper's eq. (1) is n m / 2
/// times as large. Data are taken as they are: no scaling, no intercept.</para>
/// <para>The flat vector holds W_1 first, each matrix row after row; <see cref="IndexOf"/> and <see cref="Flatten"/>
/// translate. One evaluation at a time: not for use from several threads at once.</para>
/// </remarks>
public sealed class TrainingLandscape : ILeastSquaresObjective
{
    private readonly NetworkShape _shape;
    private readonly ILeastSquaresObjective _objective;

    /// <summary>Creates the landscape.</summary>
    /// <param name="X">Inputs, n x d: one sample per row. Finite; copied.</param>
    /// <param name="Y">Targets, n x m: one row per row of <paramref name="X"/>. Finite; copied.</param>
    /// <param name="hiddenWidths">Neurons of each hidden layer, input side first, each at least 1.</param>
    /// <param name="activation">The activation of every hidden layer.</param>
    /// <param name="threads">Threads at most, at least 1; no value depends on it.</param>
    /// <exception cref="ArgumentException">A shape is wrong or a value is not finite; the message says which.</exception>
    public TrainingLandscape(
        double[,] X, double[,] Y, IReadOnlyList<int> hiddenWidths, HomogeneousActivation activation, int threads = 1)
        : this(Pack(X, Y, threads), ShapeOf(X, Y, hiddenWidths, activation))
    {
    }

    internal TrainingLandscape(ILocalPursuitData data, NetworkShape shape)
    {
        _shape = shape;
        Data = data;
        _objective = (ILeastSquaresObjective)data.TrainingObjective(shape, CancellationToken.None);
        LossAtOrigin = data.LossAtOrigin(CancellationToken.None);
    }

    /// <summary>Inputs, hidden widths, outputs.</summary>
    public IReadOnlyList<int> Widths => _shape.Widths.ToArray();

    /// <summary>The activation of the hidden layers.</summary>
    public HomogeneousActivation Activation => _shape.Activation;

    /// <inheritdoc/>
    public int ParameterCount => _shape.ParameterCount;

    /// <inheritdoc/>
    public int SampleCount => _objective.SampleCount;

    /// <summary>The value where all weights are zero: the mean of the squared targets.</summary>
    public double LossAtOrigin { get; }

    internal NetworkShape Shape => _shape;

    internal ILocalPursuitData Data { get; }

    /// <inheritdoc/>
    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient) => _objective.Evaluate(parameters, gradient);

    /// <inheritdoc/>
    public double AccumulateNormalMatrix(ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient) =>
        _objective.AccumulateNormalMatrix(parameters, normalMatrix, gradient);

    /// <summary>The position of one weight in the flat vector.</summary>
    /// <param name="layer">0 for W_1.</param>
    /// <param name="row">The neuron that the weight leads to.</param>
    /// <param name="column">The neuron or input that it comes from.</param>
    /// <returns>An index below <see cref="ParameterCount"/>.</returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such weight.</exception>
    public int IndexOf(int layer, int row, int column)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, _shape.Depth);
        GrowableLayer view = _shape.Layer(layer);
        ArgumentOutOfRangeException.ThrowIfNegative(row);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(row, view.Width);
        ArgumentOutOfRangeException.ThrowIfNegative(column);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(column, view.InputWidth);
        return view.IndexOf(row, column);
    }

    /// <summary>One weight matrix out of a flat vector.</summary>
    /// <param name="weights">The flat vector.</param>
    /// <param name="layer">0 for W_1.</param>
    /// <returns>k_l x k_(l-1).</returns>
    /// <exception cref="ArgumentException">The vector has the wrong length, or there is no such layer.</exception>
    public double[,] Matrix(ReadOnlySpan<double> weights, int layer)
    {
        RequireWeights(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, _shape.Depth);
        GrowableLayer view = _shape.Layer(layer);
        double[,] matrix = new double[view.Width, view.InputWidth];
        view.Weights(weights).CopyTo(matrix.AsSpan());
        return matrix;
    }

    /// <summary>Puts matrices into one flat vector. A smaller matrix is extended by zeros: by inactive neurons.</summary>
    /// <param name="matrices">W_1 to W_L, each at most as large as the landscape's.</param>
    /// <returns>The flat vector.</returns>
    /// <exception cref="ArgumentException">There are too few or too many, or one is too large.</exception>
    public double[] Flatten(params double[][,] matrices)
    {
        ArgumentNullException.ThrowIfNull(matrices);
        if (matrices.Length != _shape.Depth)
        {
            throw new ArgumentException($"{matrices.Length} matrices were given, but the depth is {_shape.Depth}.", nameof(matrices));
        }

        double[] weights = new double[ParameterCount];
        for (int layer = 0; layer < matrices.Length; layer++)
        {
            (int rows, int columns) = (matrices[layer].GetLength(0), matrices[layer].GetLength(1));
            GrowableLayer view = _shape.Layer(layer);
            if (rows > view.Width || columns > view.InputWidth)
            {
                throw new ArgumentException(
                    $"matrix {layer} is {rows} x {columns}, larger than W_{layer + 1} of {view.Width} x {view.InputWidth}.", nameof(matrices));
            }

            for (int row = 0; row < rows; row++)
            {
                for (int column = 0; column < columns; column++)
                {
                    weights[view.IndexOf(row, column)] = matrices[layer][row, column];
                }
            }
        }

        return weights;
    }

    /// <summary>The outputs of the network with the given weights on the data.</summary>
    /// <param name="weights">The flat vector.</param>
    /// <returns>n x m.</returns>
    /// <exception cref="ArgumentException">The vector has the wrong length.</exception>
    public double[,] Outputs(ReadOnlySpan<double> weights)
    {
        double[][] residuals = Data.CopySensitivities(NetworkOf(weights), CancellationToken.None);
        double[][] targets = Data.CopyTargets();
        double[,] outputs = new double[SampleCount, residuals.Length];
        for (int output = 0; output < residuals.Length; output++)
        {
            for (int sample = 0; sample < SampleCount; sample++)
            {
                outputs[sample, output] = targets[output][sample] - residuals[output][sample];
            }
        }

        return outputs;
    }

    /// <summary>
    /// The correlation of one more neuron of a hidden layer with the residual of the network (one term of eq. 21), to
    /// be maximised by any <see cref="INcfMaximizer"/>.
    /// </summary>
    /// <param name="weights">The flat weights of the network that the neuron would join.</param>
    /// <param name="hiddenLayer">0 for the layer next to the inputs.</param>
    /// <returns>Incoming weights from the layer below, outgoing ones to the layer above.</returns>
    /// <exception cref="ArgumentException">The vector has the wrong length, or there is no such layer.</exception>
    public INcfObjective NeuronCorrelation(ReadOnlySpan<double> weights, int hiddenLayer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(hiddenLayer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hiddenLayer, _shape.HiddenLayerCount);
        return Data.NeuronCorrelation(NetworkOf(weights), hiddenLayer, CancellationToken.None);
    }

    /// <summary>
    /// Rescales every hidden neuron to <c>|a|^2 = p |b|^2</c> without changing an output (C.2.2, D.6).
    /// </summary>
    /// <param name="weights">The flat vector.</param>
    /// <returns>A balanced copy.</returns>
    /// <exception cref="ArgumentException">The vector has the wrong length.</exception>
    public double[] Balance(ReadOnlySpan<double> weights)
    {
        Network network = NetworkOf(weights);
        WeightBalancer.Balance(network);
        return network.Parameters;
    }

    internal Network NetworkOf(ReadOnlySpan<double> weights)
    {
        RequireWeights(weights);
        return new Network(_shape, weights.ToArray());
    }

    internal void RequireWeights(ReadOnlySpan<double> weights)
    {
        if (weights.Length != ParameterCount)
        {
            throw new ArgumentException(
                $"weights has {weights.Length} entries, but a network of widths {string.Join('/', Widths)} has {ParameterCount} weights.", nameof(weights));
        }
    }

    private static LocalPursuitData<double> Pack(double[,] X, double[,] Y, int threads)
    {
        ArgumentNullException.ThrowIfNull(X);
        ArgumentNullException.ThrowIfNull(Y);
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        SampleReader.Check(new ReadOnlySpan2D<double>(X), nameof(X), CancellationToken.None);
        if (X.GetLength(0) != Y.GetLength(0))
        {
            throw new ArgumentException($"Y has {Y.GetLength(0)} rows but X has {X.GetLength(0)}. Pass one row of targets per row of X.", nameof(Y));
        }

        SampleReader.Check(new ReadOnlySpan2D<double>(Y), nameof(Y), CancellationToken.None);
        return LocalPursuitData<double>.Pack<double>(
            X, Y, ColumnScaling.Uniform(X.GetLength(1), 1), ColumnScaling.Uniform(Y.GetLength(1), 1), false, new ChunkRunner(threads));
    }

    private static NetworkShape ShapeOf(double[,] X, double[,] Y, IReadOnlyList<int> hiddenWidths, HomogeneousActivation activation)
    {
        ArgumentNullException.ThrowIfNull(hiddenWidths);
        ArgumentNullException.ThrowIfNull(activation);
        if (hiddenWidths.Count == 0 || hiddenWidths.Any(width => width < 1))
        {
            throw new ArgumentException(
                $"hiddenWidths is [{string.Join(", ", hiddenWidths)}]; pass the neurons of each hidden layer, each at least 1.", nameof(hiddenWidths));
        }

        return new NetworkShape([X.GetLength(1), .. hiddenWidths, Y.GetLength(1)], activation);
    }
}
