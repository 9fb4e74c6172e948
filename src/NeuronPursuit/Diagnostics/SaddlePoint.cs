namespace NeuronPursuit;

/// <summary>
/// A point <c>(w_n, 0)</c> of a <see cref="TrainingLandscape"/> at which the last neurons of every hidden layer (the
/// paper's G_z) are inactive: all their incoming and outgoing weights (w_z) are zero. When the active weights w_n are
/// stationary in the network without them, so is the whole: the saddle points of Sections 3 and 4.
/// </summary>
/// <remarks>Immutable. Vectors have the flat layout of the landscape; w_z is the part at <see cref="IsInactive"/>.</remarks>
public sealed class SaddlePoint
{
    private readonly double[] _weights;
    private readonly int[] _activeWidths;
    private readonly bool[] _inactive;

    /// <summary>Creates the point.</summary>
    /// <param name="landscape">The loss.</param>
    /// <param name="weights">All weights; zero where a neuron of G_z is involved.</param>
    /// <param name="activeWidths">
    /// Active neurons of each hidden layer (the paper's p_l), the first ones, each at least 1 and at most the width.
    /// </param>
    /// <exception cref="ArgumentException">A length does not fit, or a weight of an inactive neuron is not zero.</exception>
    public SaddlePoint(TrainingLandscape landscape, ReadOnlySpan<double> weights, IReadOnlyList<int> activeWidths)
    {
        ArgumentNullException.ThrowIfNull(landscape);
        ArgumentNullException.ThrowIfNull(activeWidths);
        landscape.RequireWeights(weights);
        NetworkShape shape = landscape.Shape;
        int[] hidden = shape.HiddenWidths;
        if (activeWidths.Count != hidden.Length || activeWidths.Zip(hidden).Any(pair => pair.First < 1 || pair.First > pair.Second))
        {
            throw new ArgumentException(
                $"activeWidths is [{string.Join(", ", activeWidths)}]; the hidden widths are [{string.Join(", ", hidden)}], and from 1 to all neurons of each layer can be active.", nameof(activeWidths));
        }

        Landscape = landscape;
        _weights = weights.ToArray();
        _activeWidths = [shape.InputCount, .. activeWidths, shape.OutputCount];
        _inactive = new bool[weights.Length];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            GrowableLayer view = shape.Layer(layer);
            for (int row = 0; row < view.Width; row++)
            {
                for (int column = 0; column < view.InputWidth; column++)
                {
                    int index = view.IndexOf(row, column);
                    _inactive[index] = row >= _activeWidths[layer + 1] || column >= _activeWidths[layer];
                    if (_inactive[index] && _weights[index] != 0)
                    {
                        throw new ArgumentException(
                            FormattableString.Invariant($"W_{layer + 1}[{row}, {column}] is {_weights[index]}, but it belongs to an inactive neuron and must be 0 at the saddle."), nameof(weights));
                    }
                }
            }
        }

