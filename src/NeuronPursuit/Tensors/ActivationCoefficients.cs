namespace NeuronPursuit;

/// <summary>The positively homogeneous activation c(z) z^p, where c is one coefficient for z &gt; 0 and another for z &lt;= 0.</summary>
/// <param name="Positive">c(z) for z &gt; 0.</param>
/// <param name="Negative">c(z) for z &lt;= 0; at 0 itself it chooses the subgradient when p is 1.</param>
/// <param name="Power">p, at least 1.</param>
/// <remarks>With slope(z) = c(z) z^(p-1), the value is slope * z and the derivative p * slope: the kernels work with the slope.</remarks>
internal readonly record struct ActivationCoefficients(double Positive, double Negative, int Power)
{
    /// <summary>Whether the value has the sign of z, so that the slope can be found from it and need not be stored.</summary>
    public bool KeepsSign => Power == 1 && Positive > 0 && Negative >= 0;
}
