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
/// middle (<see cref="PairHashing"/>), which finds strong signals with a probability near one and weak ones by chance. Where
/// that, or the visit of all pairs, exceeds what is left of the bound on work, it is left out.</para>
/// </remarks>
internal static class ProductScreen
{
    /// <summary>The largest number of inputs for which all sets of four are visited.</summary>
    public const int ExactLimit = 200;

    private const int PerSize = 4;
    private const int MaxSize = 4;

    /// <summary>
    /// The best few sets, most significant first. Sizes are visited in ascending order, and larger ones only while no
    /// smaller set is significant by itself: sets of four cost as much as all others d times over.
    /// </summary>
    /// <param name="columns">One array per input.</param>
    /// <param name="target">The target, or a residual.</param>
    /// <param name="seed">The stream of the hashing.</param>
    /// <param name="stopBelow">The logarithm of the p-value that ends the visit of larger sets.</param>
    /// <param name="budget">The bound on work, which decides how large sets can be; what they cost at most is spent.</param>
    /// <param name="cancellationToken">Ends the visit.</param>
    public static IReadOnlyList<ScreenedSet> Run(
        double[][] columns,
        ReadOnlySpan<double> target,
        ulong seed,
        double stopBelow,
        WorkBudget budget,
        CancellationToken cancellationToken)
    {
        int largest = LargestSize(columns.Length, target.Length, budget.Left);
        budget.Spend(Operations(columns.Length, target.Length, largest));
        if (SignBits.Pack(columns, target) is not { } bits)
        {
            return [];
        }

        var found = new BestSets(bits, PerSize);
        bool exact = bits.Inputs.Length <= ExactLimit;
        for (int size = 1; size <= (exact ? MaxSize : Math.Min(largest, 2)); size++)
        {
            VisitSize(bits, size, found, cancellationToken);
            if (found.Sorted() is [{ LogPValue: var best }, ..] && best < stopBelow)
            {
                return found.Sorted();
            }
        }

        if (!exact && largest > 2)
        {
            new PairHashing(bits, found).Run(seed, cancellationToken);
        }

        return found.Sorted();
    }

    /// <summary>What a run costs at most, in multiply-adds that take as long.</summary>
    /// <param name="inputs">Columns.</param>
    /// <param name="samples">Rows.</param>
    /// <param name="largest">The largest sets: 4, 2 or 1.</param>
    public static double Operations(int inputs, int samples, int largest)
    {
        // Rows of large residuals count twice, hence up to two words for 64 samples.
        double words = 1 + samples / 32.0;
        double pairs = inputs * (inputs - 1.0) / 2;
        return largest switch
        {
            1 => words * inputs,
            2 => words * pairs,
            _ when inputs <= ExactLimit => words * pairs * (1 + (inputs - 2.0) / 3 * (1 + (inputs - 3.0) / 4)),
            _ => PairHashing.Operations(inputs, samples, pairs, words),
        };
    }

    /// <summary>
    /// A bound on a set's corrected p-value that holds for any distribution of inputs and target: where both lean to one
    /// side, signs agree without a signal, and a few rows agree by chance (<see cref="ExchangeableTail"/>).
    /// </summary>
    /// <param name="columns">One array per input.</param>
    /// <param name="target">The target that was screened.</param>
    /// <param name="set">What the screen found.</param>
    public static double LogBound(double[][] columns, double[] target, ScreenedSet set)
    {
        int[] scores = SignBits.Scores(target);
        bool[] positive = new bool[target.Length];
        foreach (int input in set.Inputs)
        {
            double mean = columns[input].Average();
            for (int row = 0; row < positive.Length; row++)
            {
                positive[row] ^= columns[input][row] > mean;
            }
        }

        int size = positive.Count(sign => sign);
        int sum = scores.Where((_, row) => positive[row]).Sum();
        int side = sum * (double)scores.Length >= (double)size * scores.Sum() ? 1 : -1;
        (double, int)[] counts = [.. scores.GroupBy(score => score).OrderBy(group => group.Key).Select(group => ((double)side * group.Key, group.Count()))];
        double logSets = set.LogPValue - NormalTail.LogTwoSided(set.Statistic);
        return ExchangeableTail.LogAtLeast(counts, size, side * sum) + PortableMath.Log(2) + logSets;
    }

    /// <summary>The largest sets whose visit stays within the given operations; up to <see cref="ExactLimit"/> inputs always 4.</summary>
    internal static int LargestSize(int inputs, int samples, double operations) =>
        inputs <= ExactLimit || Operations(inputs, samples, MaxSize) <= operations ? MaxSize
        : Operations(inputs, samples, 2) <= operations ? 2
        : 1;

    /// <summary>The largest statistic of each size from 1 to <paramref name="maxSize"/>.</summary>
    public static double[] LargestStatistics(SignBits bits, int maxSize, CancellationToken cancellationToken)
    {
        var found = new BestSets(bits, 1);
        double[] largest = new double[maxSize];
        for (int size = 1; size <= maxSize; size++)
        {
            VisitSize(bits, size, found, cancellationToken);
            largest[size - 1] = found.Best(size);
        }

        return largest;
    }

    private static void VisitSize(SignBits bits, int size, BestSets found, CancellationToken cancellationToken) =>
        Visit(bits, bits.Target, 0, [], size, new ulong[MaxSize * bits.Words], found, cancellationToken);

    /// <summary>Ascending sets of one size: <paramref name="partial"/> is the target combined with those chosen so far.</summary>
    private static void Visit(
        SignBits bits,
        ReadOnlySpan<ulong> partial,
        int start,
        ReadOnlySpan<int> chosen,
        int size,
        Span<ulong> scratch,
        BestSets found,
        CancellationToken cancellationToken)
    {
        if (chosen.Length < 2)
        {
            cancellationToken.ThrowIfCancellationRequested();
        }

        if (chosen.Length + 1 == size)
        {
            for (int k = bits.FirstAbove(partial, start, found.Bar(size)); k >= 0; k = bits.FirstAbove(partial, k + 1, found.Bar(size)))
            {
                found.Add([.. chosen, k], bits.Statistic(partial, k));
            }

            return;
        }

        Span<int> next = stackalloc int[chosen.Length + 1];
        chosen.CopyTo(next);
        for (int k = start; k + 1 < bits.Inputs.Length; k++)
        {
            Span<ulong> combined = scratch[..bits.Words];
            bits.Combine(partial, k, combined);
            next[^1] = k;
            Visit(bits, combined, k + 1, next, size, scratch[bits.Words..], found, cancellationToken);
        }
    }
}
