namespace NeuronPursuit;

/// <summary>
/// The median, or another quantile, of numbers that lie in shards, exactly: their bits in ascending order are found eight at a time, from how many
/// numbers go on with which.
/// </summary>
/// <param name="share">The share of the numbers that do not exceed it.</param>
internal sealed class OrderSearch(double share = 0.5)
{
    /// <summary>Rounds until all bits are known.</summary>
    public const int Rounds = 8;

    /// <summary>Counts of a round.</summary>
    public const int Counts = 256;

    private ulong _prefix;
    private long _rank = -1;

    /// <summary>The bits that are known; those of the round come next.</summary>
    public ulong Prefix => _prefix;

    /// <summary>The number found; after the last round.</summary>
    public double Value => _rank < 0 ? 0 : BitConverter.UInt64BitsToDouble((_prefix & Sign) != 0 ? _prefix & ~Sign : ~_prefix);

    private static ulong Sign => 1UL << 63;

    /// <summary>Counts a number in a round, if its bits begin as they should.</summary>
    public static void Count(double value, int round, ulong prefix, Span<double> counts)
    {
        ulong bits = BitConverter.DoubleToUInt64Bits(value);
        ulong key = (bits & Sign) != 0 ? ~bits : bits | Sign;
        int shift = 64 - 8 * (round + 1);
        if (!double.IsNaN(value) && (round == 0 || key >> (shift + 8) == prefix))
        {
            counts[(int)(key >> shift & 255)]++;
        }
    }

    /// <summary>Takes the counts of all shards for the next eight bits.</summary>
    public void Next(ReadOnlySpan<double> counts)
    {
        if (_rank < 0)
        {
            double total = 0;
            foreach (double count in counts)
            {
                total += count;
            }

            if (total == 0)
            {
                return;
            }

            // As for numbers in memory.
            _rank = Medians.RankOf((long)total, share);
        }

        int bin = 0;
        while (bin < Counts - 1 && counts[bin] < _rank)
        {
            _rank -= (long)counts[bin];
            bin++;
        }

        _prefix = _prefix << 8 | (uint)bin;
    }
}
