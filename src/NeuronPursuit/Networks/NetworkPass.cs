namespace NeuronPursuit;

/// <summary>Forward and backward passes of one worker over one block of samples at a time.</summary>
/// <remarks>
/// H(x) = W_L s(W_(L-1) ... s(W_1 x)). Layers are counted from 0 here. The residual is target minus output, and
/// the sensitivities of a layer are the residual times the derivative of the outputs with respect to the layer's
/// pre-activations: D_L = y - H, D_j = s'(z_j) * (W_(j+1)^T D_(j+1)). Not safe for two threads at once; weights are shared.
/// </remarks>
internal sealed unsafe class NetworkPass<T>
    where T : unmanaged
{
    private readonly NetworkShape _shape;
    private readonly PackedWeights<T> _weights;
    private readonly ActivationCoefficients _activation;
    private readonly int _stride;
    private readonly AlignedBuffer<T> _outputs;
    private readonly AlignedBuffer<T> _sensitivities;
    private readonly VectorSums<T> _gradient;
    private readonly int[] _firstRow;

    /// <param name="shape">The network.</param>
    /// <param name="weights">Its weights, set before any pass.</param>
    /// <param name="partition">The blocks that will come.</param>
    public NetworkPass(NetworkShape shape, PackedWeights<T> weights, SamplePartition partition)
    {
        _shape = shape;
        _activation = shape.Activation.Coefficients;
        _weights = weights;
        _stride = partition.Stride;
        _firstRow = new int[shape.Depth];
        for (int layer = 1; layer < shape.Depth; layer++)
        {
            _firstRow[layer] = _firstRow[layer - 1] + shape.Layer(layer - 1).Width;
        }

        _outputs = new AlignedBuffer<T>((long)(shape.ComputedRows - shape.OutputCount) * _stride);
        _sensitivities = new AlignedBuffer<T>((long)shape.ComputedRows * _stride);
        _gradient = new VectorSums<T>(shape.ParameterCount);
    }

    /// <summary>Starts a new gradient sum.</summary>
    public void ClearGradient() => _gradient.Clear();

    /// <summary>Writes the gradient summed since <see cref="ClearGradient"/>, flat like the parameters.</summary>
    public void ReadGradient(Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _shape.ParameterCount, nameof(gradient));

        // Sensitivities follow the residual y - H, the loss descends along it.
        _gradient.Read(0, gradient, -1);
    }

    /// <summary>Writes the network's outputs for a block.</summary>
    public void Forward(SampleBlock<T> inputs, SampleBlock<T> outputs)
    {
        ForwardHidden(inputs);
        ForwardLast(inputs, new StoreEpilogue<T>(outputs.Data));
        GC.KeepAlive(this);
    }

    /// <summary>Adds the gradient of half the squared residuals; returns the sum of squared residuals.</summary>
    public double AccumulateLossAndGradient(SampleBlock<T> inputs, SampleBlock<T> targets)
    {
        double loss = ForwardBackward(inputs, targets, lowestLayer: 0);
        AccumulateGradient(inputs);
        return loss;
    }

    /// <summary>
    /// Computes the derivative of one output by the pre-activations of every layer, to be read by
    /// <see cref="Sensitivities"/>.
    /// </summary>
    public void ForwardBackwardOutput(SampleBlock<T> inputs, int output)
    {
        ForwardHidden(inputs);
        SampleBlock<T> seed = Sensitivities(_shape.Depth - 1, inputs);
        for (int row = 0; row < seed.FeatureCount; row++)
        {
            seed.Feature(row).Fill(Simd.FromDouble<T>(row == output ? 1 : 0));
        }

        Backward(inputs.Length, lowestLayer: 0);
        GC.KeepAlive(this);
    }

    /// <summary>
    /// Computes the layers' outputs and, down to <paramref name="lowestLayer"/>, their sensitivities, to be read by
    /// <see cref="Outputs"/> and <see cref="Sensitivities"/>; returns the sum of squared residuals.
    /// </summary>
    public double ForwardBackward(SampleBlock<T> inputs, SampleBlock<T> targets, int lowestLayer)
    {
        ForwardHidden(inputs);
        SampleBlock<T> residual = Sensitivities(_shape.Depth - 1, inputs);
        ForwardLast(inputs, new ResidualEpilogue<T>(targets.Data, residual.Data));
        double loss = BlockSums.SumOfSquares(residual);
        Backward(inputs.Length, lowestLayer);
        GC.KeepAlive(this);
        return loss;
    }

    /// <summary>What a hidden layer put out for the block of the last pass; valid until the next one.</summary>
    public SampleBlock<T> Outputs(int hiddenLayer, SampleBlock<T> inputs)
        => View(_outputs, hiddenLayer, inputs);

    /// <summary>The sensitivities at a layer's pre-activations for the block of the last pass; valid until the next one.</summary>
    public SampleBlock<T> Sensitivities(int layer, SampleBlock<T> inputs)
        => View(_sensitivities, layer, inputs);

    private SampleBlock<T> View(AlignedBuffer<T> buffer, int layer, SampleBlock<T> inputs)
        => new(buffer.Pointer + RowOffset(layer), _shape.Layer(layer).Width, _stride, inputs.Length, inputs.SampleCount);

    private nint RowOffset(int layer) => (nint)_firstRow[layer] * _stride;

    private T* InputsOf(int layer, SampleBlock<T> inputs)
        => layer == 0 ? inputs.Data : _outputs.Pointer + RowOffset(layer - 1);

    private void ForwardHidden(SampleBlock<T> inputs)
    {
        for (int layer = 0; layer + 1 < _shape.Depth; layer++)
        {
            T* outputs = _outputs.Pointer + RowOffset(layer);
            T* slopes = _sensitivities.Pointer + RowOffset(layer);
            if (_activation.Power == 1)
            {
                ForwardLayer(layer, inputs, new LinearActivationEpilogue<T>(in _activation, outputs, slopes));
            }
            else
            {
                ForwardLayer(layer, inputs, new PowerActivationEpilogue<T>(in _activation, outputs, slopes));
            }
        }
    }

    private void ForwardLast<TEpilogue>(SampleBlock<T> inputs, in TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue<T>
        => ForwardLayer(_shape.Depth - 1, inputs, in epilogue);

    private void ForwardLayer<TEpilogue>(int layer, SampleBlock<T> inputs, in TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue<T>
        => ForwardTiles.Run(
            _weights.Forward(layer),
            _shape.Layer(layer).Width,
            _shape.Layer(layer).InputWidth,
            InputsOf(layer, inputs),
            _stride,
            inputs.Length,
            in epilogue);

    private void Backward(int length, int lowestLayer)
    {
        for (int layer = _shape.Depth - 1; layer > lowestLayer; layer--)
        {
            ForwardTiles.Run(
                _weights.Backward(layer),
                _shape.Layer(layer).InputWidth,
                _shape.Layer(layer).Width,
                _sensitivities.Pointer + RowOffset(layer),
                _stride,
                length,
                new SensitivityEpilogue<T>(_sensitivities.Pointer + RowOffset(layer - 1)));
        }
    }

    private void AccumulateGradient(SampleBlock<T> inputs)
    {
        for (int layer = 0; layer < _shape.Depth; layer++)
        {
            GradientTiles.Run(
                _sensitivities.Pointer + RowOffset(layer),
                _shape.Layer(layer).Width,
                InputsOf(layer, inputs),
                _shape.Layer(layer).InputWidth,
                _stride,
                inputs.Length,
                _gradient.Pointer + _shape.Layer(layer).Offset);
        }

        GC.KeepAlive(this);
    }
}
