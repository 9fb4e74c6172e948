using System.Security.Cryptography;

namespace NeuronPursuit;

/// <summary>A named column: the cells of one kind. Immutable.</summary>
internal abstract record Column(string Name)
{
    public abstract ColumnKind Kind { get; }

    public abstract int Length { get; }

    /// <summary>Why a column of text cannot be learned from, and what to do about it; null where it can.</summary>
    public string? Problem { get; init; }

    /// <summary>Whether the caller has said what kind it is, so that nothing is guessed about it.</summary>
    public bool IsChosen { get; init; }

    public abstract bool IsMissing(int row);

    /// <summary>A cell as text; null where it is missing.</summary>
    public abstract string? TextAt(int row);

    public abstract Column Select(int[] rows);

    /// <summary>Adds what is in the column, independent of where it was read from.</summary>
    public abstract void AppendTo(IncrementalHash hash);

    public int MissingCount() => Enumerable.Range(0, Length).Count(IsMissing);

    public bool IsAllMissing()
    {
        for (int row = 0; row < Length; row++)
        {
            if (!IsMissing(row))
            {
                return false;
            }
        }

        return true;
    }

    protected static T[] Pick<T>(T[] values, int[] rows)
    {
        var picked = new T[rows.Length];
        for (int i = 0; i < rows.Length; i++)
        {
            picked[i] = values[rows[i]];
        }

        return picked;
    }
}
