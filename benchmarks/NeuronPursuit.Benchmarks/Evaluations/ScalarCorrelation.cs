using System.Numerics;

namespace NeuronPursuit.Benchmarks;

/// <summary>The baseline of a correlation: one candidate, one sample, one number at a time.</summary>
internal sealed class ScalarCorrelation<T> : IWorkload
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly CorrelationShape _shape;
    private readonly T[] _inputs;
    private readonly T[] _sensitivities;
    private readonly T[] _candidates;
    private readonly T[] _gradients;

    public ScalarCorrelation(CorrelationData data)
    {
        _shape = data.Shape;
        _inputs = Layout.Rows<T>(data.Inputs);
        _sensitivities = Layout.Rows<T>(data.Sensitivities);
        _candidates = Layout.Vector<T>(data.Candidates);
        _gradients = new T[_candidates.Length];
    }

    public double Evaluate()
    {
        Array.Clear(_gradients);
        int size = _shape.Inputs + _shape.Outputs;
        double sum = 0;
        for (int first = 0; first < _candidates.Length; first += size)
        {
            for (int sample = 0; sample < _shape.Samples; sample++)
            {
                sum += double.CreateTruncating(AddSample(
                    _inputs.AsSpan(sample * _shape.Inputs, _shape.Inputs),
                    _sensitivities.AsSpan(sample * _shape.Outputs, _shape.Outputs),
                    _candidates.AsSpan(first, size),
                    _gradients.AsSpan(first, size)));
            }
        }

        return sum / _shape.Samples;
    }

    private static T AddSample(ReadOnlySpan<T> g, ReadOnlySpan<T> d, ReadOnlySpan<T> candidate, Span<T> gradient)
    {
        T z = T.Zero;
        for (int k = 0; k < g.Length; k++)
        {
            z += candidate[k] * g[k];
        }

        if (!(z > T.Zero))
        {
            return T.Zero;
        }

        T seed = T.Zero;
        for (int k = 0; k < d.Length; k++)
        {
            seed += candidate[g.Length + k] * d[k];
            gradient[g.Length + k] += z * d[k];
        }

        for (int k = 0; k < g.Length; k++)
        {
            gradient[k] += seed * g[k];
        }

        return seed * z;
    }
}
