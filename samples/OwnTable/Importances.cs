using System.Globalization;
using NeuronPursuit;

namespace OwnTable;

/// <summary>Which columns matter.</summary>
public static class Importances
{
    private const int Most = 10;

    /// <summary>Writes the most important columns, with the spread over ten shuffles.</summary>
    public static void Write(IReadOnlyList<PermutationImportance> importances, IReadOnlyList<string> names, string what, TextWriter output)
    {
        output.WriteLine($"\nImportances: {what}");
        PermutationImportance[] first = [.. importances.OrderByDescending(importance => importance.Mean).Take(Most)];
        int width = first.Max(importance => names[importance.Column].Length);
        foreach (PermutationImportance importance in first)
        {
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  {names[importance.Column].PadRight(width)}  {importance.Mean,8:0.000} +- {importance.StandardDeviation:0.000}"));
        }

        if (importances.Count > Most)
        {
            output.WriteLine($"  and {importances.Count - Most} more, in the report");
        }
    }
}
