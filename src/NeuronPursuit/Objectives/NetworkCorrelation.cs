using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The neural correlation function of a whole network with one neuron per layer (eq. 4; Alg. 1, line 4):
/// <c>N(W) = (1/n) sum_i y_i . W_L sigma(w_{L-1} ... sigma(W_1 x_i))</c>.
/// </summary>
/// <remarks>
/// A chain of single neurons is itself one homogeneous neuron: for fixed signs of the scalars w_2 .. w_{L-1} the map
/// from <c>W_1 x</c> to the last hidden output has degree <c>p^(L-1)</c> and two coefficients, and each scalar only
/// multiplies it by <c>|w_l|^(p^(L-l))</c>. So this is the correlation of one neuron per pattern of signs, and
/// the derivative by a scalar follows from Euler's identity. One evaluation at a time.
/// </remarks>
internal sealed class NetworkCorrelation : INcfObjective, ISketchedCorrelation
{
    // By the signs of the scalars, a bit for each that is negative; null for a chain that is silent.
    private readonly INcfObjective?[] _chains;
    private readonly double[] _degrees;
    private readonly int _inputs;
    private double[] _batch = [];
    private double[] _batchGradients = [];
    private double[] _batchValues = [];

    /// <param name="inputs">Inputs of the network.</param>
    /// <param name="outputs">Outputs of the network.</param>
    /// <param name="depth">Weight matrices.</param>
    /// <param name="activation">The activation of one layer.</param>
    /// <param name="correlationOf">Makes the correlation of a neuron of a given activation with the target.</param>
    public NetworkCorrelation(
        int inputs,
        int outputs,
        int depth,
        HomogeneousActivation activation,
        Func<HomogeneousActivation, INcfObjective> correlationOf)
    {
        _inputs = inputs;
        OutgoingCount = outputs;
        _degrees = new double[depth];
        for (int layer = 0; layer < depth; layer++)
        {
            _degrees[layer] = PortableMath.Pow(activation.Power, depth - 1 - layer);
        }

        _chains = new INcfObjective?[1 << (depth - 2)];
        for (int signs = 0; signs < _chains.Length; signs++)
        {
            HomogeneousActivation chain = ChainActivation(activation, depth, signs);
            bool silent = chain.PositiveCoefficient == 0 && chain.NegativeCoefficient == 0;
            _chains[signs] = silent ? null : correlationOf(chain);
        }
    }

    private NetworkCorrelation(int inputs, INcfObjective?[] chains, double[] degrees)
    {
        (_inputs, _chains, _degrees) = (inputs, chains, degrees);
        OutgoingCount = chains.First(chain => chain is not null)!.OutgoingCount;
    }

    public int IncomingCount => _inputs + ScalarCount;

    public int InputCount => _inputs;

    public int OutgoingCount { get; }

    private int ScalarCount => _degrees.Length - 2;

    private int Size => IncomingCount + OutgoingCount;

    public INcfObjective? Sketch()
    {
        INcfObjective?[] sketches = [.. _chains.Select(chain => (chain as ISketchedCorrelation)?.Sketch())];
        return sketches.Any(sketch => sketch is not null) ? new NetworkCorrelation(_inputs, sketches, _degrees) : null;
    }

