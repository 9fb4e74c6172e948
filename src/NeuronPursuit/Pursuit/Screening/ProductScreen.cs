namespace NeuronPursuit;

/// <summary>A set of inputs whose sign product agrees with the target more, or less, often than chance.</summary>
/// <param name="Inputs">The inputs, ascending.</param>
/// <param name="Statistic">The lean in standard deviations.</param>
/// <param name="LogPValue">The logarithm of its two-sided p-value times the number of sets of that size (Bonferroni).</param>
internal sealed record ScreenedSet(int[] Inputs, double Statistic, double LogPValue);

/// <summary>
/// Which sets of up to four inputs carry a sign-product signal about the column means: the sign of the target agrees
/// with the product of the signs of the inputs. One XOR and one count of bits per set and 64 rows.
/// </summary>
/// <remarks>
/// <para>It presupposes such a signal: a function of the magnitudes alone, or a product of five inputs, leaves no
/// trace here. No set can be found through its parts, since a product of four signs is independent of every proper
/// subset; hence all sets are tried.</para>
/// <para>Up to <see cref="ExactLimit"/> inputs every set is visited. Beyond, sets of three and four are met in the
/// middle (<see cref="PairHashing"/>), which finds strong signals with a probability near one and weak ones by chance.</para>
/// </remarks>
internal static class ProductScreen
{
    /// <summary>The largest number of inputs for which all sets of four are visited.</summary>
    public const int ExactLimit = 200;

    private const int PerSize = 4;

    /// <summary>The best few sets of every size, most significant first.</summary>
    public static IReadOnlyList<ScreenedSet> Run(
        double[][] columns, ReadOnlySpan<double> target, ulong seed, CancellationToken cancellationToken, int maxSize = 4)
    {
        if (SignBits.Pack(columns, target) is not { } bits)
        {
            return [];
        }

        var found = new BestSets(bits, PerSize);
        int exact = bits.Inputs.Length <= ExactLimit ? maxSize : Math.Min(2, maxSize);
        Span<ulong> scratch = new ulong[4 * bits.Words];
        Visit(bits, bits.Target, 0, [], exact, scratch, found, cancellationToken);
        if (exact < maxSize)
        {
            PairHashing.Run(bits, found, seed, cancellationToken);
        }

        return found.Sorted();
    }

    /// <summary>Nested loops over ascending sets: <paramref name="partial"/> is the target combined with those chosen so far.</summary>
    private static void Visit(
        SignBits bits,
        ReadOnlySpan<ulong> partial,
        int start,
        ReadOnlySpan<int> chosen,
        int maxSize,
        Span<ulong> scratch,
        BestSets found,
        CancellationToken cancellationToken)
    {
        if (chosen.Length < 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        int size = chosen.Length + 1;
        for (int k = bits.FirstAbove(partial, start, found.Bar(size)); k >= 0; k = bits.FirstAbove(partial, k + 1, found.Bar(size)))
        {
            double statistic = bits.Statistic(partial, k);
            if (statistic > found.Bar(size))
            {
                found.Add([.. chosen, k], statistic);
            }
        }

        if (size >= maxSize)
        {
            return;
        }

        Span<int> next = stackalloc int[size];
        chosen.CopyTo(next);
        for (int k = start; k + 1 < bits.Inputs.Length; k++)
        {
            Span<ulong> combined = scratch[..bits.Words];
            bits.Combine(partial, k, combined);
            next[^1] = k;
            Visit(bits, combined, k + 1, next, maxSize, scratch[bits.Words..], found, cancellationToken);
        }
    }
}
