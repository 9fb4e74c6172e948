namespace NeuronPursuit;

/// <summary>Divides rows as a later use of the model would: at random, whole groups, or the latest ones.</summary>
internal static class HeldOutRows
{
    public static (Table Training, Table Test) Split(Table table, FitSettings settings, double share)
    {
        if (!(share is > 0 and <= 0.5))
        {
            throw new UserErrorException(FormattableString.Invariant($"--holdout is {share}. Use a share above 0 and at most 0.5, such as 0.2."));
        }

        string?[] targets = table.Texts(settings.Target);
        int[] known = [.. Enumerable.Range(0, table.RowCount).Where(row => targets[row] is not null)];
        if (known.Length < 2)
        {
            throw new UserErrorException($"'{settings.Target}' is known in {known.Length} rows. At least two are needed to hold some out.");
        }

        Table rows = known.Length == table.RowCount ? table : table.SelectRows(known);
        if (settings.Options.Time is { } time)
        {
            return Latest(rows, time, share);
        }

        if (settings.Options.Group is { } group)
        {
            return Groups(rows, group, share, settings.Seed ?? 0);
        }

        bool classes = rows.KindOf(settings.Target) is ColumnKind.Category or ColumnKind.YesNo;
        return rows.Split(share, settings.Seed ?? 0, classes ? settings.Target : null);
    }

    private static (Table, Table) Latest(Table rows, string time, double share)
    {
        double[] times = rows.KindOf(time) switch
        {
            ColumnKind.Number => rows.Numbers(time),
            ColumnKind.Date => [.. rows.Dates(time).Select(date => (double)(date?.Ticks ?? 0))],
            _ => throw new UserErrorException($"--time is '{time}', which holds neither numbers nor dates."),
        };
        int[] order = [.. Enumerable.Range(0, times.Length).OrderBy(row => times[row])];
        int tests = Math.Clamp((int)Math.Round(share * order.Length), 1, order.Length - 1);
        return (rows.SelectRows(order[..^tests].Order()), rows.SelectRows(order[^tests..].Order()));
    }

    private static (Table, Table) Groups(Table rows, string group, double share, ulong seed)
    {
        string?[] names = rows.Texts(group);
        string[] different = [.. names.OfType<string>().Distinct()];
        new Random(unchecked((int)(seed ^ (seed >> 32)))).Shuffle(different);
        int tests = (int)Math.Round(share * different.Length);
        if (tests < 1 || tests >= different.Length)
        {
            throw new UserErrorException($"--group is '{group}', which has {different.Length} groups: too few to hold some out.");
        }

        var held = different.Take(tests).ToHashSet();
        int[] all = [.. Enumerable.Range(0, names.Length)];
        bool IsHeld(int row) => names[row] is { } name && held.Contains(name);
        return (rows.SelectRows(all.Where(row => !IsHeld(row))), rows.SelectRows(all.Where(IsHeld)));
    }
}
