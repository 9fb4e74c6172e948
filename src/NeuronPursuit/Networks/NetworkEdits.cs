namespace NeuronPursuit;

/// <summary>Networks with more or fewer inputs and neurons, everything else unchanged. Nothing is changed in place.</summary>
internal static class NetworkEdits
{
    /// <summary>
    /// A chain beside the network: one neuron more in every hidden layer, joined only to each other, the inputs and
    /// the outputs.
    /// </summary>
    /// <param name="network">The network.</param>
    /// <param name="chain">A network of one neuron per layer with the same inputs, outputs and depth.</param>
    public static Network Join(Network network, Network chain)
    {
        int[] widths = network.Shape.Widths.ToArray();
        for (int layer = 1; layer < widths.Length - 1; layer++)
        {
            widths[layer] += chain.Shape.Widths[layer];
        }

        var shape = new NetworkShape(widths, network.Shape.Activation);
        double[] parameters = new double[shape.ParameterCount];
        for (int index = 0; index < shape.Depth; index++)
        {
            // Both read the same inputs and write the same outputs; in between they stay apart.
            int firstRow = index == shape.Depth - 1 ? 0 : network.Shape.Layer(index).Width;
            int firstColumn = index == 0 ? 0 : network.Shape.Layer(index).InputWidth;
            Copy(network, index, shape.Layer(index), parameters, 0, 0);
            Copy(chain, index, shape.Layer(index), parameters, firstRow, firstColumn);
        }

        return new Network(shape, parameters);
    }

    /// <summary>The network without one hidden neuron; its layer must have another one.</summary>
    public static Network RemoveNeuron(Network network, int hiddenLayer, int neuron)
    {
        NetworkShape shape = network.Shape.WithNeurons(hiddenLayer, -1);
        double[] parameters = new double[shape.ParameterCount];
        for (int index = 0; index < shape.Depth; index++)
        {
            GrowableLayer source = network.Shape.Layer(index);
            GrowableLayer target = shape.Layer(index);
            for (int row = 0; row < target.Width; row++)
            {
                int sourceRow = index == hiddenLayer && row >= neuron ? row + 1 : row;
                for (int column = 0; column < target.InputWidth; column++)
                {
                    int sourceColumn = index == hiddenLayer + 1 && column >= neuron ? column + 1 : column;
                    parameters[target.IndexOf(row, column)] = network.Parameters[source.IndexOf(sourceRow, sourceColumn)];
                }
            }
        }

        return new Network(shape, parameters);
    }

    /// <summary>The network over other inputs: an input that it did not see gets weights of zero, one left out is lost.</summary>
    /// <param name="network">The network.</param>
    /// <param name="from">What its inputs are, as numbers that name them, ascending.</param>
    /// <param name="to">What the inputs of the result are, ascending.</param>
    public static Network MoveInputs(Network network, ReadOnlySpan<int> from, ReadOnlySpan<int> to)
    {
        int[] widths = network.Shape.Widths.ToArray();
        widths[0] = to.Length;
        var shape = new NetworkShape(widths, network.Shape.Activation);
        double[] parameters = new double[shape.ParameterCount];
        GrowableLayer source = network.Shape.Layer(0);
        GrowableLayer target = shape.Layer(0);
        for (int column = 0; column < to.Length; column++)
        {
            int place = from.BinarySearch(to[column]);
            for (int row = 0; place >= 0 && row < target.Width; row++)
            {
                parameters[target.IndexOf(row, column)] = network.Parameters[source.IndexOf(row, place)];
            }
        }

        network.Parameters.AsSpan(source.Count).CopyTo(parameters.AsSpan(target.Count));
        return new Network(shape, parameters);
    }

    /// <summary>Copies the weights of one layer into a part of a layer of other weights.</summary>
    public static void Copy(
        Network from, int index, GrowableLayer target, double[] parameters, int firstRow, int firstColumn)
    {
        GrowableLayer source = from.Shape.Layer(index);
        for (int row = 0; row < source.Width; row++)
        {
            source.Row(from.Parameters, row).CopyTo(
                parameters.AsSpan(target.IndexOf(row + firstRow, firstColumn), source.InputWidth));
        }
    }
}
