using System.Text;

namespace NeuronPursuit;

/// <summary>How a CSV file is written. What is null is found out from the file, and <see cref="Table.Notes"/> say what was found.</summary>
public sealed record CsvOptions
{
    /// <summary>What counts as missing where nothing else is said: blank cells and these, in any case.</summary>
    public static IReadOnlyList<string> DefaultMissingMarks { get; } =
        Array.AsReadOnly(["NA", "N/A", "#N/A", "NaN", "null", "?", "-", "--", ".", "\\N"]);

    /// <summary>What stands between cells. Default null: a comma, semicolon, tab or bar, whichever divides all lines alike.</summary>
    public char? Separator { get; init; }

    /// <summary>
    /// A point or a comma. Default null: what the numbers themselves show; where "1,234" is all there is, they are refused until this
    /// says what they are.
    /// </summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether the first line names the columns. Default null: it does unless it has numbers where the others have.</summary>
    public bool? Header { get; init; }

    /// <summary>How characters are written. Default null: UTF-8, or what a byte order mark says; other bytes are refused.</summary>
    public Encoding? Encoding { get; init; }

    /// <summary>Cells that are missing, beside blank ones, in any case. Default <see cref="DefaultMissingMarks"/>.</summary>
    public IReadOnlyList<string> MissingMarks { get; init; } = DefaultMissingMarks;
}
