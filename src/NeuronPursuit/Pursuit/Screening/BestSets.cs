namespace NeuronPursuit;

/// <summary>The best few sets of each size that a screen has met so far.</summary>
internal sealed class BestSets(SignBits bits, int perSize)
{
    private const int MaxSize = 4;

    private readonly List<(int[] Columns, double Statistic)>[] _sets = [.. Enumerable.Range(0, MaxSize + 1).Select(_ => new List<(int[], double)>())];

    /// <summary>What a set of the given size must exceed to be kept.</summary>
    public double Bar(int size) => _sets[size].Count < perSize ? 0 : _sets[size][^1].Statistic;

    /// <summary>Keeps a set of columns if it is among the best of its size and not here already.</summary>
    public void Add(int[] columns, double statistic)
    {
        List<(int[] Columns, double Statistic)> sets = _sets[columns.Length];
        if (sets.Exists(known => known.Columns.AsSpan().SequenceEqual(columns)))
        {
            return;
        }

        int place = sets.Count;
        while (place > 0 && sets[place - 1].Statistic < statistic)
        {
            place--;
        }

        sets.Insert(place, (columns, statistic));
        if (sets.Count > perSize)
        {
            sets.RemoveAt(perSize);
        }
    }

    /// <summary>All sets with their corrected p-values, most significant first.</summary>
    public IReadOnlyList<ScreenedSet> Sorted()
    {
        var sorted = new List<ScreenedSet>();
        double logCount = 0;
        for (int size = 1; size <= MaxSize; size++)
        {
            logCount += PortableMath.Log(Math.Max(1, bits.Inputs.Length - size + 1)) - PortableMath.Log(size);
            foreach ((int[] columns, double statistic) in _sets[size])
            {
                int[] inputs = [.. columns.Select(k => bits.Inputs[k])];
                sorted.Add(new ScreenedSet(inputs, statistic, NormalTail.LogTwoSided(statistic) + logCount));
            }
        }

        return [.. sorted.OrderBy(set => set.LogPValue)];
    }

    /// <summary>The largest statistic of a size; 0 when there is none.</summary>
    public double Best(int size) => _sets[size].Count == 0 ? 0 : _sets[size][0].Statistic;
}
