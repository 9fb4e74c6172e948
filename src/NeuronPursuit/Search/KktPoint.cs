namespace NeuronPursuit;

/// <summary>
/// A point at which a maximisation of a neural correlation function on the unit sphere ended (eq. 5): a KKT point
/// of it, up to the accuracy of the maximiser.
/// </summary>
public sealed class KktPoint
{
    private readonly double[] _weights;

    /// <summary>Creates a point.</summary>
    /// <param name="value">The correlation there, divided by the number of samples.</param>
    /// <param name="alignment">
    /// <c>grad . w / |grad|</c> at the point, between -1 and 1; 1 says that weights and gradient are parallel, which
    /// is what makes it a KKT point of positive value (the paper's Fig. 1d).
    /// </param>
    /// <param name="weights">Unit norm: the incoming weights, then the outgoing ones.</param>
    /// <param name="incomingCount">How many of <paramref name="weights"/> are incoming; at least 1 and fewer than all.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="incomingCount"/> is out of its range.</exception>
    public KktPoint(double value, double alignment, ReadOnlySpan<double> weights, int incomingCount)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(incomingCount, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(incomingCount, weights.Length);
        Value = value;
        Alignment = alignment;
        IncomingCount = incomingCount;
        _weights = weights.ToArray();
    }

    /// <summary>The correlation at the point, divided by the number of samples.</summary>
    public double Value { get; }

    /// <summary><c>grad . w / |grad|</c>; 1 at an exact KKT point of positive value.</summary>
    public double Alignment { get; }

    /// <summary>How many of the weights are incoming.</summary>
    public int IncomingCount { get; }

    /// <summary>All weights, of unit norm: incoming, then outgoing.</summary>
    public ReadOnlySpan<double> Weights => _weights;

    /// <summary>The incoming weights (the paper's a).</summary>
    public ReadOnlySpan<double> Incoming => _weights.AsSpan(0, IncomingCount);

    /// <summary>The outgoing weights (the paper's b).</summary>
    public ReadOnlySpan<double> Outgoing => _weights.AsSpan(IncomingCount);
}
