namespace NeuronPursuit;

/// <summary>
/// Groups as wholes, the heaviest first, each to the fold that has the least of what it brings: so the sum of squares of the folds'
/// shares grows least, of their share in all rows and of their mean share in the classes.
/// </summary>
/// <param name="groups">The group of every row of X, by a number.</param>
/// <param name="count">How many folds.</param>
internal sealed class GroupFolds(int[] groups, int count) : Folds(count)
{
    internal override FoldRows[] Deal(FoldTable table)
    {
        RequireRows(table, groups.Length, nameof(groups), "group");
        int rows = table.Rows.Length;
        int[][] members =
        [
            .. Enumerable.Range(0, rows).GroupBy(place => groups[table.Rows[place]]).Select(group => group.ToArray()),
        ];
        if (Count > members.Length)
        {
            throw Refused(
                $"groups holds {members.Length} different groups in {rows} rows, but there are {Count} folds. Use fewer folds: a group is in one of them as a whole.", nameof(groups));
        }

        int[] classes = table.Classes ?? new int[rows];
        int classCount = classes.Max() + 1;
        int[] sizes = Counts([.. Enumerable.Range(0, rows)]);
        double[] scales = [.. sizes.Select(size => 1.0 / size / size / classCount)];
        var loads = new (int Rows, int[] OfClass)[Count];
        Array.Fill(loads, (0, new int[classCount]));
        int[] folds = new int[rows];
        foreach (int group in HoldOut.Shuffled(members.Length, table.Seed).OrderByDescending(group => OwnSquare(members[group])))
        {
            int[] own = members[group];
            int best = Enumerable.Range(0, Count).MinBy(fold => Common(own, loads[fold]));
            Array.ForEach(own, place => folds[place] = best);
            loads[best] = (loads[best].Rows + own.Length, [.. loads[best].OfClass.Zip(Counts(own), (a, b) => a + b)]);
        }

        return FoldRows.OfAll(folds, Count);

        int[] Counts(int[] own)
        {
            int[] counts = new int[classCount];
            Array.ForEach(own, place => counts[classes[place]]++);
            return counts;
        }

        double OwnSquare(int[] own) => Common(own, (own.Length, Counts(own)));

        // The product of shares that a group and a fold have: half of what the square of their sum has beside their own squares.
        double Common(int[] own, (int Rows, int[] OfClass) load) =>
            (double)own.Length / rows * load.Rows / rows + own.Sum(place => load.OfClass[classes[place]] * scales[classes[place]]);
    }
}
