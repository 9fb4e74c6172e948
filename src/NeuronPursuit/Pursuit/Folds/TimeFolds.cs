namespace NeuronPursuit;

/// <summary>Forward chaining: blocks in order of time, each judged by a fit of all blocks before it.</summary>
/// <param name="times">The time of every row of X, by its rank; null where the rows are in order.</param>
/// <param name="count">How many folds: one less than blocks.</param>
internal sealed class TimeFolds(int[]? times, int count) : Folds(count)
{
    internal override FoldRows[] Deal(FoldTable table)
    {
        RequireRows(table, times?.Length ?? table.RowsOfX, nameof(times), "time");
        int[] order = [.. Enumerable.Range(0, table.Rows.Length).OrderBy(TimeOf)];
        int[] ends = [.. Cuts(order), order.Length];
        return
        [
            .. Enumerable.Range(0, Count).Select(fold => new FoldRows(
                [.. order[..ends[fold]].Order()], [.. order[ends[fold]..ends[fold + 1]].Order()])),
        ];

        int TimeOf(int place) => times?[table.Rows[place]] ?? place;

        // Where blocks end: each as near to its part of the rows as it goes without parting rows of one time.
        int[] Cuts(int[] order)
        {
            int[] allowed = [.. Enumerable.Range(1, Math.Max(0, order.Length - 1)).Where(i => TimeOf(order[i - 1]) != TimeOf(order[i]))];
            if (allowed.Length < Count)
            {
                throw Refused(
                    times is null
                        ? $"There are {order.Length} rows, but {Count} folds in order of time take {Count + 1} blocks. Use fewer folds."
                        : $"times holds {Math.Min(order.Length, allowed.Length + 1)} different times in {order.Length} rows, but {Count} folds in order of time take {Count + 1} blocks. Use fewer folds: rows of one time are in one block.",
                    times is null ? "folds" : nameof(times));
            }

            int[] cuts = new int[Count];
            int next = 0;
            for (int i = 0; i < Count; i++)
            {
                // As many places as there are further cuts are left for them.
                long ideal = (long)order.Length * (i + 1);
                int best = next;
                for (int place = next; place <= allowed.Length - (Count - i); place++)
                {
                    best = Math.Abs(Scaled(place) - ideal) < Math.Abs(Scaled(best) - ideal) ? place : best;
                }

                cuts[i] = allowed[best];
                next = best + 1;
            }

            return cuts;

            long Scaled(int place) => (long)allowed[place] * (Count + 1);
        }
    }
}
