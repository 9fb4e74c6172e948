using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace NeuronPursuit;

/// <summary>Cells that are one of some texts: categories, yes and no, or text.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Codes">The place of every cell among the levels; -1 where it is missing.</param>
/// <param name="Levels">The texts: in ordinal order, or no before yes. Selected rows may lack some.</param>
/// <param name="Of">The kind.</param>
internal sealed record LevelColumn(string Name, int[] Codes, string[] Levels, ColumnKind Of) : Column(Name)
{
    public const int Missing = -1;

    /// <summary>The sign of decimals of the file that it came from, where numbers showed it; else null.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Of yes and no that were written: the same cells as they are spelled, which a category is; null for others.</summary>
    public LevelColumn? Spelled { get; init; }

    public override ColumnKind Kind => Of;

    public override int Length => Codes.Length;

    public override bool IsMissing(int row) => Codes[row] == Missing;

    public override string? TextAt(int row) => IsMissing(row) ? null : Levels[Codes[row]];

    public override Column Select(int[] rows) => this with { Codes = Pick(Codes, rows), Spelled = (LevelColumn?)Spelled?.Select(rows) };

    /// <summary>How often every level is found.</summary>
    public int[] Counts()
    {
        int[] counts = new int[Levels.Length];
        foreach (int code in Codes)
        {
            if (code >= 0)
            {
                counts[code]++;
            }
        }

        return counts;
    }

    /// <summary>The same with the levels that are found.</summary>
    public LevelColumn Compacted()
    {
        int[] counts = Counts();
        if (Of == ColumnKind.YesNo || Array.TrueForAll(counts, count => count > 0))
        {
            return this;
        }

        int[] places = new int[Levels.Length];
        var levels = new List<string>();
        for (int level = 0; level < places.Length; level++)
        {
            places[level] = levels.Count;
            if (counts[level] > 0)
            {
                levels.Add(Levels[level]);
            }
        }

        return this with { Codes = Array.ConvertAll(Codes, code => code < 0 ? code : places[code]), Levels = [.. levels] };
    }

    public override void AppendTo(IncrementalHash hash)
    {
        LevelColumn own = Compacted();
        if (Of != ColumnKind.YesNo)
        {
            foreach (string level in own.Levels)
            {
                hash.AppendData(BitConverter.GetBytes(level.Length));
                hash.AppendData(Encoding.UTF8.GetBytes(level));
            }
        }

        hash.AppendData(MemoryMarshal.AsBytes<int>(own.Codes));
    }

    /// <summary>Sorts levels that were numbered as they came.</summary>
    /// <param name="name">Of the column.</param>
    /// <param name="codes">Changed in place.</param>
    /// <param name="levels">As they came; several may be the same.</param>
    /// <param name="kind">Category or Text.</param>
    public static LevelColumn Sorted(string name, int[] codes, IReadOnlyList<string> levels, ColumnKind kind)
    {
        string[] sorted = [.. levels.Distinct().Order(StringComparer.Ordinal)];
        int[] places = [.. levels.Select(level => Array.BinarySearch(sorted, level, StringComparer.Ordinal))];
        for (int row = 0; row < codes.Length; row++)
        {
            codes[row] = codes[row] < 0 ? Missing : places[codes[row]];
        }

        return new LevelColumn(name, codes, sorted, kind).Compacted();
    }
}
