using System.Numerics;
using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The correlation of a batch of candidate neurons over one block of samples (eq. 21): with inputs g and
/// sensitivities D, <c>sum_i (D_i . b) sigma(a . g_i)</c> and its gradients.
/// </summary>
internal sealed class NcfPass<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly HomogeneousActivation _activation;
    private readonly int _incoming;
    private readonly int _outgoing;
    private readonly int _length;
    private readonly T[] _activity;
    private readonly T[] _derivative;
    private readonly T[] _seed;
    private T[] _candidates = [];
    private T[] _gradients = [];

    public NcfPass(HomogeneousActivation activation, int incoming, int outgoing, int blockLength)
    {
        _activation = activation;
        _incoming = incoming;
        _outgoing = outgoing;
        _length = blockLength;
        _activity = new T[blockLength];
        _derivative = new T[blockLength];
        _seed = new T[blockLength];
    }

    public void SetCandidates(ReadOnlySpan<double> candidates)
    {
        if (_candidates.Length < candidates.Length)
        {
            _candidates = new T[candidates.Length];
            _gradients = new T[candidates.Length];
        }

        TensorPrimitives.ConvertTruncating(candidates, _candidates.AsSpan(0, candidates.Length));
        Array.Clear(_gradients);
    }

    /// <summary>Adds the block's values and keeps its gradients until <see cref="AddGradientsTo"/>.</summary>
    public void Accumulate(ReadOnlySpan<T> inputs, ReadOnlySpan<T> sensitivities, Span<double> values)
    {
        for (int r = 0; r < values.Length; r++)
        {
            Span<T> candidate = _candidates.AsSpan(r * (_incoming + _outgoing), _incoming + _outgoing);
            Span<T> gradient = _gradients.AsSpan(r * (_incoming + _outgoing), _incoming + _outgoing);
            Activate(candidate[.._incoming], inputs);
            Combine(candidate[_incoming..], sensitivities, _seed);
            values[r] += double.CreateTruncating(TensorPrimitives.Dot<T>(_seed, _activity));
            AddDots(sensitivities, _activity, gradient[_incoming..]);
            TensorPrimitives.Multiply<T>(_seed, _derivative, _seed);
            AddDots(inputs, _seed, gradient[.._incoming]);
        }
    }

    /// <summary>Adds the block's <c>q = sum_i D_i sigma(a . g_i)</c>, the gradient with respect to b, alone.</summary>
    public void AccumulateOutgoing(ReadOnlySpan<T> inputs, ReadOnlySpan<T> sensitivities, int count)
    {
        for (int r = 0; r < count; r++)
        {
            Activate(_candidates.AsSpan(r * (_incoming + _outgoing), _incoming), inputs);
            AddDots(sensitivities, _activity, _gradients.AsSpan(r * (_incoming + _outgoing) + _incoming, _outgoing));
        }
    }

    public void AddGradientsTo(Span<double> gradients)
    {
        for (int i = 0; i < gradients.Length; i++)
        {
            gradients[i] += double.CreateTruncating(_gradients[i]);
        }
    }

    private void Activate(ReadOnlySpan<T> weights, ReadOnlySpan<T> inputs)
    {
        Combine(weights, inputs, _activity);
        ActivationKernel.Apply<T>(_activation, _activity, _derivative);
    }

    private void Combine(ReadOnlySpan<T> weights, ReadOnlySpan<T> rows, Span<T> target)
    {
        TensorPrimitives.Multiply(rows[.._length], weights[0], target);
        for (int k = 1; k < weights.Length; k++)
        {
            TensorPrimitives.FusedMultiplyAdd(rows.Slice(k * _length, _length), weights[k], target, target);
        }
    }

    private void AddDots(ReadOnlySpan<T> rows, ReadOnlySpan<T> vector, Span<T> target)
    {
        for (int k = 0; k < target.Length; k++)
        {
            target[k] += TensorPrimitives.Dot(rows.Slice(k * _length, _length), vector);
        }
    }
}
