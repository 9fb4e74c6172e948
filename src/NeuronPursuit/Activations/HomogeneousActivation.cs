namespace NeuronPursuit;

/// <summary>
/// A positively homogeneous activation, <c>sigma(c z) = c^p sigma(z)</c> for every c &gt;= 0; the paper's are
/// <c>sigma(z) = max(z, alpha z)^p</c>.
/// </summary>
/// <remarks>
/// <para>Every positively homogeneous function of one variable of degree p is <c>sigma(z) = k(z) z^p</c> with one
/// coefficient for z &gt; 0 and another for z &lt;= 0. These two numbers and p are therefore the whole of an
/// activation: kernels, saved models and exporters need nothing else, and a derived class adds a new activation by
/// passing them to the constructor.</para>
/// <para>For <c>max(z, alpha z)^p</c> the coefficients are <c>max(1, alpha)^p</c> and <c>min(1, alpha)^p</c>: for
/// alpha &gt; 1 the maximum takes alpha z on the positive side.</para>
/// <para>The subgradient at z = 0 is that of the negative side, <c>min(1, alpha)</c> for p = 1 (0 for ReLU); for
/// p &gt;= 2 the derivative at 0 is 0.</para>
/// <para>Instances are immutable; two activations are equal when their coefficients and powers are.</para>
/// </remarks>
public abstract class HomogeneousActivation : IEquatable<HomogeneousActivation>
{
    // Kernels multiply p - 1 times, and z^p leaves the range of a double long before this.
    internal const int MaxPower = 1024;

    /// <summary>Creates an activation from its two coefficients and its power.</summary>
    /// <param name="positiveCoefficient">The factor of z^p for z &gt; 0; finite.</param>
    /// <param name="negativeCoefficient">The factor of z^p for z &lt;= 0 (of z^p, not of |z|^p); finite.</param>
    /// <param name="power">The degree of homogeneity p, from 1 to 1024.</param>
    /// <exception cref="ArgumentOutOfRangeException">
    /// A coefficient is not finite, or the power is not between 1 and 1024.
    /// </exception>
    /// <exception cref="ArgumentException">Both coefficients are 0: no neuron would ever say anything.</exception>
    protected HomogeneousActivation(double positiveCoefficient, double negativeCoefficient, int power)
        : this(positiveCoefficient, negativeCoefficient, power, mayVanish: false)
    {
    }

    private HomogeneousActivation(double positiveCoefficient, double negativeCoefficient, int power, bool mayVanish)
    {
        RequireFinite(positiveCoefficient, nameof(positiveCoefficient));
        RequireFinite(negativeCoefficient, nameof(negativeCoefficient));
        RequirePower(power);
        if (!mayVanish && positiveCoefficient == 0 && negativeCoefficient == 0)
        {
            throw new ArgumentException(
                "positiveCoefficient and negativeCoefficient are both 0, so the activation is 0 everywhere and nothing can be learned. At least one of them must differ from 0; those of a ReLU are 1 and 0.",
                nameof(positiveCoefficient));
        }

        PositiveCoefficient = positiveCoefficient;
        NegativeCoefficient = negativeCoefficient;
        Power = power;
    }

    /// <summary>ReLU, <c>max(z, 0)</c>: alpha = 0, p = 1.</summary>
    public static HomogeneousActivation ReLU { get; } = Create(0, 1);

    /// <summary>The identity: alpha = 1, p = 1.</summary>
    public static HomogeneousActivation Linear { get; } = Create(1, 1);

    /// <summary>The square, <c>z^2</c>: alpha = 1, p = 2.</summary>
    public static HomogeneousActivation Square { get; } = Create(1, 2);

    /// <summary>
    /// The slope alpha of <c>max(z, alpha z)^p</c>. For an activation derived from this class that has no such form
    /// it is NaN.
    /// </summary>
    public virtual double NegativeSlope => double.NaN;

    /// <summary>The power p, which is the degree of homogeneity; from 1 to 1024.</summary>
    public int Power { get; }

    /// <summary>The factor of z^p for z &gt; 0.</summary>
    public double PositiveCoefficient { get; }

    /// <summary>The factor of z^p for z &lt;= 0.</summary>
    public double NegativeCoefficient { get; }

    /// <summary>
    /// The antipodal pair <c>sigma(z) + sigma(-z)</c>, which is itself homogeneous of degree p: two neurons with
    /// opposite incoming and equal outgoing weights are one neuron of this activation.
    /// </summary>
    internal HomogeneousActivation Paired
    {
        get
        {
            double parity = Power % 2 == 0 ? 1 : -1;
            return new General(
                PositiveCoefficient + parity * NegativeCoefficient, NegativeCoefficient + parity * PositiveCoefficient, Power);
        }
    }

    /// <summary>The activation of a neuron that reads one neuron like it through a weight: sigma(weight sigma(z)).</summary>
    internal HomogeneousActivation After(double weight) => new General(
        Evaluate(weight * Evaluate(1)),
        Evaluate(weight * Evaluate(-1)) * ((Power * Power) % 2 == 0 ? 1 : -1),
        Power * Power);

