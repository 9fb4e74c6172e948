namespace NeuronPursuit;

/// <summary>The rows of one fold, ascending, by their places among the rows that count.</summary>
/// <param name="Training">Trained on.</param>
/// <param name="Test">Judged.</param>
internal sealed record FoldRows(int[] Training, int[] Test)
{
    /// <summary>Every fold is judged by its rows and trained on all others.</summary>
    /// <param name="foldOfPlace">The fold of every row.</param>
    /// <param name="count">How many folds.</param>
    public static FoldRows[] OfAll(int[] foldOfPlace, int count)
    {
        int[] places = [.. Enumerable.Range(0, foldOfPlace.Length)];
        return
        [
            .. Enumerable.Range(0, count).Select(fold => new FoldRows(
                Array.FindAll(places, place => foldOfPlace[place] != fold), Array.FindAll(places, place => foldOfPlace[place] == fold))),
        ];
    }
}

/// <summary>What is dealt out.</summary>
/// <param name="RowsOfX">How many rows X has.</param>
/// <param name="Rows">Those that count, ascending: the row of X at every place.</param>
/// <param name="Classes">The class of the row at every place, by its number; null in a regression.</param>
/// <param name="Seed">Of all that is drawn.</param>
internal sealed record FoldTable(int RowsOfX, int[] Rows, int[]? Classes, ulong Seed);
