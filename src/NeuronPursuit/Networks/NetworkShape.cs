namespace NeuronPursuit;

/// <summary>The widths and the activation of a network: everything about it except its weights.</summary>
internal sealed class NetworkShape
{
    private readonly int[] _widths;
    private readonly int[] _offsets;

    /// <param name="widths">Inputs, then the neurons of each hidden layer, then outputs; at least three numbers. Kept, not copied.</param>
    /// <param name="activation">The activation of every hidden layer.</param>
    public NetworkShape(int[] widths, HomogeneousActivation activation)
    {
        _widths = widths;
        Activation = activation;
        _offsets = new int[widths.Length];
        for (int layer = 0; layer < Depth; layer++)
        {
            _offsets[layer + 1] = checked(_offsets[layer] + widths[layer] * widths[layer + 1]);
        }
    }

    public HomogeneousActivation Activation { get; }

    /// <summary>The number of weight matrices (the paper's L).</summary>
    public int Depth => _widths.Length - 1;

    public int HiddenLayerCount => Depth - 1;

    public int InputCount => _widths[0];

    public int OutputCount => _widths[^1];

    public int ParameterCount => _offsets[^1];

    /// <summary>The degree of homogeneity in all weights together, <c>1 + p + ... + p^(L-1)</c>.</summary>
    public double Degree => Enumerable.Range(0, Depth).Sum(layer => PortableMath.Pow(Activation.Power, layer));

    /// <summary>Rows of everything a forward pass computes: hidden layers and outputs together.</summary>
    public int ComputedRows => _widths.Sum() - InputCount;

    /// <summary>Floating-point operations of value and gradient for one sample: two for each multiply-add.</summary>
    public double GradientOperations => 6.0 * ParameterCount - 2.0 * _offsets[1];

    /// <summary>Inputs, hidden widths, outputs.</summary>
    public ReadOnlySpan<int> Widths => _widths;

    public int[] HiddenWidths => _widths[1..^1];

    /// <summary>A weight matrix as a view; index 0 is the paper's W_1.</summary>
    public GrowableLayer Layer(int index) => new(_offsets[index], _widths[index + 1], _widths[index]);

    /// <summary>
    /// The shape with <paramref name="count"/> neurons more in a hidden layer (0 is the paper's layer 1); fewer if negative.
    /// </summary>
    public NetworkShape WithNeurons(int hiddenLayer, int count = 1)
    {
        int[] widths = [.. _widths];
        widths[hiddenLayer + 1] += count;
        return new NetworkShape(widths, Activation);
    }
}
