namespace NeuronPursuit;

/// <summary>
/// A vector register of samples. Kernels are written once over it and compiled for each width; which of the widths of
/// <see cref="Line"/> runs is the processor's choice and changes no bit.
/// </summary>
/// <remarks>Implemented by structs only, so that the compiler sees the vector behind it.</remarks>
internal unsafe interface ILanes<TSelf, T>
    where TSelf : unmanaged, ILanes<TSelf, T>
    where T : unmanaged
{
    /// <summary>Lanes of a register; whole registers make a <see cref="Line"/>.</summary>
    static abstract int Count { get; }

    /// <summary>Whether the processor has 32 such registers and not 16, so that tiles may hold twice the sums.</summary>
    static abstract bool AreMany { get; }

    static abstract TSelf Zero { get; }

    static abstract TSelf Load(T* source);

    static abstract TSelf Broadcast(T value);

    /// <summary>a * b + c, rounded once.</summary>
    static abstract TSelf MultiplyAdd(TSelf a, TSelf b, TSelf c);

    /// <summary>In each lane one of two values: the first where <paramref name="sign"/> is above zero.</summary>
    static abstract TSelf WherePositive(TSelf sign, TSelf positive, TSelf other);

    static abstract TSelf operator -(TSelf left, TSelf right);

    static abstract TSelf operator *(TSelf left, TSelf right);

    void Store(T* target);
}
