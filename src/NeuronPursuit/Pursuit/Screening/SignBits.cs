using System.Numerics;
using System.Runtime.CompilerServices;

namespace NeuronPursuit;

/// <summary>
/// The signs of inputs about their means, and of a target, as bits: one run of words per input, over the rows on
/// which the target is not small. Rows on which it is large are there twice.
/// </summary>
internal sealed class SignBits
{
    private const double SmallTarget = 0.3;
    private const double LargeTarget = 1.2;

    private readonly ulong[] _bits;

    private SignBits(int[] inputs, int words, int rows, double deviation)
    {
        (Inputs, Words, Rows, Deviation) = (inputs, words, rows, deviation);
        _bits = new ulong[inputs.Length * words];
        Target = new ulong[words];
    }

    /// <summary>Which inputs are here: those that are not constant, ascending.</summary>
    public int[] Inputs { get; }

    /// <summary>Words a column.</summary>
    public int Words { get; }

    /// <summary>Rows, the doubled ones twice.</summary>
    public int Rows { get; }

    /// <summary>The standard deviation of agreements minus disagreements under independence.</summary>
    public double Deviation { get; }

    public ulong[] Target { get; }

    /// <summary>Packs signs; null when no row says anything.</summary>
    /// <param name="columns">One array per input.</param>
    /// <param name="target">The target, or a residual.</param>
    public static SignBits? Pack(double[][] columns, ReadOnlySpan<double> target)
    {
        (double mean, double scale) = Moments(target);
        var rows = new List<int>(2 * target.Length);
        for (int pass = 0; pass < 2; pass++)
        {
            for (int i = 0; i < target.Length; i++)
            {
                if (Math.Abs(target[i] - mean) > (pass == 0 ? SmallTarget : LargeTarget) * scale)
                {
                    rows.Add(i);
                }
            }
        }

        if (rows.Count == 0 || !(scale > 0))
        {
            return null;
        }

        int once = rows.Distinct().Count();
        int[] inputs = [.. Enumerable.Range(0, columns.Length).Where(j => !IsConstant(columns[j]))];
        var bits = new SignBits(inputs, (rows.Count + 63) / 64, rows.Count, Math.Sqrt(once + 3.0 * (rows.Count - once)));
        Fill(bits.Target, rows, target, mean);
        for (int k = 0; k < inputs.Length; k++)
        {
            double[] column = columns[inputs[k]];
            Fill(bits.Column(k), rows, column, column.Average());
        }

        return bits;
    }

    /// <summary>How often each row of a target counts here, with its sign: 0, 1 or 2 times.</summary>
    /// <param name="target">The target, or a residual.</param>
    public static int[] Scores(double[] target)
    {
        (double mean, double scale) = Moments(target);
        return [.. target.Select(value => Math.Sign(value - mean) * (
            Math.Abs(value - mean) > LargeTarget * scale ? 2 : Math.Abs(value - mean) > SmallTarget * scale ? 1 : 0))];
    }

    /// <summary>The bits of the k-th of <see cref="Inputs"/>.</summary>
    public Span<ulong> Column(int k) => _bits.AsSpan(k * Words, Words);

    /// <summary>
    /// The first column from <paramref name="start"/> on that, combined with <paramref name="partial"/>, leans beyond
    /// <paramref name="bar"/>; -1 when none does.
    /// </summary>
    /// <remarks>The innermost loop of the screen, run in a fit of a fraction of a second: it cannot wait to be optimised.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public int FirstAbove(ReadOnlySpan<ulong> partial, int start, double bar)
    {
        int words = Words;
        int limit = (int)Math.Floor(bar * Deviation);
        ReadOnlySpan<ulong> bits = _bits;
        for (int k = start; k < Inputs.Length; k++)
        {
            ReadOnlySpan<ulong> column = bits.Slice(k * words, words);
            int disagreements = 0;
            for (int w = 0; w < column.Length; w++)
            {
                disagreements += BitOperations.PopCount(partial[w] ^ column[w]);
            }

            if (Math.Abs(Rows - 2 * disagreements) > limit)
            {
                return k;
            }
        }

        return -1;
    }

    /// <summary>How far the product of signs and target leans to one side, in standard deviations.</summary>
    /// <param name="partial">The target's bits combined with those of all columns but the last.</param>
    /// <param name="last">The last column.</param>
    public double Statistic(ReadOnlySpan<ulong> partial, int last)
    {
        ReadOnlySpan<ulong> column = _bits.AsSpan(last * Words, Words);
        int disagreements = 0;
        for (int w = 0; w < column.Length; w++)
        {
            disagreements += BitOperations.PopCount(partial[w] ^ column[w]);
        }

        return Math.Abs(Rows - 2 * disagreements) / Deviation;
    }

    /// <summary>Writes <c>source ^ column</c>.</summary>
    public void Combine(ReadOnlySpan<ulong> source, int column, Span<ulong> target)
    {
        ReadOnlySpan<ulong> bits = Column(column);
        for (int w = 0; w < bits.Length; w++)
        {
            target[w] = source[w] ^ bits[w];
        }
    }

    private static (double Mean, double Scale) Moments(ReadOnlySpan<double> target)
    {
        double mean = 0;
        double squares = 0;
        foreach (double value in target)
        {
            mean += value / target.Length;
        }

        foreach (double value in target)
        {
            squares += (value - mean) * (value - mean) / target.Length;
        }

        return (mean, Math.Sqrt(squares));
    }

    private static void Fill(Span<ulong> bits, List<int> rows, ReadOnlySpan<double> values, double threshold)
    {
        for (int row = 0; row < rows.Count; row++)
        {
            if (values[rows[row]] > threshold)
            {
                bits[row >> 6] |= 1UL << (row & 63);
            }
        }
    }

    private static bool IsConstant(double[] column) => Array.TrueForAll(column, value => value == column[0]);
}
