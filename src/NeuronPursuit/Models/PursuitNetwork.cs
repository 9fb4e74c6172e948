using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>One network of a model: <c>W_L sigma(... sigma(W_1 x))</c> (eq. 3) of the model's network inputs. Immutable.</summary>
public sealed class PursuitNetwork
{
    private readonly Network _network;

    internal PursuitNetwork(Network network)
    {
        _network = network;
        HiddenWidths = Array.AsReadOnly(network.Shape.HiddenWidths);
    }

    /// <summary>The number of weight matrices (the paper's L); depth 3 is two hidden layers.</summary>
    public int Depth => _network.Shape.Depth;

    /// <summary>Neurons per hidden layer, input side first.</summary>
    public IReadOnlyList<int> HiddenWidths { get; }

    /// <summary>The activation of the hidden layers.</summary>
    public HomogeneousActivation Activation => _network.Shape.Activation;

    /// <summary>Weights in all matrices together, those of an intercept included.</summary>
    public int ParameterCount => _network.Shape.ParameterCount;

    /// <summary>A copy of one weight matrix.</summary>
    /// <param name="layer">0 to <see cref="Depth"/> - 1; the paper's W_(layer + 1).</param>
    /// <returns>
    /// k_l x k_(l-1): a row holds the incoming weights of one neuron. The columns of matrix 0 are
    /// <see cref="NeuronPursuitModel.NetworkInputs"/>, the rows of the last one the outputs.
    /// </returns>
    /// <exception cref="ArgumentOutOfRangeException">There is no such layer.</exception>
    public double[,] GetWeights(int layer)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(layer);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(layer, Depth);
        GrowableLayer view = _network.Shape.Layer(layer);
        double[,] weights = new double[view.Width, view.InputWidth];
        view.Weights(_network.Parameters).CopyTo(weights.AsSpan());
        return weights;
    }
}
