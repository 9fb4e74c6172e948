using System.Numerics;

namespace NeuronPursuit;

/// <summary>
/// Sets of three and four inputs for a product screen with many inputs, met in the middle: a single or a pair T1 and a
/// pair T2 belong together when T1 agrees with T2 times the target on all of a few random rows, or on none.
/// </summary>
/// <remarks>
/// A table draws b = log2(d^2 / 2) rows, so about one pair falls on each key. A set whose product equals the target's
/// sign on a part q of the rows is met in a table with probability q^b (+ (1 - q)^b); all that meet are verified on
/// all rows.
/// </remarks>
internal static class PairHashing
{
    private const int Tables = 24;

    // Once a set is this significant, further tables would only confirm it.
    private const double Certain = 12;

    public static void Run(SignBits bits, BestSets found, ulong seed, CancellationToken cancellationToken)
    {
        int count = bits.Inputs.Length;
        int keyBits = Math.Clamp((int)Math.Round(Math.Log2((double)count * count / 2)), 8, 26);
        int[] heads = new int[1 << keyBits];
        int[] next = new int[count * (count - 1) / 2];
        int[] keys = new int[count];
        int[] firsts = new int[next.Length];
        int[] seconds = new int[next.Length];
        ulong[] combined = new ulong[bits.Words];
        ulong[] withThird = new ulong[bits.Words];
        for (int table = 0; table < Tables && found.Best(3) < Certain && found.Best(4) < Certain; table++)
        {
            int targetKey = DrawKeys(bits, keys, keyBits, RandomStream.Derive(seed, (ulong)table));
            Array.Fill(heads, -1);
            int pairs = 0;
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                for (int j = i + 1; j < count; j++, pairs++)
                {
                    int key = keys[i] ^ keys[j];
                    (firsts[pairs], seconds[pairs]) = (i, j);
                    next[pairs] = heads[key];
                    heads[key] = pairs;
                }
            }

            int complement = (1 << keyBits) - 1;
            for (int i = 0; i < count; i++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                Span<ulong> one = combined;
                bits.Combine(bits.Target, i, one);
                Meet(keys[i] ^ targetKey, one, i, -1);
                for (int j = i + 1; j < count; j++)
                {
                    Meet(keys[i] ^ keys[j] ^ targetKey, one, i, j);
                }
            }

            void Meet(int key, ReadOnlySpan<ulong> partial, int first, int second)
            {
                for (int side = 0; side < 2; side++, key ^= complement)
                {
                    for (int pair = heads[key]; pair >= 0; pair = next[pair])
                    {
                        // Every set is met from several sides; the one that has its smallest member here is enough.
                        if (firsts[pair] > first && firsts[pair] != second && seconds[pair] != second)
                        {
                            Verify(partial, first, second, pair);
                        }
                    }
                }
            }

            void Verify(ReadOnlySpan<ulong> partial, int first, int second, int pair)
            {
                int size = second < 0 ? 3 : 4;
                ReadOnlySpan<ulong> source = partial;
                if (second >= 0)
                {
                    bits.Combine(source, second, withThird);
                    source = withThird;
                }

                int disagreements = 0;
                ReadOnlySpan<ulong> a = bits.Column(firsts[pair]);
                ReadOnlySpan<ulong> b = bits.Column(seconds[pair]);
                for (int w = 0; w < a.Length; w++)
                {
                    disagreements += BitOperations.PopCount(source[w] ^ a[w] ^ b[w]);
                }

                double statistic = Math.Abs(bits.Rows - 2 * disagreements) / bits.Deviation;
                if (statistic > found.Bar(size))
                {
                    int[] set = second < 0 ? [first, firsts[pair], seconds[pair]] : [first, second, firsts[pair], seconds[pair]];
                    Array.Sort(set);
                    found.Add(set, statistic);
                }
            }
        }
    }

    /// <summary>The bits of all columns on a few random rows; returns those of the target.</summary>
    private static int DrawKeys(SignBits bits, int[] keys, int keyBits, ulong seed)
    {
        var random = new RandomStream(seed);
        Array.Clear(keys);
        int targetKey = 0;
        for (int bit = 0; bit < keyBits; bit++)
        {
            int row = (int)(random.NextDouble() * bits.Rows);
            targetKey |= (int)((bits.Target[row >> 6] >> (row & 63)) & 1) << bit;
            for (int k = 0; k < keys.Length; k++)
            {
                keys[k] |= (int)((bits.Column(k)[row >> 6] >> (row & 63)) & 1) << bit;
            }
        }

        return targetKey;
    }
}
