using System.Globalization;
using System.Text.RegularExpressions;

namespace NeuronPursuit;

/// <summary>A line of <see cref="CodeTarget.Spreadsheet"/>: a cell of row 2, its formula, and what it is.</summary>
/// <param name="Column">From 1.</param>
/// <param name="Formula">Without the sign of equality and without remarks.</param>
/// <param name="Remarks">What it is, for people, last; before it where the model comes from. Empty for results and parts of sums.</param>
internal sealed partial record SheetFormula(int Column, string Formula, IReadOnlyList<string> Remarks)
{
    /// <summary>What it is; empty where nothing says it.</summary>
    public string Remark => Remarks.Count == 0 ? "" : Remarks[^1];

    /// <summary>The lines of code.</summary>
    public static IReadOnlyList<SheetFormula> Read(string code) => [.. code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line =>
    {
        string[] parts = line.Split('\t', 2);
        Match match = Remarked().Match(parts[1][1..]);
        return new SheetFormula(ColumnOf(parts[0]), match.Groups[1].Value, [.. match.Groups[2].Captures.Select(remark => remark.Value.Replace("\"\"", "\"", StringComparison.Ordinal))]);
    })];

    /// <summary>The formula in another row; texts stay as they are.</summary>
    public string InRow(int row)
    {
        string number = row.ToString(CultureInfo.InvariantCulture);
        return CellOrText().Replace(Formula, match => match.Value[0] == '"' ? match.Value : match.Groups[1].Value + number);
    }

    /// <summary>The number of a column from its letters.</summary>
    private static int ColumnOf(string cell) => cell.TakeWhile(char.IsAsciiLetterUpper).Aggregate(0, (number, letter) => 26 * number + letter - 'A' + 1);

    [GeneratedRegex("^(.*?)(?:\\+N\\(\"((?:[^\"]|\"\")*)\"\\))*$", RegexOptions.Singleline)]
    private static partial Regex Remarked();

    [GeneratedRegex("\"[^\"]*\"|\\b([A-Z]{1,3})2\\b(?!\\()")]
    private static partial Regex CellOrText();
}