    public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients)
    {
        values.Clear();
        gradients.Clear();
        for (int signs = 0; signs < _chains.Length; signs++)
        {
            int count = Gather(candidates, signs);
            if (count == 0 || _chains[signs] is not { } chain)
            {
                continue;
            }

            int size = _inputs + OutgoingCount;
            chain.Evaluate(
                _batch.AsSpan(0, count * size), _batchValues.AsSpan(0, count), _batchGradients.AsSpan(0, count * size));
            for (int r = 0, k = 0; r < values.Length; r++)
            {
                ReadOnlySpan<double> candidate = candidates.Slice(r * Size, Size);
                if (SignsOf(candidate) == signs)
                {
                    double scale = ScalarFactor(candidate);
                    values[r] = scale * _batchValues[k];
                    Scatter(candidate, _batchGradients.AsSpan(k * size, size), scale, scale, values[r], gradients.Slice(r * Size, Size));
                    k++;
                }
            }
        }
    }

    public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients)
    {
        values.Clear();
        gradients.Clear();
        int size = _inputs + OutgoingCount;
        double total = Reductions.Sum(_degrees);
        var norms = new Norms(Math.Sqrt(_degrees[0] / total), Math.Sqrt(1 / total));
        for (int signs = 0; signs < _chains.Length; signs++)
        {
            int count = Gather(candidates, signs);
            if (count > 0 && _chains[signs] is { } chain)
            {
                chain.Complete(
                    _batch.AsSpan(0, count * size), _batchValues.AsSpan(0, count), _batchGradients.AsSpan(0, count * size));
            }

            for (int r = 0, k = 0; r < values.Length; r++)
            {
                Span<double> candidate = candidates.Slice(r * Size, Size);
                if (SignsOf(candidate) != signs)
                {
                    continue;
                }

                for (int s = 0; s < ScalarCount; s++)
                {
                    candidate[_inputs + s] = Math.CopySign(Math.Sqrt(_degrees[s + 1] / total), candidate[_inputs + s]);
                }

                if (_chains[signs] is null)
                {
                    CompleteSilent(candidate, norms);
                }
                else
                {
                    values[r] = CompleteFrom(k++, candidate, norms, gradients.Slice(r * Size, Size));
                }
            }
        }
    }

    /// <summary>The chain from W_1 x to the last hidden output, for unit scalars of the given signs (bit = negative).</summary>
    private static HomogeneousActivation ChainActivation(HomogeneousActivation activation, int depth, int signs)
    {
        int degree = 1;
        for (int layer = 1; layer < depth; layer++)
        {
            degree = checked(degree * activation.Power);
        }

        double positive = Follow(1);
        double negative = Follow(-1) * (degree % 2 == 0 ? 1 : -1);
        return HomogeneousActivation.FromCoefficients(positive, negative, degree);

        double Follow(double z)
        {
            double output = activation.Evaluate(z);
            for (int s = 0; s < depth - 2; s++)
            {
                output = activation.Evaluate((signs & (1 << s)) != 0 ? -output : output);
            }

            return output;
        }
    }

    /// <summary>No outgoing weights are better than others where nothing comes through; any of the right norm will do.</summary>
    private void CompleteSilent(Span<double> candidate, Norms norms)
    {
        SphereMath.Rescale(candidate[.._inputs], norms.Incoming);
        candidate[IncomingCount..].Clear();
        SphereMath.Rescale(candidate[IncomingCount..], norms.Outgoing);
    }

    /// <summary>
    /// Takes over what the chain completed: its own split of the unit norm becomes the network's, with the scalars taking
    /// their share. Writes the gradient and returns the value.
    /// </summary>
    private double CompleteFrom(int place, Span<double> candidate, Norms norms, Span<double> gradient)
    {
        int size = _inputs + OutgoingCount;
        double degree = _degrees[0];
        double incomingRatio = norms.Incoming / Math.Sqrt(degree / (degree + 1));
        double outgoingRatio = norms.Outgoing / Math.Sqrt(1 / (degree + 1));
        ReadOnlySpan<double> completed = _batch.AsSpan(place * size, size);
        TensorPrimitives.Multiply(completed[.._inputs], incomingRatio, candidate[.._inputs]);
        TensorPrimitives.Multiply(completed[_inputs..], outgoingRatio, candidate[IncomingCount..]);
        double outgoingScale = ScalarFactor(candidate) * PortableMath.Pow(incomingRatio, degree);
        double incomingScale = outgoingScale / incomingRatio * outgoingRatio;
        double value = outgoingScale * outgoingRatio * _batchValues[place];
        Scatter(candidate, _batchGradients.AsSpan(place * size, size), incomingScale, outgoingScale, value, gradient);
        return value;
    }

    private int SignsOf(ReadOnlySpan<double> candidate)
    {
        int signs = 0;
        for (int s = 0; s < ScalarCount; s++)
        {
            signs |= double.IsNegative(candidate[_inputs + s]) ? 1 << s : 0;
        }

        return signs;
    }

    private double ScalarFactor(ReadOnlySpan<double> candidate)
    {
        double factor = 1;
        for (int s = 0; s < ScalarCount; s++)
        {
            factor *= PortableMath.Pow(Math.Abs(candidate[_inputs + s]), _degrees[s + 1]);
        }

        return factor;
    }

    /// <summary>Copies the candidates with the given signs, without their scalars, into one batch.</summary>
    private int Gather(ReadOnlySpan<double> candidates, int signs)
    {
        int size = _inputs + OutgoingCount;
        int total = candidates.Length / Size;
        if (_batchValues.Length < total)
        {
            _batch = new double[total * size];
            _batchGradients = new double[total * size];
            _batchValues = new double[total];
        }

        int count = 0;
        for (int r = 0; r < total; r++)
        {
            ReadOnlySpan<double> candidate = candidates.Slice(r * Size, Size);
            if (SignsOf(candidate) == signs)
            {
                Span<double> target = _batch.AsSpan(count++ * size, size);
                candidate[.._inputs].CopyTo(target);
                candidate[IncomingCount..].CopyTo(target[_inputs..]);
            }
        }

        return count;
    }

    private void Scatter(
        ReadOnlySpan<double> candidate,
        ReadOnlySpan<double> chainGradient,
        double incomingScale,
        double outgoingScale,
        double value,
        Span<double> gradient)
    {
        TensorPrimitives.Multiply(chainGradient[.._inputs], incomingScale, gradient[.._inputs]);
        TensorPrimitives.Multiply(chainGradient[_inputs..], outgoingScale, gradient[IncomingCount..]);
        for (int s = 0; s < ScalarCount; s++)
        {
            double scalar = candidate[_inputs + s];
            gradient[_inputs + s] = scalar == 0 ? 0 : _degrees[s + 1] * value / scalar;
        }
    }

    /// <summary>The norms of incoming and outgoing weights that Lemma 3 asks for.</summary>
    private readonly record struct Norms(double Incoming, double Outgoing);
}
