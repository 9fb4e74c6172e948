namespace NeuronPursuit;

/// <summary>
/// The certificate that weight decay gives at depth 2 and power 1: no neuron of any small size lowers the objective.
/// </summary>
/// <remarks>
/// <para>A neuron <c>delta (a, b)</c> of unit direction changes the loss by <c>-delta^2 2 N(a, b) / c</c> and the decay
/// by <c>+delta^2 strength / 2</c>, where N is the correlation and c its divisor
/// (<see cref="IPursuitData.CorrelationDivisor"/>). Both are of second order, and they balance at
/// <c>N = strength c / 4</c>, a value that every trained neuron has (docs/adr/0018).</para>
/// <para>At any other power the two orders differ: for p >= 2 a small neuron costs more than it brings whatever its
/// correlation, and a large one may still pay. At greater depth a parallel chain is of higher order than its decay.</para>
/// </remarks>
internal static class DescentCertificate
{
    /// <summary>
    /// The part by which the largest correlation may exceed the balance. For a convex loss the objective is then within
    /// this part of its lowest value over networks of any width, so that it is the growth that counts as none.
    /// </summary>
    public const double Tolerance = 1e-3;

    private const double NoticeableGap = 0.01;

    /// <summary>Whether there is a certificate under these options.</summary>
    public static bool Applies(PursuitOptions options) =>
        options.WeightDecay > 0 && options.Depth == 2 && options.Activation.Power == 1;

    /// <summary>
    /// Neurons that may join in one growth: several where there is a certificate, since each of them that is above the balance
    /// lowers the objective, and the decay takes back what is too much.
    /// </summary>
    public static int NeuronsPerGrowth(PursuitOptions options) =>
        options.GuardsGrowths && Applies(options) ? Math.Max(3, options.NeuronsPerGrowth) : options.NeuronsPerGrowth;

    /// <summary>The correlation at which a small neuron neither lowers nor raises the objective.</summary>
    public static double Balance(PursuitOptions options, IPursuitData data) => options.WeightDecay * data.CorrelationDivisor / 4;

    /// <summary>Whether the largest correlation of a new neuron leaves no descent direction.</summary>
    public static bool Holds(PursuitOptions options, IPursuitData data, double largestCorrelation) =>
        Applies(options) && largestCorrelation <= (1 + Tolerance) * Balance(options, data);

    /// <summary>
    /// Whether the objective may be more than 1 % above its lowest value over networks of any width: the part by which the
    /// largest correlation exceeds the balance bounds the gap (docs/adr/0018).
    /// </summary>
    public static bool LeavesGap(PursuitOptions options, IPursuitData data, double largestCorrelation) =>
        Applies(options) && largestCorrelation > (1 + NoticeableGap) * Balance(options, data);
}
