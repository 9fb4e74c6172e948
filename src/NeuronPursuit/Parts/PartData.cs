using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>The samples that the parts of a fit have in common.</summary>
internal abstract class PartData
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

    public static PartData Read(ReadOnlySpan<byte> bytes)
    {
        var reader = new ShardReader(bytes);
        int size = reader.Read<int>();
        ShardReader.Require(size is sizeof(float) or sizeof(double));
        return size == sizeof(float) ? PartData<float>.Read(ref reader) : PartData<double>.Read(ref reader);
    }

    /// <summary>Runs a whole fit.</summary>
    public abstract NeuronPursuitModel Fit(PursuitPart part, int threads, CancellationToken cancellationToken);

    /// <summary>Runs one member of a bag.</summary>
    public abstract ValidatedResult RunMember(PursuitPart part, BagJob member, int threads, CancellationToken cancellationToken);

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

/// <inheritdoc cref="PartData"/>
internal sealed class PartData<T>(T[,] X, T[,] Y, ValidationSet? validation) : PartData
    where T : unmanaged
{
    private readonly Lock _lock = new();
    private (ulong Name, int Threads, FitSession Session)? _bag;

    public static PartData<T> Read(ref ShardReader reader)
    {
        (int rows, int inputs, int outputs, int validationRows) =
            (reader.Read<int>(), reader.Read<int>(), reader.Read<int>(), reader.Read<int>());
        T[,] X = reader.ReadMatrix<T>(rows, inputs);
        T[,] Y = reader.ReadMatrix<T>(rows, outputs);
        return new PartData<T>(X, Y, validationRows == 0
            ? null
            : new ValidationSet(reader.ReadMatrix<double>(validationRows, inputs), reader.ReadMatrix<double>(validationRows, outputs)));
    }

    public override NeuronPursuitModel Fit(PursuitPart part, int threads, CancellationToken cancellationToken)
    {
        T[,] inputs = part.Rows.Length == 0 ? X : MatrixParts.Rows<T>(X, part.Rows);
        T[,] targets = part.Outputs.Length == 0 ? Y : MatrixParts.Columns<T>(Y, part.Outputs);
        targets = part.Rows.Length == 0 ? targets : MatrixParts.Rows<T>(targets, part.Rows);
        return new NeuronPursuitEstimator(part.Options, Run(threads)).FitSamples<T>(
            inputs, targets, SampleReader.TargetName(targets.GetLength(1)), part.Weights, null, cancellationToken);
    }

    public override ValidatedResult RunMember(PursuitPart part, BagJob member, int threads, CancellationToken cancellationToken) =>
        Bag(part, threads, cancellationToken).RunMember(member, cancellationToken);

    /// <summary>The packed data of a bag, which its members share; made anew for another number of threads.</summary>
    public FitSession Bag(PursuitPart part, int threads, CancellationToken cancellationToken)
    {
        lock (_lock)
        {
            if (_bag is { } kept && (kept.Name, kept.Threads) == (part.Common, threads))
            {
                return kept.Session;
            }

            var session = FitSession.Prepare<T>(part.Options, Run(threads), X, Y, part.Weights, null, 1, cancellationToken);
            _bag = (part.Common, threads, session);
            return session;
        }
    }

    private RunSettings Run(int threads) => RunSettings.Default with { Threads = threads, Validation = validation };
}
