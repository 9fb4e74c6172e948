using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// How near the samples are to the kinks of a layer's neurons: the smallest <c>|w . x| / (|w| |x|)</c>, the sine of the angle by
/// which a neuron's weights would have to turn until a sample changes sides.
/// </summary>
internal sealed class KinkDistance
{
    private double[][] _columns = [];
    private double[] _squares = [];
    private double[] _sums = [];

    /// <summary>The smallest one seen so far; infinite before any.</summary>
    public double Smallest { get; private set; } = double.PositiveInfinity;

    /// <summary>Whether neurons of an activation have kinks at all.</summary>
    public static bool Applies(HomogeneousActivation activation) => activation.Power == 1 && activation.NegativeSlope != 1;

    /// <summary>Takes in a layer over one block of samples.</summary>
    /// <param name="below">What the layer reads.</param>
    /// <param name="layer">The layer.</param>
    /// <param name="parameters">All weights of the network.</param>
    public void Add<T>(SampleBlock<T> below, GrowableLayer layer, ReadOnlySpan<double> parameters)
        where T : unmanaged
    {
        Read(below);
        for (int neuron = 0; neuron < layer.Width; neuron++)
        {
            ReadOnlySpan<double> weights = parameters.Slice(layer.IndexOf(neuron, 0), layer.InputWidth);
            double norm = Reductions.Norm(weights);
            Span<double> sums = _sums.AsSpan(0, below.SampleCount);
            sums.Clear();
            for (int column = 0; column < weights.Length; column++)
            {
                TensorPrimitives.MultiplyAdd(_columns[column].AsSpan(0, sums.Length), weights[column], sums, sums);
            }

            for (int i = 0; i < sums.Length; i++)
            {
                double scale = norm * Math.Sqrt(_squares[i]);
                if (scale > 0)
                {
                    Smallest = Math.Min(Smallest, Math.Abs(sums[i]) / scale);
                }
            }
        }
    }

    private void Read<T>(SampleBlock<T> below)
        where T : unmanaged
    {
        int count = below.SampleCount;
        if (_columns.Length < below.FeatureCount || _squares.Length < count)
        {
            _columns = new double[below.FeatureCount][];
            for (int column = 0; column < _columns.Length; column++)
            {
                _columns[column] = new double[count];
            }

            (_squares, _sums) = (new double[count], new double[count]);
        }

        _squares.AsSpan(0, count).Clear();
        for (int column = 0; column < below.FeatureCount; column++)
        {
            ReadOnlySpan<T> values = below.Feature(column);
            for (int i = 0; i < count; i++)
            {
                double value = Simd.ToDouble(values[i]);
                _columns[column][i] = value;
                _squares[i] += value * value;
            }
        }
    }
}
