using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The samples that the parts of a fit have in common.</summary>
internal static class PartData
{
    private const int HeaderSize = 5 * sizeof(int);

    /// <summary>All samples as bytes: their type and shape, X, Y, and what is held out by the caller.</summary>
    /// <exception cref="ArgumentException">There are more than one array of bytes holds.</exception>
    public static byte[] Write<T>(ReadOnlySpan2D<T> X, ReadOnlySpan2D<T> Y, ValidationSet? validation)
        where T : unmanaged
    {
        validation?.RequireSame(X.Width, Y.Width);
        int validationRows = validation?.X.GetLength(0) ?? 0;
        long columns = X.Width + Y.Width;
        long size = HeaderSize + columns * X.Height * Unsafe.SizeOf<T>() + columns * validationRows * sizeof(double);
        if (size > Array.MaxLength)
        {
            throw new ArgumentException(
                $"X and Y take {size} bytes, and at most {Array.MaxLength} can be sent elsewhere. Use float, fewer rows, or fits that load their data where they run.");
        }

        byte[] bytes = new byte[size];
        Span<byte> rest = bytes;
        int[] header = [Unsafe.SizeOf<T>(), X.Height, X.Width, Y.Width, validationRows];
        Put<int>(header, ref rest);
        PutMatrix(X, ref rest);
        PutMatrix(Y, ref rest);
        if (validation is not null)
        {
            PutMatrix(new ReadOnlySpan2D<double>(validation.X), ref rest);
            PutMatrix(new ReadOnlySpan2D<double>(validation.Y), ref rest);
        }

        return bytes;
    }

    private static void PutMatrix<T>(ReadOnlySpan2D<T> matrix, ref Span<byte> rest)
        where T : unmanaged
    {
        for (int row = 0; row < matrix.Height; row++)
        {
            Put(matrix.GetRowSpan(row), ref rest);
        }
    }

    private static void Put<T>(scoped ReadOnlySpan<T> values, ref Span<byte> rest)
        where T : unmanaged
    {
        ReadOnlySpan<byte> bytes = MemoryMarshal.AsBytes(values);
        bytes.CopyTo(rest);
        rest = rest[bytes.Length..];
    }
}
