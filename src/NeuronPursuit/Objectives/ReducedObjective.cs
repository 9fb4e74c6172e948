using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>
/// An objective over some of its weights, the others held where they are: what an optimiser is not shown it cannot
/// move.
/// </summary>
internal sealed class ReducedObjective : ILeastSquaresObjective
{
    private readonly ISumObjective _whole;
    private readonly int[] _free;
    private readonly double[] _weights;
    private readonly double[] _gradient;
    private double[]? _matrix;

    /// <param name="whole">The objective of all weights; with a Gauss-Newton matrix if the optimiser needs one.</param>
    /// <param name="weights">Where the others stand.</param>
    /// <param name="free">The positions of the weights that may move, ascending.</param>
    public ReducedObjective(ISumObjective whole, ReadOnlySpan<double> weights, int[] free)
    {
        (_whole, _free) = (whole, free);
        _weights = weights.ToArray();
        _gradient = new double[_weights.Length];
    }

    public int ParameterCount => _free.Length;

    public int SampleCount => _whole.SampleCount;

    public double Evaluate(ReadOnlySpan<double> parameters, Span<double> gradient)
    {
        Scatter(parameters);
        double value = _whole.Evaluate(_weights, _gradient);
        Gather(gradient);
        return value;
    }

    public double AccumulateNormalMatrix(ReadOnlySpan<double> parameters, Span2D<double> normalMatrix, Span<double> gradient)
    {
        Scatter(parameters);
        int count = _weights.Length;
        _matrix ??= new double[count * count];
        double value = ((ILeastSquaresObjective)_whole).AccumulateNormalMatrix(
            _weights, new Span2D<double>(_matrix, count, count), _gradient);
        Gather(gradient);
        for (int row = 0; row < _free.Length; row++)
        {
            for (int column = 0; column <= row; column++)
            {
                normalMatrix[row, column] = _matrix[_free[row] * count + _free[column]];
            }
        }

        return value;
    }

    /// <summary>The weights of the whole with the free ones where <paramref name="parameters"/> put them.</summary>
    public ReadOnlySpan<double> Scatter(ReadOnlySpan<double> parameters)
    {
        for (int k = 0; k < _free.Length; k++)
        {
            _weights[_free[k]] = parameters[k];
        }

        return _weights;
    }

    private void Gather(Span<double> gradient)
    {
        for (int k = 0; k < _free.Length; k++)
        {
            gradient[k] = _gradient[_free[k]];
        }
    }
}
