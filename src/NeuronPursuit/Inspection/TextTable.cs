using System.Text;

namespace NeuronPursuit;

/// <summary>Rows of cells as text in columns.</summary>
internal static class TextTable
{
    private const string Gap = "  ";

    /// <summary>Lines separated by a line feed, without spaces at their ends.</summary>
    /// <param name="rows">Rows of equally many cells.</param>
    /// <param name="alignRight">Whether each column is aligned at its right side.</param>
    public static string Format(IReadOnlyList<string[]> rows, ReadOnlySpan<bool> alignRight)
    {
        int[] widths = new int[alignRight.Length];
        foreach (string[] row in rows)
        {
            for (int column = 0; column < widths.Length; column++)
            {
                widths[column] = Math.Max(widths[column], row[column].Length);
            }
        }

        var text = new StringBuilder();
        foreach (string[] row in rows)
        {
            var line = new StringBuilder();
            for (int column = 0; column < widths.Length; column++)
            {
                line.Append(column == 0 ? "" : Gap).Append(
                    alignRight[column] ? row[column].PadLeft(widths[column]) : row[column].PadRight(widths[column]));
            }

            text.Append(text.Length == 0 ? "" : "\n").Append(line.ToString().TrimEnd());
        }

        return text.ToString();
    }
}
