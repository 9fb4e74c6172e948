namespace NeuronPursuit;

/// <summary>
/// A neural correlation function (eq. 4) to maximise on the unit sphere (eq. 5), evaluated for a batch of
/// candidates at once.
/// </summary>
/// <remarks>
/// <para>A candidate is one vector: first its <see cref="IncomingCount"/> incoming weights, then its
/// <see cref="OutgoingCount"/> outgoing weights. The correlation is linear in the outgoing weights and homogeneous
/// in the incoming ones, so both the best outgoing weights and the best split of the unit norm are known for any
/// direction of the incoming weights: <see cref="Complete"/> fills them in, and a maximiser may search over
/// directions of the incoming weights alone.</para>
/// <para>Values are divided by the number of samples, so that step sizes do not depend on it.</para>
/// <para>One evaluation at a time: an objective may keep its scratch from call to call, and uses several threads by itself.
/// The spans of a call must not overlap.</para>
/// </remarks>
public interface INcfObjective
{
    /// <summary>Weights on the input side of the candidate (the paper's a; for a whole network all but W_L).</summary>
    int IncomingCount { get; }

    /// <summary>
    /// How many of the incoming weights, the first ones, multiply inputs: what a sparse maximiser may drop. The
    /// others, the scalars of a chain, multiply other neurons. Default all.
    /// </summary>
    int InputCount => IncomingCount;

    /// <summary>Weights on the output side of the candidate (the paper's b; for a whole network W_L).</summary>
    int OutgoingCount { get; }

    /// <summary>Values and gradients of a batch of candidates of any norm.</summary>
    /// <param name="candidates">Row after row, <c>count x (IncomingCount + OutgoingCount)</c>.</param>
    /// <param name="values">Receives the correlation of each candidate; its length is the count.</param>
    /// <param name="gradients">Receives the gradients, laid out as <paramref name="candidates"/>.</param>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    void Evaluate(ReadOnlySpan<double> candidates, Span<double> values, Span<double> gradients);

    /// <summary>
    /// Replaces each candidate by the best one with the same direction of incoming weights (for a chain, of each layer's
    /// weights) and unit norm, and evaluates it. Outgoing weights are not read. The result satisfies the norm ratio of
    /// Lemma 3 and 9 by construction and has a value of at least zero.
    /// </summary>
    /// <param name="candidates">Row after row; incoming weights in, whole candidates out.</param>
    /// <param name="values">Receives the correlation of each completed candidate.</param>
    /// <param name="gradients">
    /// Receives the gradient of the correlation at the completed candidate, laid out as <paramref name="candidates"/>.
    /// </param>
    /// <exception cref="OperationCanceledException">The fit was cancelled.</exception>
    void Complete(Span<double> candidates, Span<double> values, Span<double> gradients);
}
