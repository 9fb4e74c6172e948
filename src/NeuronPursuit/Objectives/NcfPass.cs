namespace NeuronPursuit;

/// <summary>The neural correlation of R candidate neurons at once, by one worker over one block of samples at a time.</summary>
/// <remarks>
/// N(a, b) = sum over samples of (b . D) sigma(a . g), for inputs g and sensitivities D. With q(a) = sum of D sigma(a . g),
/// which is also the gradient in b, the value is b . q: it needs no sum of its own.
/// Not safe for two threads at once; candidates are shared.
/// </remarks>
internal sealed unsafe class NcfPass<T>
    where T : unmanaged
{
    private readonly PackedCandidates<T> _candidates;
    private readonly ActivationCoefficients _activation;
    private readonly AlignedBuffer<T> _coefficients;
    private readonly int _stride;
    private readonly AlignedBuffer<T> _outputs;
    private readonly AlignedBuffer<T> _weighted;
    private readonly LineSums<T> _incomingSums;
    private readonly LineSums<T> _outgoingSums;

    public NcfPass(PackedCandidates<T> candidates, ActivationCoefficients activation, SamplePartition partition)
    {
        _candidates = candidates;
        _activation = activation;
        _coefficients = SlopeCoefficients.Create<T>(activation);
        _stride = partition.Stride;
        _outputs = new AlignedBuffer<T>((long)candidates.Count * _stride);
        _weighted = new AlignedBuffer<T>((long)candidates.Count * _stride);
        _incomingSums = new LineSums<T>((long)candidates.Count * candidates.IncomingCount);
        _outgoingSums = new LineSums<T>((long)candidates.Count * candidates.OutgoingCount);
    }

    /// <summary>Starts new sums.</summary>
    public void Clear()
    {
        _incomingSums.Clear();
        _outgoingSums.Clear();
    }

    /// <summary>Adds a block to the gradients in both vectors of all candidates.</summary>
    public void AccumulateGradients(SampleBlock<T> inputs, SampleBlock<T> sensitivities)
    {
        AccumulateCorrelations(inputs, sensitivities);
        if (_activation.KeepsSign)
        {
            Weigh(sensitivities, new RectifierSensitivityEpilogue<T>(_coefficients.Pointer, _outputs.Pointer, _weighted.Pointer));
        }
        else
        {
            Weigh(sensitivities, new SensitivityEpilogue<T>(_weighted.Pointer));
        }

        GradientTiles.Run(
            _weighted.Pointer,
            _candidates.Count,
            inputs.Data,
            _candidates.IncomingCount,
            _stride,
            inputs.Length,
            _incomingSums.At(0));
        GC.KeepAlive(this);
    }

    /// <summary>Adds a block to q, the sums of sensitivities times candidate outputs, without the outgoing vectors.</summary>
    public void AccumulateCorrelations(SampleBlock<T> inputs, SampleBlock<T> sensitivities)
    {
        if (_activation.KeepsSign)
        {
            Activate(inputs, new RectifierEpilogue<T>(_coefficients.Pointer, _outputs.Pointer));
        }
        else
        {
            Activate(inputs, new PowerActivationEpilogue<T>(_coefficients.Pointer, _activation.Power, _outputs.Pointer, _weighted.Pointer));
        }

        GradientTiles.Run(
            _outputs.Pointer,
            _candidates.Count,
            sensitivities.Data,
            _candidates.OutgoingCount,
            _stride,
            inputs.Length,
            _outgoingSums.At(0));
        GC.KeepAlive(this);
    }

    /// <summary>Writes q (R x kout), the gradient in the outgoing vectors.</summary>
    public void ReadOutgoingGradient(Span<double> gradient) => _outgoingSums.Read(0, gradient, 1);

    /// <summary>Writes the gradient in the incoming vectors (R x kin).</summary>
    public void ReadIncomingGradient(Span<double> gradient) => _incomingSums.Read(0, gradient, _activation.Power);

    private void Weigh<TEpilogue>(SampleBlock<T> sensitivities, in TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue<T>
        => ForwardTiles.Run(
            _candidates.Outgoing,
            _candidates.Count,
            _candidates.OutgoingCount,
            sensitivities.Data,
            _stride,
            sensitivities.Length,
            in epilogue);

    private void Activate<TEpilogue>(SampleBlock<T> inputs, in TEpilogue epilogue)
        where TEpilogue : struct, ITileEpilogue<T>
        => ForwardTiles.Run(
            _candidates.Incoming,
            _candidates.Count,
            _candidates.IncomingCount,
            inputs.Data,
            _stride,
            inputs.Length,
            in epilogue);
}
