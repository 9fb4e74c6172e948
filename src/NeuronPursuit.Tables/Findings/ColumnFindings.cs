using System.Globalization;

namespace NeuronPursuit;

/// <summary>What can be told of a column alone.</summary>
internal static class ColumnFindings
{
    private const int FewRows = 20;
    private const double NearlyAll = 0.95;

    // Words that say it where they begin or end a name, where they end it, and as a whole name.
    private static readonly string[] IdWords = ["id", "uuid", "guid", "rowid", "rownumber"];
    private static readonly string[] LastIdWords = ["index", "key", "nr", "no", "number"];
    private static readonly string[] IdNames = ["row"];
    private static readonly string[] CodeWords = ["code", "zip", "zipcode", "postcode", "plz", "postal", "type", "category", "class", "kind"];

    /// <summary>Why a column is left out; null where it is not.</summary>
    public static TableFinding? LeftOut(Column column)
    {
        string name = column.Name;
        if (column.IsAllMissing())
        {
            return new TableFinding(FindingKind.Empty, name, $"Column '{name}' is missing in every row and is left out.");
        }

        int missing = column.MissingCount();
        int different = Different(column);
        if (different == 1 && missing == 0)
        {
            return new TableFinding(FindingKind.Constant, name, $"Column '{name}' is '{column.TextAt(0)}' in every row and is left out.");
        }

        return !column.IsChosen && column.Kind != ColumnKind.Text && different >= FewRows && NamesRows(column, different, column.Length - missing)
            ? new TableFinding(FindingKind.NamesRows, name, string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' has {different} different cells in {column.Length - missing} rows, such as '{column.TextAt(FirstKnown(column))}': it names them, and is left out. {NumbersAmongTexts.Of(column) ?? $"To learn from it all the same, say what it is by table.{(column is NumberColumn ? "AsNumber" : "AsCategory")}(\"{name}\")."}"))
            : null;
    }

    /// <summary>What else is odd about an input.</summary>
    public static IEnumerable<TableFinding> Of(Column column)
    {
        string name = column.Name;
        if (column is NumberColumn { IsSingle: true })
        {
            yield return new TableFinding(FindingKind.SinglePrecision, name,
                $"Column '{name}' came in single precision: its numbers have about seven digits and are not those of the same table in double precision. Read it in double precision where it matters.");
        }

        if (column is NumberColumn { IsChosen: false } numbers && Words(name).Any(CodeWords.Contains)
            && Array.TrueForAll(numbers.Values, value => double.IsNaN(value) || value == Math.Floor(value)) && Different(column) > 2)
        {
            yield return new TableFinding(FindingKind.MayBeCodes, name,
                $"Column '{name}' has whole numbers that may be codes, whose order means nothing. If so, take it as categories by table.AsCategory(\"{name}\"); else say table.AsNumber(\"{name}\").");
        }

        if (NumbersAmongTexts.Of(column) is { } advice)
        {
            yield return new TableFinding(FindingKind.MayBeNumbers, name, $"Column '{name}' is taken as categories. {advice}");
        }

        if (column is LevelColumn { Of: ColumnKind.Category } levels && levels.Compacted().Levels.Length is > TableEncoder.MostOneHot and var count)
        {
            yield return new TableFinding(FindingKind.ManyCategories, name, string.Create(CultureInfo.InvariantCulture,
                $"Column '{name}' has {count} categories, more than {TableEncoder.MostOneHot}: each is encoded by the mean of the target in its rows."));
        }
    }

    public static int Different(Column column) => column switch
    {
        NumberColumn numbers => numbers.Values.Where(value => !double.IsNaN(value)).Distinct().Count(),
        DateColumn dates => dates.Ticks.Where(ticks => ticks != DateColumn.Missing).Distinct().Count(),
        LevelColumn levels => levels.Counts().Count(count => count > 0),
        _ => 0,
    };

    private static int FirstKnown(Column column) => Enumerable.Range(0, column.Length).First(row => !column.IsMissing(row));

    /// <summary>Texts of which nearly all are different; different whole numbers with the name of an id, or that count rows.</summary>
    private static bool NamesRows(Column column, int different, int known) => column switch
    {
        LevelColumn => different >= NearlyAll * known,
        NumberColumn { Values: var values } when different == known && Array.TrueForAll(values, value => double.IsNaN(value) || value == Math.Floor(value)) =>
            IsId([.. Words(column.Name)]) || CountsRows(values),
        _ => false,
    };

    /// <summary>customer_id and row number, but neither number_of_steps nor key_rate.</summary>
    private static bool IsId(string[] words) => words.Length > 0
        && (IdWords.Contains(words[0]) || IdWords.Contains(words[^1]) || LastIdWords.Contains(words[^1]) || (words.Length == 1 && IdNames.Contains(words[0])));

    /// <summary>From about 0 or 1 on upwards without many gaps: selected rows may leave some.</summary>
    private static bool CountsRows(double[] values)
    {
        for (int row = 1; row < values.Length; row++)
        {
            if (!(values[row] > values[row - 1]))
            {
                return false;
            }
        }

        return values[0] >= 0 && values[0] <= 1 + (values.Length / 10) && values[^1] - values[0] <= 2.0 * values.Length;
    }

    /// <summary>customerId, customer_id and CUSTOMER ID as words in small letters.</summary>
    private static IEnumerable<string> Words(string name)
    {
        int start = 0;
        for (int i = 0; i <= name.Length; i++)
        {
            bool ends = i == name.Length || !char.IsLetterOrDigit(name[i]) || (i > start && char.IsUpper(name[i]) && char.IsLower(name[i - 1]));
            if (ends)
            {
                if (i > start)
                {
                    yield return name[start..i].ToLowerInvariant();
                }

                start = i < name.Length && char.IsLetterOrDigit(name[i]) ? i : i + 1;
            }
        }
    }
}
