using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

// Columns of a table: dates, yes and no, texts.
internal sealed partial class SheetWriter
{
    private const int MostArguments = 60;

    // From the beginning of the year 1 to the day that spreadsheets count from.
    private const string DaysBefore = "693593";

    private readonly Dictionary<int, string> _converted = [];

    private static string NumberOrNone(double value) => double.IsNaN(value) ? "\"\"" : Number(value);

    /// <summary>Where the number of a column stands: dates, and yes and no, get cells of their own.</summary>
    private string CellOf(int column) => _converted.GetValueOrDefault(column, Cell(column));

    private void ConvertColumns()
    {
        foreach (int index in Enumerable.Range(0, program.Columns.Count).Where(IsRead))
        {
            string cell = Cell(index);
            string Is(IEnumerable<string> words) => string.Join(',', words.Where(each => !char.IsAsciiDigit(each[0])).Select(each => $"{cell}=\"{each}\""));
            if (program.Columns[index].Kind == RawKind.Date)
            {
                _converted[index] = Append($"IF(ISNUMBER({cell}),{cell}+{DaysBefore},\"\")");
            }
            else if (program.Columns[index].Kind == RawKind.YesNo)
            {
                string word = $"IF(OR({Is(YesNoTexts.Yes)}),1,IF(OR({Is(YesNoTexts.No)}),0,\"\"))";
                _converted[index] = Append($"IF(ISLOGICAL({cell}),N({cell}),IF(ISNUMBER({cell}),{cell},{word}))");
            }
        }
    }

    private bool IsRead(int index) =>
        program.Definitions.SelectMany(definition => Expressions.All(definition.Value)).Any(part => part is Column column && column.Index == index);

    /// <summary>A number for a text; comparisons of spreadsheets but EXACT do not look at case.</summary>
    private string WriteChoice(Choice choice)
    {
        string cell = Cell(choice.Index);
        string[] IsOneOf(ChoiceCase each) => [.. each.Texts.Select(text => $"EXACT({cell},{Quoted(text)})")];
        string value;
        if (choice.Cases.Count == 1 && choice.Cases[0].Texts.Count <= MostArguments)
        {
            string[] tests = IsOneOf(choice.Cases[0]);
            value = $"IF({(tests.Length == 1 ? tests[0] : $"OR({string.Join(',', tests)})")},{Number(choice.Cases[0].Value)},{NumberOrNone(choice.Otherwise)})";
        }
        else
        {
            // At most one of the texts is there, so that its number is left of the sum.
            value = WriteSum([Signed(choice.Otherwise), .. choice.Cases.SelectMany(each => IsOneOf(each).Select(test => $"{Signed(each.Value - choice.Otherwise)}*{test}"))]);
        }

        return choice.IfMissing.Equals(choice.Otherwise) ? value : $"IF(TRIM({cell})=\"\",{NumberOrNone(choice.IfMissing)},{value})";
    }
}
