namespace NeuronPursuit;

/// <summary>Rows at random; classes are spread evenly.</summary>
internal sealed class RandomFolds(int count) : Folds(count)
{
    internal override FoldRows[] Deal(FoldTable table)
    {
        int rows = table.Rows.Length;
        if (Count < 2 || Count > rows)
        {
            throw OutOfRange("folds");
        }

        int[] order = HoldOut.Shuffled(rows, table.Seed);
        if (table.Classes is { } classes)
        {
            // One class after the other, each in a random order: dealt out in turn they are spread evenly.
            order = [.. order.OrderBy(place => classes[place])];
        }

        int[] folds = new int[rows];
        for (int i = 0; i < rows; i++)
        {
            folds[order[i]] = i % Count;
        }

        return FoldRows.OfAll(folds, Count);

        ArgumentOutOfRangeException OutOfRange(string name) =>
            new(name, Count, $"There must be at least 2 folds and at most one per row ({rows}).");
    }
}
