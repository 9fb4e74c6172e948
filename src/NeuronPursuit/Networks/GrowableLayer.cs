namespace NeuronPursuit;

/// <summary>
/// One layer: a row-major view into the network's flat parameter buffer, one row of incoming weights per neuron.
/// It grows by <see cref="Network.AddNeuron"/>, which lays the buffer out anew and hands out new views.
/// </summary>
/// <param name="Offset">Where the weights begin in the flat buffer.</param>
/// <param name="Width">Neurons (rows).</param>
/// <param name="InputWidth">Incoming weights per neuron (columns).</param>
internal readonly record struct GrowableLayer(int Offset, int Width, int InputWidth)
{
    public int Count => Width * InputWidth;

    public Span<double> Weights(Span<double> parameters) => parameters.Slice(Offset, Count);

    public ReadOnlySpan<double> Weights(ReadOnlySpan<double> parameters) => parameters.Slice(Offset, Count);

    /// <summary>The incoming weights of one neuron.</summary>
    public Span<double> Row(Span<double> parameters, int neuron) =>
        parameters.Slice(Offset + neuron * InputWidth, InputWidth);

    /// <summary>The position of one weight in the flat buffer.</summary>
    public int IndexOf(int neuron, int input) => Offset + neuron * InputWidth + input;
}
