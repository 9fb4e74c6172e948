using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>Numbers, names and comments in code.</summary>
internal static class CodeText
{
    /// <summary>The shortest digits that read back as the same double, always with a point or an exponent: like "0.5", "3.0", "1e-7".</summary>
    public static string Number(double value)
    {
        if (!double.IsFinite(value))
        {
            throw new ArgumentException($"The model holds the number {value}, which has no literal. Fit it again on finite data.");
        }

        string text = value.ToString("R", CultureInfo.InvariantCulture);
        int exponent = text.IndexOf('E', StringComparison.Ordinal);
        return exponent >= 0
            ? text[..exponent] + "e" + int.Parse(text.AsSpan(exponent + 1), CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture)
            : text.Contains('.', StringComparison.Ordinal) ? text : text + ".0";
    }

    /// <summary>A literal as an operand: a negative one in brackets.</summary>
    public static string Operand(string number) => number[0] == '-' ? $"({number})" : number;

    /// <summary>
    /// Text that ends no comment and continues none, whatever the language: what is no plain character, and backslashes, question marks
    /// (trigraphs) and stars before a slash, become underscores.
    /// </summary>
    public static string Comment(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            bool isPlain = Rune.GetUnicodeCategory(rune) is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator
                or UnicodeCategory.ParagraphSeparator or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned)
                && rune.Value is not ('\\' or '?' or '"' or 0xFFFD);
            safe.Append(isPlain ? rune.ToString() : "_");
        }

        return safe.Replace("*/", "__").Replace("/*", "__").ToString();
    }

    /// <summary>A string in double quotes with the escapes that C#, C, Python and JavaScript share; what is neither plain ASCII nor a letter is escaped.</summary>
    /// <param name="text">The text.</param>
    /// <param name="escape">Writes a character that is not printable ASCII.</param>
    /// <param name="asciiOnly">Whether letters beyond ASCII are escaped too, for languages whose source has no certain encoding.</param>
    public static string Quoted(string text, Func<Rune, string> escape, bool asciiOnly = false)
    {
        var quoted = new StringBuilder("\"");
        foreach (Rune rune in text.EnumerateRunes())
        {
            quoted.Append(rune.Value is '"' or '\\' ? "\\" + rune : rune.Value is >= ' ' and <= '~' || (!asciiOnly && Rune.IsLetter(rune)) ? rune.ToString() : escape(rune));
        }

        return quoted.Append('"').ToString();
    }

    /// <summary>Refuses what is no name of a function in every language.</summary>
    public static void RequireIdentifier(string name)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        if (!(char.IsAsciiLetter(name[0]) || name[0] == '_') || name.Any(c => !char.IsAsciiLetterOrDigit(c) && c != '_'))
        {
            throw new ArgumentException(
                $"Name is '{name}'. It becomes the name of a function: use letters from a to z, digits and underscores, and no digit first.", nameof(name));
        }
    }

    /// <summary>predict_price as PredictPrice.</summary>
    public static string PascalCase(string name) => string.Concat(
        name.Split('_', StringSplitOptions.RemoveEmptyEntries).Select(word => char.ToUpperInvariant(word[0]) + word[1..]));

    /// <summary>Names of members for columns: what each language takes of their letters and digits, all different.</summary>
    /// <param name="names">Columns.</param>
    /// <param name="isLetter">Which characters may stand in a name, digits aside.</param>
    /// <param name="join">Words to a name.</param>
    /// <param name="taken">Names that a member must not have.</param>
    public static string[] Identifiers(IReadOnlyList<string> names, Func<char, bool> isLetter, Func<IEnumerable<string>, string> join, IEnumerable<string> taken)
    {
        var used = new HashSet<string>(taken, StringComparer.Ordinal);
        var identifiers = new string[names.Count];
        for (int k = 0; k < identifiers.Length; k++)
        {
            string spaced = string.Concat(names[k].Select(c => isLetter(c) || char.IsAsciiDigit(c) ? c : ' '));
            string name = join(spaced.Split(' ', StringSplitOptions.RemoveEmptyEntries));
            name = name.Length == 0 || char.IsAsciiDigit(name[0]) ? FormattableString.Invariant($"{join(["column"])}{name}") : name;
            string free = name;
            for (int number = 2; !used.Add(free); number++)
            {
                free = FormattableString.Invariant($"{name}_{number}");
            }

            identifiers[k] = free;
        }

        return identifiers;
    }
}