    /// <summary>The three numbers as the kernels take them.</summary>
    internal ActivationCoefficients Coefficients => new(PositiveCoefficient, NegativeCoefficient, Power);

    /// <summary>Leaky ReLU, <c>max(z, alpha z)</c>.</summary>
    /// <param name="negativeSlope">alpha, any finite number; above 1 it becomes the slope of the positive side.</param>
    /// <returns>The activation with p = 1.</returns>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="negativeSlope"/> is NaN or infinite.</exception>
    public static HomogeneousActivation LeakyReLU(double negativeSlope) => Create(negativeSlope, 1);

    /// <summary>The paper's family, <c>max(z, alpha z)^p</c>.</summary>
    /// <param name="negativeSlope">alpha, any finite number.</param>
    /// <param name="power">p, an integer from 1 to 1024.</param>
    /// <returns>The activation.</returns>
    /// <exception cref="ArgumentOutOfRangeException">
    /// <paramref name="negativeSlope"/> is NaN or infinite, or <paramref name="power"/> is not between 1 and 1024, or a
    /// coefficient <c>alpha^p</c> overflows.
    /// </exception>
    public static HomogeneousActivation Create(double negativeSlope, int power)
    {
        RequireFinite(negativeSlope, nameof(negativeSlope));
        RequirePower(power);
        if (!double.IsFinite(IntegerPower(Math.Max(1, Math.Abs(negativeSlope)), power)))
        {
            throw new ArgumentOutOfRangeException(
                nameof(negativeSlope),
                negativeSlope,
                FormattableString.Invariant($"negativeSlope to the power {power} overflows; use a smaller slope or power."));
        }

        return new SlopePower(negativeSlope, power);
    }

    /// <summary>The value <c>sigma(z)</c>.</summary>
    /// <param name="z">A pre-activation.</param>
    /// <returns>sigma(z).</returns>
    public double Evaluate(double z) => IntegerPower(z, Power, CoefficientAt(z));

    /// <summary>The derivative <c>sigma'(z)</c>; at 0 the subgradient described in the class remarks.</summary>
    /// <param name="z">A pre-activation.</param>
    /// <returns>sigma'(z).</returns>
    public double Derivative(double z) => Power * IntegerPower(z, Power - 1, CoefficientAt(z));

    /// <inheritdoc/>
    public bool Equals(HomogeneousActivation? other) =>
        other is not null
        && PositiveCoefficient.Equals(other.PositiveCoefficient)
        && NegativeCoefficient.Equals(other.NegativeCoefficient)
        && Power == other.Power;

    /// <inheritdoc/>
    public sealed override bool Equals(object? obj) => Equals(obj as HomogeneousActivation);

    /// <inheritdoc/>
    public sealed override int GetHashCode() => HashCode.Combine(PositiveCoefficient, NegativeCoefficient, Power);

    /// <summary>Rebuilds an activation from its numbers; the slope is NaN where it is not known.</summary>
    internal static HomogeneousActivation FromCoefficients(double positive, double negative, int power, double slope = double.NaN)
    {
        if (double.IsFinite(slope) && Create(slope, power) is var known
            && known.PositiveCoefficient.Equals(positive) && known.NegativeCoefficient.Equals(negative))
        {
            return known;
        }

        return new General(positive, negative, power);
    }

    /// <summary>
    /// <c>start z^n</c> by repeated multiplication. The kernels start with the coefficient too: z^n alone may overflow.
    /// </summary>
    internal static double IntegerPower(double z, int n, double start = 1)
    {
        double result = start;
        for (int i = 0; i < n; i++)
        {
            result *= z;
        }

        return result;
    }

    private double CoefficientAt(double z) => z > 0 ? PositiveCoefficient : NegativeCoefficient;

    private static void RequireFinite(double value, string name)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentOutOfRangeException(name, value, $"{name} must be a finite number.");
        }
    }

    private static void RequirePower(int power)
    {
        if (power is < 1 or > MaxPower)
        {
            throw new ArgumentOutOfRangeException(
                nameof(power), power, $"power is the exponent p of max(z, alpha z)^p and must be at least 1 and at most {MaxPower}.");
        }
    }

    private sealed class SlopePower(double negativeSlope, int power) : HomogeneousActivation(
        IntegerPower(Math.Max(1, negativeSlope), power),
        IntegerPower(Math.Min(1, negativeSlope), power),
        power)
    {
        public override double NegativeSlope => negativeSlope;

        public override string ToString() => (NegativeSlope, Power) switch
        {
            (0, 1) => "ReLU",
            (1, 1) => "Linear",
            (1, 2) => "Square",
            (_, 1) => FormattableString.Invariant($"LeakyReLU({NegativeSlope})"),
            _ => FormattableString.Invariant($"max(z, {NegativeSlope} z)^{Power}"),
        };
    }

    // Pairs and chains of neurons may cancel or be silent.
    private sealed class General(double positive, double negative, int power)
        : HomogeneousActivation(positive, negative, power, mayVanish: true)
    {
        public override string ToString() =>
            FormattableString.Invariant($"{PositiveCoefficient} z^{Power} for z > 0, {NegativeCoefficient} z^{Power} for z <= 0");
    }
}
