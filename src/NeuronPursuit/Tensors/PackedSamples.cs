using System.Runtime.CompilerServices;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Samples laid out <c>[block][feature][sample]</c>, so that vectors run over samples and a block stays in cache.</summary>
/// <remarks>
/// Holds the inputs and targets, packed once, and the layer outputs and sensitivities that passes write block by block.
/// Two of them can be used together when they share one <see cref="SamplePartition"/>.
/// </remarks>
internal sealed unsafe class PackedSamples<T>
    where T : unmanaged
{
    // One tile of the transposition: as many samples as fill a cache line of floats.
    private const int TileSamples = 16;

    private readonly AlignedBuffer<T> _buffer;
    private readonly bool _hasIntercept;

    // Features that a block has room for: one more than it shows where a constant may follow.
    private readonly int _room;

    /// <summary>Room for samples of the given number of features, in blocks of their own.</summary>
    public PackedSamples(int sampleCount, int featureCount, bool hasIntercept = false)
        : this(SamplePartition.Create<T>(sampleCount), featureCount, hasIntercept)
    {
    }

    /// <summary>Room for samples in the blocks of <paramref name="partition"/>.</summary>
    /// <param name="partition">The blocks.</param>
    /// <param name="featureCount">Features per sample, the intercept not counted.</param>
    /// <param name="hasIntercept">Whether a last feature follows that is 1 on samples and 0 on padding.</param>
    /// <param name="hidesIntercept">Whether that feature is there and not shown, until <see cref="WithConstant"/> shows it.</param>
    public PackedSamples(SamplePartition partition, int featureCount, bool hasIntercept = false, bool hidesIntercept = false)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(featureCount, 1);
        Partition = partition;
        _hasIntercept = hasIntercept || hidesIntercept;
        _room = FeatureCount = featureCount + (_hasIntercept ? 1 : 0);
        _buffer = new AlignedBuffer<T>((long)partition.BlockCount * _room * partition.Stride);
        if (_hasIntercept)
        {
            for (int block = 0; block < partition.BlockCount; block++)
            {
                Block(block).Feature(featureCount)[..partition.Count(block)].Fill(Simd.FromDouble<T>(1));
            }
        }

        (FeatureCount, _hasIntercept) = (featureCount + (hasIntercept ? 1 : 0), hasIntercept);
    }

    /// <summary>The same samples, in the same memory, with the constant that they hide.</summary>
    private PackedSamples(PackedSamples<T> source)
    {
        (Partition, _buffer, _room) = (source.Partition, source._buffer, source._room);
        (FeatureCount, _hasIntercept) = (_room, true);
    }

    public SamplePartition Partition { get; }

    public int SampleCount => Partition.SampleCount;

    public int BlockCount => Partition.BlockCount;

    /// <summary>Features per sample, with the intercept.</summary>
    public int FeatureCount { get; }

    private int SourceColumns => FeatureCount - (_hasIntercept ? 1 : 0);

    /// <summary>The block as a writable view; the caller keeps this object reachable while using it.</summary>
    public SampleBlock<T> Block(int block)
        => new(
            _buffer.Pointer + ((nint)block * _room * Partition.Stride),
            FeatureCount,
            Partition.Stride,
            Partition.PaddedLength(block),
            Partition.Count(block));

    /// <summary>These samples with a constant 1 as a further feature, in the same memory, where room was left for it.</summary>
    public PackedSamples<T> WithConstant() => _room == FeatureCount + 1
        ? new PackedSamples<T>(this)
        : throw new InvalidOperationException("These samples were packed without room for a constant.");

    /// <summary>Fills all samples, mapped column by column in double precision.</summary>
    /// <param name="rows">Samples x columns, float or double.</param>
    /// <param name="map">Makes the features, those of an intercept left out.</param>
    /// <param name="cancellationToken">Looked at before every block.</param>
    public void Pack<TSource>(ReadOnlySpan2D<TSource> rows, IColumnMap map, CancellationToken cancellationToken = default)
        where TSource : unmanaged
    {
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Height, SampleCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(rows.Width, map.SourceCount);
        ArgumentOutOfRangeException.ThrowIfNotEqual(map.Count, SourceColumns);
        nint pitch = rows.Height > 1
            ? Unsafe.ByteOffset(ref rows.DangerousGetReference(), ref rows.DangerousGetReferenceAt(1, 0)) / sizeof(TSource)
            : rows.Width;
        fixed (TSource* source = &rows.DangerousGetReference())
        {
            for (int b = 0; b < BlockCount; b++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                SampleBlock<T> block = Block(b);
                TSource* first = source + (Partition.Start(b) * pitch);
                for (int i = 0; i < block.SampleCount; i += TileSamples)
                {
                    int count = Math.Min(TileSamples, block.SampleCount - i);
                    Transpose(first + (i * pitch), pitch, map, count, block.Data + i, block.Stride);
                }
            }
        }

        GC.KeepAlive(this);
    }

    [SkipLocalsInit]
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Transpose<TSource>(
        TSource* source, nint pitch, IColumnMap map, int count, T* target, nint stride)
        where TSource : unmanaged
    {
        Span<double> tile = stackalloc double[TileSamples];
        tile = tile[..count];
        int columns = map.Count;
        for (int column = 0; column < columns; column++)
        {
            TSource* from = source + map.SourceOf(column);
            for (int i = 0; i < tile.Length; i++)
            {
                tile[i] = Simd.ToDouble(*from);
                from += pitch;
            }

            map.Apply(column, tile);
            T* to = target + (column * stride);
            for (int i = 0; i < tile.Length; i++)
            {
                to[i] = Simd.FromDouble<T>(tile[i]);
            }
        }
    }
}
