using System.Globalization;

namespace OwnTable;

/// <summary>What the classes of a target are called.</summary>
public static class ClassNames
{
    /// <summary>Classes that are numbers by their number, so that 1 and 1.0 are one class; others as they stand in the table.</summary>
    /// <param name="cells">The class of every row.</param>
    /// <param name="areNumbers">Whether all of them are numbers.</param>
    /// <param name="notes">Gets what its user should know.</param>
    public static string[] Of(string[] cells, bool areNumbers, ICollection<string> notes)
    {
        string[][] alike = [.. cells.Distinct()
            .Where(cell => CsvTable.TryNumber(cell, out _))
            .GroupBy(Number)
            .Where(group => group.Count() > 1)
            .Select(group => group.ToArray())];
        foreach (string[] names in alike)
        {
            string all = string.Join(" and ", names.Select(name => $"'{name}'"));
            notes.Add(areNumbers
                ? $"{all} are the same number, and so the same class"
                : $"{all} are the same number, but two classes, since other classes are texts; write them alike if they are one");
        }

        return areNumbers ? Array.ConvertAll(cells, Number) : cells;
    }

    /// <summary>The shortest text of a number; -0 is 0.</summary>
    private static string Number(string cell)
    {
        _ = CsvTable.TryNumber(cell, out double number);
        return (number + 0.0).ToString("R", CultureInfo.InvariantCulture);
    }
}
