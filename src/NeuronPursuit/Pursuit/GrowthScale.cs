namespace NeuronPursuit;

/// <summary>
/// How small the weights begin along a KKT point (the scalar delta of Algorithm 1): the two rules of App. C.1.1.
/// </summary>
/// <remarks>
/// <para>First fit: delta starts at <see cref="First"/> and shrinks by <see cref="Factor"/> while the loss exceeds the
/// loss at the origin, at most <see cref="FirstReductions"/> times (Lemma 12: a small enough delta lowers it).</para>
/// <para>Later: delta starts at <see cref="Relative"/> times the norm of all weights and shrinks while the loss
/// exceeds the loss before the growth, at most <see cref="Reductions"/> times (Lemma 13).</para>
/// </remarks>
public sealed record GrowthScale
{
    /// <summary>The raise of beginnings that are not to be small (docs/adr/0046).</summary>
    internal const double LargerRaise = 1.25;

    private const int MaxRaises = 60;

    /// <summary>The rules and numbers of C.1.1: 0.25 and 4 reductions, then 0.01 |w| and 10 reductions, factor 0.8.</summary>
    public static GrowthScale Paper { get; } = new();

    /// <summary>delta of the first fit, positive; 0.25 in C.1.1, 0.5 in C.1.3 and C.2.2.</summary>
    public double First { get; init; } = 0.25;

    /// <summary>
    /// The share of the best fit along the KKT point that the first weights must reach, 0 to 1; delta is raised for it.
    /// 0 (the paper's rule) never raises. For a network of high degree of homogeneity a delta of 0.25 is so close to the
    /// origin, the first saddle, that an optimiser cannot tell it from there; 0.001 suffices.
    /// </summary>
    public double FirstShare { get; init; }

    /// <summary>How often the first delta may shrink, at least 0.</summary>
    public int FirstReductions { get; init; } = 4;

    /// <summary>delta of later growths over the norm of the weights, positive; 0.01 in C.1.1, 0.05 in C.2.1.</summary>
    public double Relative { get; init; } = 0.01;

    /// <summary>How often a later delta may shrink, at least 0.</summary>
    public int Reductions { get; init; } = 10;

    /// <summary>The factor of a reduction, between 0 and 1 (both excluded).</summary>
    public double Factor { get; init; } = 0.8;

    /// <summary>
    /// The factor by which delta grows again for as long as the loss falls, at least 1; 1 (the paper's rule) never
    /// raises it. With it weights begin where the loss along the KKT point is about least, which saves an optimiser of
    /// few iterations the slow way out of the saddle.
    /// </summary>
    public double Raise { get; init; } = 1;

    /// <inheritdoc/>
    public override string ToString() => FormattableString.Invariant(
        $"GrowthScale(first {First} x {FirstReductions} from share {FirstShare}, relative {Relative} x {Reductions}, factor {Factor}{(Raise > 1 ? FormattableString.Invariant($", raise {Raise}") : "")})");

    /// <summary>All that is wrong with the settings, for the builder's list of errors.</summary>
    internal IEnumerable<string> Errors()
    {
        if (!(First > 0 && double.IsFinite(First)))
        {
            yield return FormattableString.Invariant($"GrowthScale.First is {First}; it must be positive.");
        }

        if (!(Relative > 0 && double.IsFinite(Relative)))
        {
            yield return FormattableString.Invariant($"GrowthScale.Relative is {Relative}; it must be positive.");
        }

        if (!(FirstShare is >= 0 and <= 1))
        {
            yield return FormattableString.Invariant($"GrowthScale.FirstShare is {FirstShare}; it must lie between 0 and 1.");
        }

        if (FirstReductions < 0 || Reductions < 0)
        {
            yield return $"GrowthScale.FirstReductions is {FirstReductions} and Reductions {Reductions}; they must not be negative.";
        }

        if (!(Raise >= 1 && double.IsFinite(Raise)))
        {
            yield return FormattableString.Invariant($"GrowthScale.Raise is {Raise}; it must be at least 1.");
        }

        if (!(Factor is > 0 and < 1))
        {
            yield return FormattableString.Invariant($"GrowthScale.Factor is {Factor}; it must lie between 0 and 1.");
        }
    }

    /// <summary>
    /// Where the first delta starts. Along the KKT point the output is <c>delta^D H</c> and the loss is least at
    /// <c>delta^D = y.H / |H|^2</c> (the proof of Lemma 12).
    /// </summary>
    /// <param name="correlation">y.H at the KKT point.</param>
    /// <param name="squaredOutput">|H|^2 there, in the same units.</param>
    /// <param name="degree">D, the degree of homogeneity in all weights.</param>
    internal double FirstStart(double correlation, double squaredOutput, double degree)
    {
        double raised = PortableMath.Pow(FirstShare * correlation / squaredOutput, 1 / degree);
        return raised > First && double.IsFinite(raised) ? raised : First;
    }

    /// <summary>
    /// Shrinks delta from <paramref name="start"/> while the loss it gives exceeds a bound; where it does not exceed it,
    /// and <see cref="Raise"/> is above 1, delta then grows while the loss falls.
    /// </summary>
    /// <returns>delta, the loss that it gives, and how often the loss was evaluated.</returns>
    internal ScaleChoice Choose(double start, int reductions, double bound, Func<double, double> lossAt)
    {
        double delta = start;
        double loss = lossAt(delta);
        int evaluations = 1;
        for (int reduction = 0; !(loss <= bound) && reduction < reductions; reduction++)
        {
            delta *= Factor;
            loss = lossAt(delta);
            evaluations++;
        }

        for (int raise = 0; Raise > 1 && loss <= bound && raise < MaxRaises; raise++)
        {
            double raised = lossAt(delta * Raise);
            evaluations++;
            if (!(raised < loss))
            {
                break;
            }

            (delta, loss) = (delta * Raise, raised);
        }

        return new ScaleChoice(delta, loss, evaluations);
    }
}

/// <summary>The scale of a growth's new weights, as chosen along its KKT point.</summary>
/// <param name="Delta">The scale.</param>
/// <param name="Loss">The loss there.</param>
/// <param name="Evaluations">Evaluations of the loss that the choice took.</param>
internal readonly record struct ScaleChoice(double Delta, double Loss, long Evaluations);
