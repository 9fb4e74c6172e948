using System.CommandLine;
using System.Text;

namespace NeuronPursuit;

/// <summary>Options that say how a table is written and what its columns are, for every command that reads one.</summary>
internal sealed class TableOptions
{
    private readonly Option<string?> _separator = new("--separator") { Description = "Between cells: comma, semicolon, tab, bar, or a sign. Found out where it is not said.", HelpName = "SIGN" };
    private readonly Option<string?> _decimals = new("--decimals") { Description = "The sign of decimals: point or comma. Found out where it is not said.", HelpName = "SIGN" };
    private readonly Option<string[]> _missing = new("--missing") { Description = "Cells that mean missing, beside blank, NA, null and the like; as often as needed.", HelpName = "TEXT" };
    private readonly Option<string?> _encoding = new("--encoding") { Description = "How characters are written: utf-8 (default), windows-1252, or another name.", HelpName = "NAME" };
    private readonly Option<string[]> _without = new("--without") { Description = "A column to leave out, or several with commas between; as often as needed.", HelpName = "NAME" };
    private readonly Option<string[]> _category = new("--category") { Description = "A column of categories, such as numbers that are codes.", HelpName = "NAME" };
    private readonly Option<string[]> _number = new("--number") { Description = "A column of numbers; what is none is missing.", HelpName = "NAME" };
    private readonly Option<string[]> _date = new("--date") { Description = "A column of dates and how they are written, such as sold=d/M/yyyy.", HelpName = "NAME=FORMAT" };

    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _separator, _decimals, _missing, _encoding, _without, _category, _number, _date })
        {
            command.Add(option);
        }
    }

    /// <summary>What the command line says.</summary>
    public TableInput Of(ParseResult result) => new(
        new CsvOptions
        {
            Separator = SeparatorOf(result.GetValue(_separator)),
            DecimalMark = MarkOf(result.GetValue(_decimals)),
            Encoding = EncodingOf(result.GetValue(_encoding)),
            MissingMarks = [.. CsvOptions.DefaultMissingMarks, .. result.GetValue(_missing) ?? []],
        },
        result.GetValue(_without) ?? [],
        result.GetValue(_category) ?? [],
        result.GetValue(_number) ?? [],
        [.. (result.GetValue(_date) ?? []).Select(DateOf)]);

    public static char? SeparatorOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" => null,
        "comma" => ',',
        "semicolon" => ';',
        "tab" or "\\t" => '\t',
        "bar" => '|',
        { Length: 1 } => text[0],
        _ => throw new UserErrorException($"--separator is '{text}'. Use comma, semicolon, tab, bar, or one sign."),
    };

    public static char? MarkOf(string? text) => text?.ToLowerInvariant() switch
    {
        null or "" => null,
        "point" or "." => '.',
        "comma" or "," => ',',
        _ => throw new UserErrorException($"--decimals is '{text}'. Use point or comma."),
    };

    private static Encoding? EncodingOf(string? name)
    {
        try
        {
            return name is null ? null : CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        }
        catch (ArgumentException)
        {
            throw new UserErrorException($"--encoding is '{name}', which is not known here. Use utf-8, utf-16 or windows-1252.");
        }
    }

    private static (string, string) DateOf(string text)
    {
        int cut = text.LastIndexOf('=');
        return cut > 0 && cut < text.Length - 1
            ? (text[..cut], text[(cut + 1)..])
            : throw new UserErrorException($"--date is '{text}'. Say the column and how its dates are written, such as sold=d/M/yyyy.");
    }
}
