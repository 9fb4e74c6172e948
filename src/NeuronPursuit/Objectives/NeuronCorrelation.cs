using System.Numerics.Tensors;

namespace NeuronPursuit;

/// <summary>
/// The neural correlation function of one more neuron (eq. 21 and Section 3.3):
/// <c>N(a, b) = (1/n) sum_i (D_i . b) sigma(a . g_i)</c>, where g are the inputs of the neuron's layer and D the
/// sensitivities at the pre-activations of the next one, seeded with the residual. It knows no network, and not where
/// its sums are formed: in this process (<see cref="LocalNeuronCorrelation{T}"/>) or in shards.
/// </summary>
internal abstract class NeuronCorrelation(ActivationCoefficients activation) : INcfObjective, ISignCorrelations, ISketchedCorrelation
{
    public abstract int IncomingCount { get; }

    public abstract int OutgoingCount { get; }

    /// <summary>The n that sums are divided by.</summary>
    protected abstract int SampleCount { get; }

    protected ActivationCoefficients Activation => activation;

    private int Size => IncomingCount + OutgoingCount;

    public void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients)
    {
        Sum(candidates, values.Length, outgoingOnly: false, 1.0 / SampleCount, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            // The correlation is linear in b: b times its own gradient is the value.
            int outgoing = r * Size + IncomingCount;
            values[r] = Reductions.Dot(
                candidates.Slice(outgoing, OutgoingCount), gradients.Slice(outgoing, OutgoingCount));
        }
    }

    public void Complete(Span<double> candidates, Span<double> values, Span<double> gradients)
    {
        double power = activation.Power;
        double incomingNorm = Math.Sqrt(power / (power + 1));
        double outgoingNorm = Math.Sqrt(1 / (power + 1));
        for (int r = 0; r < values.Length; r++)
        {
            SphereMath.Rescale(candidates.Slice(r * Size, IncomingCount), incomingNorm);
        }

        if (OutgoingCount == 1)
        {
            CompleteWithOneOutgoing(candidates, values, gradients, outgoingNorm);
            return;
        }

        // The best b for a fixed a is parallel to q(a), the gradient with respect to b.
        Sum(candidates, values.Length, outgoingOnly: true, 1, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            Span<double> outgoing = candidates.Slice(r * Size + IncomingCount, OutgoingCount);
            gradients.Slice(r * Size + IncomingCount, OutgoingCount).CopyTo(outgoing);
            SphereMath.Rescale(outgoing, outgoingNorm);
        }

        Evaluate(candidates, values, gradients);
    }

    public virtual INcfObjective? Sketch() => null;

    public void VisitSignVectors(int size, SignVectorVisitor visit) => SignVectors.Visit(
        size, IncomingCount, OutgoingCount, activation, SampleCount, first => SignVectorSums(size, first), visit);

    /// <summary>
    /// Sums over samples, times <paramref name="scale"/>: <c>(D . b) sigma'(a . g) g</c> in the place of the incoming weights
    /// of each candidate and <c>D sigma(a . g)</c> in that of its outgoing ones.
    /// </summary>
    /// <param name="candidates">Row after row, <paramref name="count"/> of them.</param>
    /// <param name="count">How many.</param>
    /// <param name="outgoingOnly">Whether only the outgoing part is wanted; outgoing weights are then not read.</param>
    /// <param name="scale">The factor.</param>
    /// <param name="gradients">Receives the sums, laid out as the candidates.</param>
    public abstract void Sum(ReadOnlySpan<double> candidates, int count, bool outgoingOnly, double scale, Span<double> gradients);

    /// <summary>The sums of <see cref="SignVectors"/> for one first input.</summary>
    public abstract double[] SignVectorSums(int size, int first);

    /// <summary>With one outgoing weight only its sign is free, and one evaluation tells it.</summary>
    private void CompleteWithOneOutgoing(
        Span<double> candidates, Span<double> values, Span<double> gradients, double outgoingNorm)
    {
        for (int r = 0; r < values.Length; r++)
        {
            candidates[r * Size + IncomingCount] = outgoingNorm;
        }

        Evaluate(candidates, values, gradients);
        for (int r = 0; r < values.Length; r++)
        {
            if (values[r] < 0)
            {
                values[r] = -values[r];
                candidates[r * Size + IncomingCount] = -outgoingNorm;
                Span<double> incoming = gradients.Slice(r * Size, IncomingCount);
                TensorPrimitives.Negate(incoming, incoming);
            }
        }
    }
}
