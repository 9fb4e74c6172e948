using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>An <see cref="OutputCorrelation"/> whose weights are some of a larger network's, the last ones fixed.</summary>
internal sealed class SubnetworkCorrelation
{
    private readonly OutputCorrelation _correlation;
    private readonly int[] _indices;
    private readonly double[] _parameters;
    private readonly double[] _gradient;
    private readonly double _degree;

    /// <param name="shape">The smaller network.</param>
    /// <param name="indices">Where each of its weights that vary is in the larger one.</param>
    /// <param name="fixedWeights">Its last weights, which do not vary; may be none.</param>
    /// <param name="inputs">One array of all samples per input.</param>
    /// <param name="targets">One array of all samples per output.</param>
    /// <param name="degree">The degree of homogeneity in the weights that vary.</param>
    public SubnetworkCorrelation(
        NetworkShape shape, int[] indices, double[] fixedWeights, double[][] inputs, double[][] targets, double degree)
    {
        _correlation = new OutputCorrelation(shape, inputs, targets);
        _parameters = new double[shape.ParameterCount];
        _gradient = new double[shape.ParameterCount];
        _indices = indices;
        fixedWeights.CopyTo(_parameters, _indices.Length);
        _degree = degree;
    }

    /// <summary>Maps the weights of one matrix to a block of a larger matrix.</summary>
    public static void Map(GrowableLayer own, GrowableLayer larger, int firstRow, int firstColumn, int[] indices)
    {
        for (int row = 0; row < own.Width; row++)
        {
            for (int column = 0; column < own.InputWidth; column++)
            {
                indices[own.IndexOf(row, column)] = larger.IndexOf(row + firstRow, column + firstColumn);
            }
        }
    }

    /// <summary>Adds the gradient; returns the value, by Euler's identity.</summary>
    public double AddTo(ReadOnlySpan<double> weights, Span<double> gradient)
    {
        Span<double> varying = _parameters.AsSpan(0, _indices.Length);
        for (int i = 0; i < varying.Length; i++)
        {
            varying[i] = weights[_indices[i]];
        }

        double norm = Reductions.Norm(varying);
        if (norm == 0)
        {
            return 0;
        }

        // At unit norm, where what cancels is small, and back by homogeneity.
        TensorPrimitives.Divide(varying, norm, varying);
        _correlation.Gradient(_parameters, _gradient);
        double scale = PortableMath.Pow(norm, _degree - 1);
        double product = 0;
        for (int i = 0; i < varying.Length; i++)
        {
            double slope = scale * _gradient[i];
            gradient[_indices[i]] += slope;
            product += slope * weights[_indices[i]];
        }

        return product / _degree;
    }
}
