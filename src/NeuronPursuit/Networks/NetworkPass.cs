using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>Forward and backward passes of one worker over one block of samples at a time.</summary>
/// <remarks>
/// H(x) = W_L sigma(W_(L-1) ... sigma(W_1 x)). Layers are counted from 0 here. The residual is the target minus the output;
/// for a loss other than the square it is minus the slope of the loss by the output. The sensitivities of a layer are the
/// residual times the derivative of the outputs by its pre-activations: D_L = residual,
/// D_j = sigma'(z_j) * (W_(j+1)^T D_(j+1)). Not safe for two threads at once; weights are shared.
/// A block goes forward and backward in slices that mostly stay in the first-level cache; the gradient then runs over the
/// whole block, where loading and storing its sums weighs least.
/// </remarks>
internal sealed unsafe class NetworkPass<T>
    where T : unmanaged
{
    // Inputs, outputs and sensitivities of a slice. More than a first-level cache, since a layer touches a part of them.
    private const int SliceBytes = 64 * 1024;

    private readonly NetworkShape _shape;
    private readonly PackedWeights<T> _weights;
    private readonly AlignedBuffer<T> _coefficients;
    private readonly int _power;
    private readonly bool _keepsSign;
    private readonly int _stride;
    private readonly int _sliceLength;
    private readonly AlignedBuffer<T> _outputs;
    private readonly AlignedBuffer<T> _sensitivities;
    private readonly LineSums<T> _gradient;
    private readonly Layer[] _layers;
    private readonly LossKernel<T>? _loss;

    /// <param name="shape">The network.</param>
    /// <param name="weights">Its weights, set before any pass.</param>
    /// <param name="partition">The blocks that will come.</param>
    /// <param name="loss">The loss; null for the square of unweighted residuals, which needs no step of its own.</param>
    public NetworkPass(NetworkShape shape, PackedWeights<T> weights, SamplePartition partition, LossKernel<T>? loss = null)
    {
        _shape = shape;
        _loss = loss;
        _coefficients = SlopeCoefficients.Create<T>(shape.Activation.Coefficients);
        _power = shape.Activation.Power;
        _keepsSign = shape.Activation.Coefficients.KeepsSign;
        _weights = weights;
        _stride = partition.Stride;
        _outputs = new AlignedBuffer<T>((long)(shape.ComputedRows - shape.OutputCount) * _stride);
        _sensitivities = new AlignedBuffer<T>((long)shape.ComputedRows * _stride);
        _gradient = new LineSums<T>(shape.ParameterCount);
        _layers = new Layer[shape.Depth];
        nint row = 0;
        for (int layer = 0; layer < _layers.Length; layer++)
        {
            _layers[layer] = new Layer(
                shape.Layer(layer).Width,
                shape.Layer(layer).InputWidth,
                weights.Forward(layer),
                layer == 0 ? null : weights.Backward(layer),
                _outputs.Pointer + (row * _stride),
                _sensitivities.Pointer + (row * _stride),
                _gradient.At(shape.Layer(layer).Offset));
            row += shape.Layer(layer).Width;
        }

        int rows = shape.InputCount + (2 * shape.ComputedRows);
        int unit = SamplePartition.Unit<T>();
        _sliceLength = Math.Max(2, SliceBytes / (rows * sizeof(T)) / unit) * unit;
    }

    /// <summary>Starts a new gradient sum.</summary>
    public void ClearGradient() => _gradient.Clear();

    /// <summary>Writes the gradient summed since <see cref="ClearGradient"/>, flat like the parameters.</summary>
    public void ReadGradient(Span<double> gradient)
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(gradient.Length, _shape.ParameterCount, nameof(gradient));

        // Sensitivities follow the residual y - H, along which the loss descends.
        _gradient.Read(0, gradient, -1);
    }

    /// <summary>Writes the network's outputs for a block.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public void Forward(SampleBlock<T> inputs, SampleBlock<T> outputs)
    {
        for (int start = 0; start < inputs.Length; start += _sliceLength)
        {
            int length = Math.Min(_sliceLength, inputs.Length - start);
            ForwardHidden(inputs.Data, start, length);
            ForwardLast(inputs.Data, start, length, new StoreEpilogue<T>(outputs.Data + start));
        }

        GC.KeepAlive(this);
    }

    /// <summary>
    /// Adds half the gradient for the square, else the gradient, of the sum of losses of a block, and returns that sum.
    /// </summary>
    public double AccumulateLossAndGradient(SampleBlock<T> inputs, in TargetBlock<T> targets)
    {
        double loss = ForwardBackward(inputs, in targets, lowestLayer: 0);
        AccumulateGradient(inputs);
        return loss;
    }

    /// <summary>
    /// Computes the layers' outputs and, down to <paramref name="lowestLayer"/>, their sensitivities, to be read by
    /// <see cref="Outputs"/> and <see cref="Sensitivities"/>; returns the sum of losses.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public double ForwardBackward(SampleBlock<T> inputs, in TargetBlock<T> targets, int lowestLayer)
    {
        T* residual = _layers[^1].Sensitivities;
        double loss = 0;
        for (int start = 0; start < inputs.Length; start += _sliceLength)
        {
            int length = Math.Min(_sliceLength, inputs.Length - start);
            ForwardHidden(inputs.Data, start, length);
            if (_loss is null)
            {
                ForwardLast(inputs.Data, start, length, new ResidualEpilogue<T>(targets.Values.Data + start, residual + start));
            }
            else
            {
                ForwardLast(inputs.Data, start, length, new StoreEpilogue<T>(residual + start));
                loss += _loss.Seed(residual + start, in targets, start, length);
            }

            Backward(start, length, lowestLayer);
        }

        if (_loss is null)
        {
            loss = BlockSums.SumOfSquares(Sensitivities(_layers.Length - 1, inputs));
        }

        GC.KeepAlive(this);
        return loss;
    }

    /// <summary>
    /// Computes the derivative of one output by the pre-activations of every layer, times the root of each sample's weight
    /// (null: all weigh the same); read it by <see cref="Sensitivities"/>.
    /// </summary>
    public void ForwardBackwardOutput(SampleBlock<T> inputs, int output, T* weights)
    {
        SampleBlock<T> seed = Sensitivities(_layers.Length - 1, inputs);
        for (int row = 0; row < seed.FeatureCount; row++)
        {
            seed.Feature(row).Fill(Simd.FromDouble<T>(row == output ? 1 : 0));
            if (row == output && weights is not null)
            {
                Simd.SquareRoot(new ReadOnlySpan<T>(weights, inputs.Length), seed.Feature(row));
            }
        }

        for (int start = 0; start < inputs.Length; start += _sliceLength)
        {
            int length = Math.Min(_sliceLength, inputs.Length - start);
            ForwardHidden(inputs.Data, start, length);
            Backward(start, length, lowestLayer: 0);
        }

        GC.KeepAlive(this);
    }

    /// <summary>
    /// What a hidden layer put out for the block of the last pass; valid until the next one, while this pass is reachable.
    /// </summary>
    public SampleBlock<T> Outputs(int hiddenLayer, SampleBlock<T> inputs)
        => new(_layers[hiddenLayer].Outputs, _shape.Layer(hiddenLayer).Width, _stride, inputs.Length, inputs.SampleCount);

    /// <summary>
    /// The sensitivities at a layer's pre-activations for the block of the last pass; valid until the next one, while this
    /// pass is reachable.
    /// </summary>
    public SampleBlock<T> Sensitivities(int layer, SampleBlock<T> inputs)
        => new(_layers[layer].Sensitivities, _shape.Layer(layer).Width, _stride, inputs.Length, inputs.SampleCount);

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void ForwardHidden(T* inputs, int start, int length)
    {
        T* x = inputs + start;
        for (int i = 0; i + 1 < _layers.Length; i++)
        {
            ref readonly Layer layer = ref _layers[i];
            T* outputs = layer.Outputs + start;
            if (_keepsSign)
            {
                var epilogue = new RectifierEpilogue<T>(_coefficients.Pointer, outputs);
                ForwardTiles.Run(layer.Forward, layer.Rows, layer.Columns, x, _stride, length, in epilogue);
            }
            else
            {
                var epilogue = new PowerActivationEpilogue<T>(_coefficients.Pointer, _power, outputs, layer.Sensitivities + start);
                ForwardTiles.Run(layer.Forward, layer.Rows, layer.Columns, x, _stride, length, in epilogue);
            }

            x = outputs;
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private void ForwardLast<TEpilogue>(T* inputs, int start, int length, in TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue<T>
    {
        ref readonly Layer layer = ref _layers[^1];
        T* x = _layers.Length == 1 ? inputs : _layers[^2].Outputs;
        ForwardTiles.Run(layer.Forward, layer.Rows, layer.Columns, x + start, _stride, length, in epilogue);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Backward(int start, int length, int lowestLayer)
    {
        for (int i = _layers.Length - 1; i > lowestLayer; i--)
        {
            ref readonly Layer layer = ref _layers[i];
            ref readonly Layer below = ref _layers[i - 1];
            T* above = layer.Sensitivities + start;
            if (_keepsSign)
            {
                var epilogue = new RectifierSensitivityEpilogue<T>(
                    _coefficients.Pointer, below.Outputs + start, below.Sensitivities + start);
                ForwardTiles.Run(layer.Backward, layer.Columns, layer.Rows, above, _stride, length, in epilogue);
            }
            else
            {
                var epilogue = new SensitivityEpilogue<T>(below.Sensitivities + start);
                ForwardTiles.Run(layer.Backward, layer.Columns, layer.Rows, above, _stride, length, in epilogue);
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void AccumulateGradient(SampleBlock<T> inputs)
    {
        T* x = inputs.Data;
        for (int i = 0; i < _layers.Length; i++)
        {
            ref readonly Layer layer = ref _layers[i];
            GradientTiles.Run(layer.Sensitivities, layer.Rows, x, layer.Columns, _stride, inputs.Length, layer.Gradient);
            x = layer.Outputs;
        }

        GC.KeepAlive(this);
    }

    /// <summary>
    /// Where a layer's numbers are. The last layer's outputs are never stored: its pointer must not be read.
    /// </summary>
    private readonly struct Layer(int rows, int columns, T* forward, T* backward, T* outputs, T* sensitivities, T* gradient)
    {
        public readonly int Rows = rows;
        public readonly int Columns = columns;
        public readonly T* Forward = forward;
        public readonly T* Backward = backward;
        public readonly T* Outputs = outputs;
        public readonly T* Sensitivities = sensitivities;
        public readonly T* Gradient = gradient;
    }
}
