using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Text;
using CommunityToolkit.HighPerformance;

namespace NeuronPursuit;

/// <summary>Reads what <see cref="ShardWriter"/> wrote; bytes that it did not write end in an exception, never beyond their end.</summary>
internal ref struct ShardReader(ReadOnlySpan<byte> bytes)
{
    private ReadOnlySpan<byte> _rest = bytes;

    public readonly ReadOnlySpan<byte> Rest => _rest;

    public T Read<T>()
        where T : unmanaged => MemoryMarshal.Read<T>(Take((ulong)Unsafe.SizeOf<T>()));

    public bool ReadFlag() => Read<byte>() != 0;

    public void ReadAll(Span<double> values) => Take((ulong)values.Length * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(values));

    public T[,] ReadMatrix<T>(int rows, int columns)
        where T : unmanaged
    {
        Require(rows >= 0 && columns >= 0 && (ulong)rows * (ulong)columns <= (ulong)_rest.Length);
        ReadOnlySpan<byte> values = Take((ulong)rows * (ulong)columns * (ulong)Unsafe.SizeOf<T>());
        T[,] matrix = new T[rows, columns];
        values.CopyTo(MemoryMarshal.AsBytes(matrix.AsSpan()));
        return matrix;
    }

    public double[] ReadAll(int count)
    {
        Require(count >= 0 && (ulong)count * sizeof(double) <= (ulong)_rest.Length);
        double[] values = new double[count];
        ReadAll(values);
        return values;
    }

    public ReadOnlySpan<byte> ReadBytes() => Take((ulong)(uint)ReadCount());

    public int[] ReadIntegers()
    {
        int[] values = new int[ReadCount(sizeof(int))];
        Take((ulong)values.Length * sizeof(int)).CopyTo(MemoryMarshal.AsBytes(values.AsSpan()));
        return values;
    }

    public double[] ReadArray() => ReadAll(ReadCount(sizeof(double)));

    public ValueRange[] ReadRanges()
    {
        var ranges = new ValueRange[ReadCount(2 * sizeof(double))];
        Take((ulong)ranges.Length * 2 * sizeof(double)).CopyTo(MemoryMarshal.AsBytes(ranges.AsSpan()));
        return ranges;
    }

    public string ReadText() => Encoding.UTF8.GetString(ReadBytes());

    public HomogeneousActivation ReadActivation()
    {
        (double positive, double negative, int power) = (Read<double>(), Read<double>(), Read<int>());
        Require(power is >= 1 and <= HomogeneousActivation.MaxPower && double.IsFinite(positive) && double.IsFinite(negative));
        return HomogeneousActivation.FromCoefficients(positive, negative, power);
    }

    public NetworkShape ReadShape()
    {
        HomogeneousActivation activation = ReadActivation();
        int[] widths = ReadIntegers();
        Require(widths.Length is >= 3 and <= PursuitOptions.MaxDepth + 1 && Array.TrueForAll(widths, width => width > 0));
        double weights = 0;
        for (int layer = 1; layer < widths.Length; layer++)
        {
            weights += (double)widths[layer - 1] * widths[layer];
        }

        // The weights themselves follow.
        Require(weights * sizeof(double) <= _rest.Length);
        return new NetworkShape(widths, activation);
    }

    public Network ReadNetwork()
    {
        NetworkShape shape = ReadShape();
        return new Network(shape, ReadAll(shape.ParameterCount));
    }

    /// <summary>A network that takes the inputs of some data and gives their outputs.</summary>
    public Network ReadNetwork(IPursuitData data)
    {
        Network network = ReadNetwork();
        RequireFit(network.Shape, data);
        return network;
    }

    /// <summary>The rest as numbers.</summary>
    public double[] ReadToEnd()
    {
        Require(_rest.Length % sizeof(double) == 0);
        return ReadAll(_rest.Length / sizeof(double));
    }

    public static void RequireFit(NetworkShape shape, IPursuitData data) =>
        Require(shape.InputCount == data.InputCount && shape.OutputCount == data.OutputCount);

    public static void Require(bool condition)
    {
        if (!condition)
        {
            throw new InvalidDataException("The bytes are no step or part of a fit, or of another version of the library. Run the same version everywhere.");
        }
    }

    private int ReadCount(int size = 1)
    {
        int count = Read<int>();
        Require(count >= 0 && (ulong)count * (ulong)size <= (ulong)_rest.Length);
        return count;
    }

    private ReadOnlySpan<byte> Take(ulong count)
    {
        Require(count <= (ulong)_rest.Length);
        ReadOnlySpan<byte> taken = _rest[..(int)count];
        _rest = _rest[(int)count..];
        return taken;
    }
}
