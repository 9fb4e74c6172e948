namespace NeuronPursuit;

/// <summary>
/// A feed-forward network <c>W_L sigma(... sigma(W_1 x))</c> (eq. 3): a shape and one flat buffer of weights,
/// W_1 first, each row-major.
/// </summary>
/// <remarks>In code layers count from 0: <c>Shape.Layer(0)</c> is the paper's W_1, hidden layer 0 its layer 1.</remarks>
internal sealed class Network
{
    public Network(NetworkShape shape, double[] parameters)
    {
        if (parameters.Length != shape.ParameterCount)
        {
            throw new ArgumentException(
                $"The shape has {shape.ParameterCount} weights but {parameters.Length} were given.", nameof(parameters));
        }

        Shape = shape;
        Parameters = parameters;
    }

    public NetworkShape Shape { get; }

    public double[] Parameters { get; }

    public double Norm => Reductions.Norm(Parameters);

    /// <summary>Alg. 1, line 1: one neuron in every hidden layer, all weights zero.</summary>
    public static Network SingleChain(int inputs, int outputs, int depth, HomogeneousActivation activation)
    {
        int[] widths = new int[depth + 1];
        Array.Fill(widths, 1);
        widths[0] = inputs;
        widths[^1] = outputs;
        var shape = new NetworkShape(widths, activation);
        return new Network(shape, new double[shape.ParameterCount]);
    }

    public Network Clone() => new(Shape, [.. Parameters]);

    /// <summary>
    /// Alg. 1, lines 29-31: a new network with one neuron more as the last of a hidden layer; the others keep
    /// their weights.
    /// </summary>
    /// <param name="hiddenLayer">0 for the layer next to the inputs.</param>
    /// <param name="incoming">The new row of that layer's matrix, <c>delta a</c>.</param>
    /// <param name="outgoing">The new column of the next layer's matrix, <c>delta b</c>.</param>
    public Network AddNeuron(int hiddenLayer, ReadOnlySpan<double> incoming, ReadOnlySpan<double> outgoing)
    {
        NetworkShape grown = Shape.WithNeurons(hiddenLayer);
        double[] parameters = new double[grown.ParameterCount];
        for (int index = 0; index < Shape.Depth; index++)
        {
            NetworkEdits.Copy(this, index, grown.Layer(index), parameters, 0, 0);
        }

        GrowableLayer own = grown.Layer(hiddenLayer);
        incoming.CopyTo(own.Row(parameters, own.Width - 1));
        GrowableLayer next = grown.Layer(hiddenLayer + 1);
        for (int row = 0; row < next.Width; row++)
        {
            parameters[next.IndexOf(row, next.InputWidth - 1)] = outgoing[row];
        }

        return new Network(grown, parameters);
    }
}
