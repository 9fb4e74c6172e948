using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>What a forward tile does with its finished sums while they are still in registers.</summary>
/// <remarks>Implemented by structs only, so that the compiler makes one kernel for each and inlines <see cref="Finish"/>.</remarks>
internal interface ITileEpilogue<T>
    where T : unmanaged
{
    /// <summary>
    /// Takes the sums for one vector of samples; <paramref name="offset"/> is its place in blocks of the kernel's stride.
    /// </summary>
    void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T>;
}

/// <summary>Stores the sums.</summary>
internal readonly unsafe struct StoreEpilogue<T>(T* outputs) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _outputs = outputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T> => sums.Store(_outputs + offset);
}

/// <summary>
/// The two coefficients of an activation as vectors in memory. Epilogues load them anew for every vector: as fields they
/// would be kept in registers through the multiply-adds, and a tile of twelve sums has none to spare (native code then
/// spills a sum and runs at half the speed).
/// </summary>
internal static unsafe class SlopeCoefficients
{
    public static AlignedBuffer<T> Create<T>(ActivationCoefficients activation)
        where T : unmanaged
    {
        var buffer = new AlignedBuffer<T>(2 * Line.Length<T>());
        buffer.Span[..Line.Length<T>()].Fill(Simd.FromDouble<T>(activation.Positive));
        buffer.Span[Line.Length<T>()..].Fill(Simd.FromDouble<T>(activation.Negative));
        return buffer;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static TLanes Select<T, TLanes>(TLanes sign, T* coefficients)
        where T : unmanaged
        where TLanes : unmanaged, ILanes<TLanes, T>
        => TLanes.WherePositive(sign, TLanes.Load(coefficients), TLanes.Load(coefficients + Line.Length<T>()));
}

/// <summary>
/// Stores the values of an activation that keeps the sign; <see cref="RectifierSensitivityEpilogue{T}"/> finds the slopes
/// from them.
/// </summary>
internal readonly unsafe struct RectifierEpilogue<T>(T* coefficients, T* outputs) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _coefficients = coefficients;
    private readonly T* _outputs = outputs;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes slope = SlopeCoefficients.Select(sums, _coefficients);
        (slope * sums).Store(_outputs + offset);
    }
}

/// <summary>Stores the sums times the slopes that belong to the outputs of a <see cref="RectifierEpilogue{T}"/>.</summary>
internal readonly unsafe struct RectifierSensitivityEpilogue<T>(T* coefficients, T* outputs, T* sensitivities)
    : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _coefficients = coefficients;
    private readonly T* _outputs = outputs;
    private readonly T* _sensitivities = sensitivities;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes slope = SlopeCoefficients.Select(TLanes.Load(_outputs + offset), _coefficients);
        (slope * sums).Store(_sensitivities + offset);
    }
}

/// <summary>Stores slope and value of any activation.</summary>
internal readonly unsafe struct PowerActivationEpilogue<T>(T* coefficients, int power, T* outputs, T* slopes) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _coefficients = coefficients;
    private readonly T* _outputs = outputs;
    private readonly T* _slopes = slopes;
    private readonly int _power = power;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T>
    {
        TLanes slope = SlopeCoefficients.Select(sums, _coefficients);
        for (int power = _power; power > 1; power--)
        {
            slope = slope * sums;
        }

        slope.Store(_slopes + offset);
        (slope * sums).Store(_outputs + offset);
    }
}

/// <summary>Multiplies the stored slopes by the sums: slopes become sensitivities in place.</summary>
internal readonly unsafe struct SensitivityEpilogue<T>(T* slopes) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _slopes = slopes;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T> => (TLanes.Load(_slopes + offset) * sums).Store(_slopes + offset);
}

/// <summary>Stores targets minus sums.</summary>
internal readonly unsafe struct ResidualEpilogue<T>(T* targets, T* residuals) : ITileEpilogue<T>
    where T : unmanaged
{
    private readonly T* _targets = targets;
    private readonly T* _residuals = residuals;

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Finish<TLanes>(TLanes sums, nint offset)
        where TLanes : unmanaged, ILanes<TLanes, T> => (TLanes.Load(_targets + offset) - sums).Store(_residuals + offset);
}
