using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>
/// Sets of three and four inputs for a product screen with many inputs, met in the middle: a single or a pair T1 and a
/// pair T2 belong together when T1 agrees with T2 times the target on all of a few random rows, or on none.
/// </summary>
/// <remarks>
/// A table draws b = log2(d^2 / 2) rows, so about one pair falls on each key. A set whose product equals the target's
/// sign on a part q of the rows is met in a table with probability q^b (+ (1 - q)^b); all that meet are verified on
/// all rows. Memory is about 12 bytes a pair, which the bound on the work of a fit keeps below 130 MB.
/// </remarks>
internal sealed class PairHashing
{
    private const int Tables = 24;

    // Once a set is this significant, further tables would only confirm it.
    private const double Certain = 12;

    private readonly SignBits _bits;
    private readonly BestSets _found;
    private readonly int _count;
    private readonly int _keyBits;
    private readonly int[] _keys;
    private readonly int[] _heads;
    private readonly int[] _next;
    private readonly (ushort First, ushort Second)[] _pairs;
    private readonly ulong[] _one;
    private readonly ulong[] _two;
    private int _targetKey;

    public PairHashing(SignBits bits, BestSets found)
    {
        (_bits, _found, _count) = (bits, found, bits.Inputs.Length);
        _keyBits = KeyBits(_count);
        _keys = new int[_count];
        _heads = new int[1 << _keyBits];
        _next = new int[(long)_count * (_count - 1) / 2];
        _pairs = new (ushort, ushort)[_next.Length];
        _one = new ulong[bits.Words];
        _two = new ulong[bits.Words];
    }

    /// <summary>
    /// What all tables cost, in multiply-adds that take as long: a look into memory for every pair (measured), and one for
    /// every pair that it meets. On few rows many pairs have the same key.
    /// </summary>
    public static double Operations(int inputs, int samples, double pairs, double words)
    {
        double meetings = PortableMath.Pow(2, Math.Max(0, KeyBits(inputs) - samples / 2.0)) - 1;
        return Tables * pairs * (400 + words + 40 * meetings);
    }

    public void Run(ulong seed, CancellationToken cancellationToken)
    {
        for (int table = 0; table < Tables && _found.Best(3) < Certain && _found.Best(4) < Certain; table++)
        {
            DrawKeys(RandomStream.Derive(seed, (ulong)table));
            FillTable();
            for (int first = 0; first < _count; first++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                MeetAll(first);
            }
        }
    }

    private static int KeyBits(int inputs) => Math.Clamp((int)Math.Round(PortableMath.Log2((double)inputs * inputs / 2)), 8, 26);

    /// <summary>The bits of all columns and of the target on a few random rows.</summary>
    private void DrawKeys(ulong seed)
    {
        var random = new RandomStream(seed);
        Array.Clear(_keys);
        _targetKey = 0;
        for (int bit = 0; bit < _keyBits; bit++)
        {
            int row = (int)(random.NextDouble() * _bits.Rows);
            _targetKey |= (int)((_bits.Target[row >> 6] >> (row & 63)) & 1) << bit;
            for (int k = 0; k < _count; k++)
            {
                _keys[k] |= (int)((_bits.Column(k)[row >> 6] >> (row & 63)) & 1) << bit;
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void FillTable()
    {
        Array.Fill(_heads, -1);
        int pair = 0;
        for (int i = 0; i < _count; i++)
        {
            for (int j = i + 1; j < _count; j++, pair++)
            {
                int key = _keys[i] ^ _keys[j];
                _pairs[pair] = ((ushort)i, (ushort)j);
                _next[pair] = _heads[key];
                _heads[key] = pair;
            }
        }
    }

    /// <summary>All sets whose smallest member is <paramref name="first"/>, each from several sides.</summary>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void MeetAll(int first)
    {
        int complement = (1 << _keyBits) - 1;
        _bits.Combine(_bits.Target, first, _one);
        for (int second = first; second < _count; second++)
        {
            // second == first stands for the single: sets of three.
            int key = _keys[first] ^ _targetKey ^ (second == first ? 0 : _keys[second]);
            for (int side = 0; side < 2; side++, key ^= complement)
            {
                for (int pair = _heads[key]; pair >= 0; pair = _next[pair])
                {
                    (int third, int fourth) = _pairs[pair];
                    if (third > first && third != second && fourth != second)
                    {
                        Verify(first, second, third, fourth);
                    }
                }
            }
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private void Verify(int first, int second, int third, int fourth)
    {
        int size = second == first ? 3 : 4;
        ReadOnlySpan<ulong> source = _one;
        if (size == 4)
        {
            _bits.Combine(_one, second, _two);
            source = _two;
        }

        ReadOnlySpan<ulong> a = _bits.Column(third);
        ReadOnlySpan<ulong> b = _bits.Column(fourth);
        int disagreements = 0;
        for (int w = 0; w < a.Length; w++)
        {
            disagreements += BitOperations.PopCount(source[w] ^ a[w] ^ b[w]);
        }

        double statistic = Math.Abs(_bits.Rows - 2 * disagreements) / _bits.Deviation;
        if (statistic > _found.Bar(size))
        {
            int[] set = size == 3 ? [first, third, fourth] : [first, second, third, fourth];
            Array.Sort(set);
            _found.Add(set, statistic);
        }
    }
}
