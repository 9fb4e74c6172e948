using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The neural correlation function of one more neuron (eq. 21 and Section 3.3):
/// <c>N(a, b) = (1/n) sum_i (D_i . b) sigma(a . g_i)</c>, where g are the inputs of the neuron's layer and D the
/// sensitivities at the pre-activations of the next one, seeded with the residual. It knows no network.
/// </summary>
internal sealed class NeuronCorrelation : INcfObjective
{
    private readonly PackedSamples<double> _inputs;
    private readonly PackedSamples<double> _sensitivities;
    private readonly int _power;
    private readonly NcfPass<double> _pass;
    private readonly CancellationToken _cancellationToken;

    public NeuronCorrelation(
        PackedSamples<double> inputs,
        PackedSamples<double> sensitivities,
        HomogeneousActivation activation,
        CancellationToken cancellationToken)
    {
        _inputs = inputs;
        _sensitivities = sensitivities;
        _power = activation.Power;
        _pass = new NcfPass<double>(activation, inputs.FeatureCount, sensitivities.FeatureCount, inputs.BlockLength);
        _cancellationToken = cancellationToken;
    }

    public int IncomingCount => _inputs.FeatureCount;

    public int OutgoingCount => _sensitivities.FeatureCount;

    public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients)
    {
        _pass.SetCandidates(candidates);
        values.Clear();
        for (int block = 0; block < _inputs.BlockCount; block++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _pass.Accumulate(_inputs.Block(block), _sensitivities.Block(block), values);
        }

        FinishGradients(gradients);
        TensorPrimitives.Multiply(values, 1.0 / _inputs.SampleCount, values);
    }

    public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients)
    {
        int size = IncomingCount + OutgoingCount;
        double incomingNorm = Math.Sqrt(_power / (_power + 1.0));
        double outgoingNorm = Math.Sqrt(1 / (_power + 1.0));
        for (int r = 0; r < values.Length; r++)
        {
            SphereMath.Rescale(candidates.Slice(r * size, IncomingCount), incomingNorm);
        }

        if (OutgoingCount == 1)
        {
            CompleteWithOneOutgoing(candidates, values, gradients, outgoingNorm);
            return;
        }

        // The best b for a fixed a is parallel to q(a), the gradient with respect to b.
        _pass.SetCandidates(candidates);
        for (int block = 0; block < _inputs.BlockCount; block++)
        {
            _cancellationToken.ThrowIfCancellationRequested();
            _pass.AccumulateOutgoing(_inputs.Block(block), _sensitivities.Block(block), values.Length);
        }

        FinishGradients(gradients);
        for (int r = 0; r < values.Length; r++)
        {
            Span<double> outgoing = candidates.Slice(r * size + IncomingCount, OutgoingCount);
            gradients.Slice(r * size + IncomingCount, OutgoingCount).CopyTo(outgoing);
            SphereMath.Rescale(outgoing, outgoingNorm);
        }

        Evaluate(candidates, values, gradients);
    }

    /// <summary>With one outgoing weight only its sign is free, and one evaluation tells it.</summary>
    private void CompleteWithOneOutgoing(
        Span<double> candidates, Span<double> values, Span<double> gradients, double outgoingNorm)
    {
        int size = IncomingCount + 1;
        for (int r = 0; r < values.Length; r++)
        {
            candidates[r * size + IncomingCount] = outgoingNorm;
        }

        Evaluate(candidates, values, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            if (values[r] < 0)
            {
                values[r] = -values[r];
                candidates[r * size + IncomingCount] = -outgoingNorm;
                Span<double> incoming = gradients.Slice(r * size, IncomingCount);
                TensorPrimitives.Negate(incoming, incoming);
            }
        }
    }

    private void FinishGradients(Span<double> gradients)
    {
        gradients.Clear();
        _pass.AddGradientsTo(gradients);
        TensorPrimitives.Multiply(gradients, 1.0 / _inputs.SampleCount, gradients);
    }
}
