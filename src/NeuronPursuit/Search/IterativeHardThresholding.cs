namespace NeuronPursuit;

/// <summary>
/// A maximiser for candidates that see only a few inputs: an ascent in which every step keeps the s largest incoming
/// weights and drops the others, followed by an ascent on the inputs that are left.
/// </summary>
/// <remarks>
/// <para>The largest correlation with noise falls from about sqrt(d / n) for dense candidates to sqrt(s log(d / s) / n),
/// so with few samples a target of few inputs is found only this way.</para>
/// <para>All support sizes and starts run as one batch, <c>restarts x SupportSizes.Count</c> candidates. Only weights of
/// inputs are dropped (<see cref="INcfObjective.InputCount"/>): the scalars of a chain stay. A size above the number of
/// inputs would drop nothing and is left out, unless it is the first of the list.</para>
/// <para><see cref="KktPoint.Alignment"/> is that on the inputs of the point.</para>
/// </remarks>
public sealed class IterativeHardThresholding : INcfMaximizer
{
    private readonly int[] _supportSizes;

    /// <summary>Creates the maximiser.</summary>
    /// <param name="supportSizes">How many inputs a candidate may see; one size or several, each at least 1.</param>
    /// <param name="iterations">Steps with thresholding, at least 1, default 20.</param>
    /// <param name="refinements">Steps on the final support, at least 0, default 20.</param>
    /// <exception cref="ArgumentException">There is no support size.</exception>
    /// <exception cref="ArgumentOutOfRangeException">A number is out of its range.</exception>
    public IterativeHardThresholding(IReadOnlyList<int> supportSizes, int iterations = 20, int refinements = 20)
    {
        ArgumentNullException.ThrowIfNull(supportSizes);
        if (supportSizes.Count == 0)
        {
            throw new ArgumentException("supportSizes is empty; at least one number of inputs is needed.", nameof(supportSizes));
        }

        foreach (int size in supportSizes)
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(size, 1, nameof(supportSizes));
        }

        _supportSizes = [.. supportSizes];
        Iterations = Setting.AtLeast(1, iterations, nameof(iterations));
        Refinements = Setting.AtLeast(0, refinements, nameof(refinements));
    }

    /// <summary>The numbers of inputs that candidates may see.</summary>
    public IReadOnlyList<int> SupportSizes => _supportSizes;

    /// <summary>Steps with thresholding.</summary>
    public int Iterations { get; }

    /// <summary>Steps on the final support.</summary>
    public int Refinements { get; }

    /// <inheritdoc/>
    public IReadOnlyList<KktPoint> Maximize(INcfObjective objective, NcfSearch search, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(objective);

        // The first size stays whatever it is, so that there is one.
        int[] sizes = [.. _supportSizes.Where((size, i) => i == 0 || size <= objective.InputCount)];
        var batch = new ThresholdedBatch(objective, sizes, search);
        batch.Begin();
        for (int iteration = 0; iteration < Iterations + Refinements && batch.HasOpenStart; iteration++)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (iteration == Iterations)
            {
                batch.FixSupports();
            }

            batch.Step();
        }

        return batch.Points();
    }

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"IterativeHardThresholding(inputs {string.Join(" ", _supportSizes)}, iterations {Iterations}, refinements {Refinements})");
}