        Norm = Reductions.Norm(_weights);
        Gradient = new double[weights.Length];
        Loss = landscape.Evaluate(_weights, Gradient);
    }

    /// <summary>The loss that this is a point of.</summary>
    public TrainingLandscape Landscape { get; }

    /// <summary>All weights; those of inactive neurons are zero.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>Active neurons of each hidden layer, input side first.</summary>
    public IReadOnlyList<int> ActiveWidths => _activeWidths[1..^1];

    /// <summary>The loss at the point.</summary>
    public double Loss { get; }

    /// <summary>The norm of the weights.</summary>
    public double Norm { get; }

    /// <summary>
    /// <c>|grad| |w| / loss</c>: how far the point is from stationary, free of the unit of the loss. A saddle of the paper
    /// has 0. In <see cref="NetworkStationarity.GradientRatio"/> the loss of the zero network takes the place of that here.
    /// </summary>
    public double RelativeGradient => Loss > 0 ? Reductions.Norm(Gradient) * Norm / Loss : 0;

    internal double[] Gradient { get; }

    internal ReadOnlySpan<int> AllActiveWidths => _activeWidths;

    /// <summary>Whether a weight belongs to w_z: leads to or comes from an inactive neuron.</summary>
    /// <param name="index">A position in the flat vector.</param>
    /// <returns>Whether it does.</returns>
    public bool IsInactive(int index) => _inactive[index];

    /// <summary>The distance from the saddle relative to the norm there, <c>|w - w_saddle| / |w_saddle|</c> (panel (a)).</summary>
    /// <param name="weights">A point of the landscape.</param>
    /// <returns>At least 0; infinite or NaN at a saddle whose weights are all zero.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public double Distance(ReadOnlySpan<double> weights)
    {
        Landscape.RequireWeights(weights);
        return Reductions.Distance(weights, _weights) / Norm;
    }

    /// <summary>The part w_z of a point: all entries of active weights are set to zero.</summary>
    /// <param name="weights">A point of the landscape.</param>
    /// <returns>A vector of the same layout.</returns>
    /// <exception cref="ArgumentException">The length is wrong.</exception>
    public double[] InactivePart(ReadOnlySpan<double> weights)
    {
        Landscape.RequireWeights(weights);
        double[] part = new double[weights.Length];
        for (int i = 0; i < part.Length; i++)
        {
            part[i] = _inactive[i] ? weights[i] : 0;
        }

        return part;
    }

    /// <summary>
    /// The norm of the incoming and of the outgoing weights of every inactive neuron of one hidden layer: at a positive KKT
    /// point <c>incoming^2 = p outgoing^2</c> (Lemma 9).
    /// </summary>
    /// <param name="weights">A point of the landscape.</param>
    /// <param name="hiddenLayer">0 for the layer next to the inputs.</param>
    /// <returns>One pair per inactive neuron, in their order.</returns>
    /// <exception cref="ArgumentException">The length is wrong, or there is no such layer.</exception>
    public IReadOnlyList<(double Incoming, double Outgoing)> InactiveNeuronNorms(ReadOnlySpan<double> weights, int hiddenLayer)
    {
        Landscape.RequireWeights(weights);
        ArgumentOutOfRangeException.ThrowIfNegative(hiddenLayer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(hiddenLayer, Landscape.Shape.HiddenLayerCount);
        return NeuronNorms.Of(Landscape.Shape, weights, hiddenLayer)[_activeWidths[hiddenLayer + 1]..];
    }

    /// <summary>
    /// A start near the saddle, <c>(w_n + delta n, delta z)</c> with uniform random directions |n| = |z| = 1 (eqs. 14, 15).
    /// </summary>
    /// <param name="delta">How near, positive.</param>
    /// <param name="seed">The seed of the directions.</param>
    /// <returns>A new point of the landscape.</returns>
    /// <exception cref="ArgumentOutOfRangeException">delta is not positive and finite.</exception>
    public double[] Nearby(double delta, ulong seed)
    {
        Setting.Positive(delta, nameof(delta));
        int inactiveCount = _inactive.Count(inactive => inactive);
        double[] active = new double[_weights.Length - inactiveCount];
        double[] inactive = new double[inactiveCount];
        new RandomStream(RandomStream.Derive(seed, 0)).FillUnitSphere(active);
        new RandomStream(RandomStream.Derive(seed, 1)).FillUnitSphere(inactive);
        double[] point = [.. _weights];
        for (int i = 0, n = 0, z = 0; i < point.Length; i++)
        {
            point[i] += delta * (_inactive[i] ? inactive[z++] : active[n++]);
        }

        return point;
    }

    /// <summary>
    /// The correlation of H_1, the term of lowest degree p + 1 in Lemma 8 (eq. 21): every inactive neuron joined to active
    /// ones. What joins inactive neurons to each other (C_l) has no part in it.
    /// </summary>
    /// <returns>A new object; one evaluation at a time.</returns>
    public SaddleCorrelation FirstOrder() => new FirstOrderCorrelation(this);

    /// <summary>
    /// The correlation of all that is of degree p + 1 in w_z: <see cref="FirstOrder"/>, and where p = 1 and a hidden neuron is
    /// silent on some samples what <see cref="ThroughSilent"/> has beyond the slope at 0. With ReLU a silent neuron answers
    /// to small positive changes with slope 1 and to negative ones with slope 0: H_1 has one of the two (the paper allows
    /// either, Section 3.3), but the descent sees both.
    /// </summary>
    /// <returns>A new object; one evaluation at a time.</returns>
    public SaddleCorrelation LowestDegree()
    {
        HomogeneousActivation activation = Landscape.Activation;
        bool hasKink = activation.Power == 1 && activation.PositiveCoefficient != activation.NegativeCoefficient;
        return hasKink && Landscape.Shape.HiddenLayerCount > 1
            ? new SumCorrelation(FirstOrder(), new ThroughSilentCorrelation(this, beyondSlope: true))
            : FirstOrder();
    }

    /// <summary>
    /// The correlation of the network that the inactive neurons form among themselves,
    /// <c>B_L sigma(C_(L-1) ... sigma(A_1 x))</c>: the H_2 of the deep linear network in D.3, <c>B_3 C_2 A_1</c>.
    /// </summary>
    /// <returns>A new object; one evaluation at a time.</returns>
    /// <exception cref="InvalidOperationException">A hidden layer has no inactive neuron.</exception>
    public SaddleCorrelation AmongInactive() => new AmongInactiveCorrelation(this);

    /// <summary>
    /// The correlation of new neurons of a layer joined to the active neurons of the next one on the samples on which
    /// these are silent (their pre-activation is exactly 0), <c>sigma(B_(l+1) sigma(A_l g_(l-1)))</c>: the H_2 of the
    /// squared ReLU in D.3. Of degree p^2 + p; where p >= 2, H_1 does not see these samples because sigma'(0) = 0.
    /// </summary>
    /// <returns>A new object; one evaluation at a time.</returns>
    /// <exception cref="InvalidOperationException">The network has only one hidden layer.</exception>
    public SaddleCorrelation ThroughSilent() => new ThroughSilentCorrelation(this);

    /// <summary>The network of the active neurons alone.</summary>
    internal Network ActiveNetwork()
    {
        var shape = new NetworkShape([.. _activeWidths], Landscape.Activation);
        double[] parameters = new double[shape.ParameterCount];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            GrowableLayer source = Landscape.Shape.Layer(layer);
            GrowableLayer target = shape.Layer(layer);
            for (int row = 0; row < target.Width; row++)
            {
                source.Row(_weights, row)[..target.InputWidth].CopyTo(target.Row(parameters, row));
            }
        }

        return new Network(shape, parameters);
    }
}
