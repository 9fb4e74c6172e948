namespace NeuronPursuit;

/// <summary>The floating-point type of the sums over samples; weights, optimisers and predictions are always double.</summary>
#pragma warning disable CA1720 // The members are the types' names: that is what they mean.
public enum Precision
{
    /// <summary>64 bit, the default.</summary>
    Double,

    /// <summary>
    /// 32 bit: about twice as fast and half the memory. Relative training errors below about 1e-5 cannot be told apart.
    /// </summary>
    Single,
}
#pragma warning restore CA1720
