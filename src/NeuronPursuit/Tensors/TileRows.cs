namespace NeuronPursuit;

/// <summary>A row count known to the compiler, so that one kernel source serves several register tiles.</summary>
internal interface ITileRows
{
    static abstract int Count { get; }
}

internal readonly struct Rows1 : ITileRows
{
    public static int Count => 1;
}

internal readonly struct Rows2 : ITileRows
{
    public static int Count => 2;
}

internal readonly struct Rows3 : ITileRows
{
    public static int Count => 3;
}

internal readonly struct Rows4 : ITileRows
{
    public static int Count => 4;
}

internal readonly struct Rows5 : ITileRows
{
    public static int Count => 5;
}

internal readonly struct Rows6 : ITileRows
{
    public static int Count => 6;
}

/// <summary>How rows are split into register tiles.</summary>
internal static class RowSplit
{
    /// <summary>Rows of the next tile: sixes, and 7 as 4 + 3 because a single row cannot keep the multipliers busy.</summary>
    public static int Next(int remaining) => remaining == 7 ? 4 : Math.Min(remaining, 6);
}
