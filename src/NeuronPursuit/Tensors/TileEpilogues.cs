using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>What a forward tile does with its finished sums while they are still in registers.</summary>
/// <remarks>Implemented by structs only, so that the compiler makes one kernel for each and inlines <see cref="Finish"/>.</remarks>
internal interface ITileEpilogue<T>
    where T : unmanaged
{
    /// <summary>Takes the sums for one vector of samples; <paramref name="offset"/> is its place in blocks of the kernel's stride.</summary>
    void Finish(Vector<T> sums, nint offset);
}

/// <summary>Stores the sums.</summary>
internal readonly unsafe struct StoreEpilogue<T>(T* outputs) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _outputs = outputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset) => Vector.Store(sums, _outputs + offset);
}

/// <summary>Stores the values of an activation that keeps the sign; <see cref="RectifierSensitivityEpilogue{T}"/> finds the slopes from them.</summary>
internal readonly unsafe struct RectifierEpilogue<T>(in ActivationCoefficients activation, T* outputs) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly Vector<T> _positive = new(Simd.FromDouble<T>(activation.Positive));
    private readonly Vector<T> _negative = new(Simd.FromDouble<T>(activation.Negative));
    private readonly T* _outputs = outputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset)
    {
        Vector<T> slope = Vector.ConditionalSelect(Vector.GreaterThan(sums, Vector<T>.Zero), _positive, _negative);
        Vector.Store(slope * sums, _outputs + offset);
    }
}

/// <summary>Stores the sums times the slopes that belong to the outputs of a <see cref="RectifierEpilogue{T}"/>.</summary>
internal readonly unsafe struct RectifierSensitivityEpilogue<T>(in ActivationCoefficients activation, T* outputs, T* sensitivities)
    : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly Vector<T> _positive = new(Simd.FromDouble<T>(activation.Positive));
    private readonly Vector<T> _negative = new(Simd.FromDouble<T>(activation.Negative));
    private readonly T* _outputs = outputs;
    private readonly T* _sensitivities = sensitivities;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset)
    {
        Vector<T> isPositive = Vector.GreaterThan(Vector.Load(_outputs + offset), Vector<T>.Zero);
        Vector.Store(Vector.ConditionalSelect(isPositive, _positive, _negative) * sums, _sensitivities + offset);
    }
}

/// <summary>Stores slope and value of any activation.</summary>
internal readonly unsafe struct PowerActivationEpilogue<T>(in ActivationCoefficients activation, T* outputs, T* slopes) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly Vector<T> _positive = new(Simd.FromDouble<T>(activation.Positive));
    private readonly Vector<T> _negative = new(Simd.FromDouble<T>(activation.Negative));
    private readonly T* _outputs = outputs;
    private readonly T* _slopes = slopes;
    private readonly int _power = activation.Power;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset)
    {
        Vector<T> slope = Vector.ConditionalSelect(Vector.GreaterThan(sums, Vector<T>.Zero), _positive, _negative);
        for (int power = _power; power > 1; power--)
        {
            slope *= sums;
        }

        Vector.Store(slope, _slopes + offset);
        Vector.Store(slope * sums, _outputs + offset);
    }
}

/// <summary>Multiplies the stored slopes by the sums: slopes become sensitivities in place.</summary>
internal readonly unsafe struct SensitivityEpilogue<T>(T* slopes) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _slopes = slopes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset) => Vector.Store(Vector.Load(_slopes + offset) * sums, _slopes + offset);
}

/// <summary>Stores targets minus sums.</summary>
internal readonly unsafe struct ResidualEpilogue<T>(T* targets, T* residuals) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _targets = targets;
    private readonly T* _residuals = residuals;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish(Vector<T> sums, nint offset) => Vector.Store(Vector.Load(_targets + offset) - sums, _residuals + offset);
}
