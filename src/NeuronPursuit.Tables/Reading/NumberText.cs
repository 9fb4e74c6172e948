using System.Globalization;

namespace NeuronPursuit;

/// <summary>What a text says of the sign of decimals.</summary>
internal enum MarkEvidence
{
    /// <summary>It is no number.</summary>
    NotNumber,

    /// <summary>A number that has neither a point nor a comma.</summary>
    None,

    /// <summary>The point is the sign of decimals.</summary>
    Point,

    /// <summary>The comma is.</summary>
    Comma,

    /// <summary>One sign with three digits behind it, such as 1,234: of decimals or of thousands.</summary>
    Ambiguous,
}

/// <summary>How the numbers of a column are written.</summary>
/// <param name="Decimal">A point or a comma.</param>
/// <param name="IsPercent">Whether all have a percent sign, and so are a hundredth.</param>
/// <param name="Currency">The sign of money that all have; null for none.</param>
internal readonly record struct NumberStyle(char Decimal, bool IsPercent = false, string? Currency = null)
{
    public string? Sign => IsPercent ? "%" : Currency;
}

/// <summary>Numbers as people write them: with signs of thousands, money and percent, and brackets for what is negative.</summary>
internal static class NumberText
{
    private const int Longest = 64;

    // Powers of ten that a double holds exactly.
    private static readonly double[] Tens = [.. Enumerable.Range(0, 23).Select(power => double.Parse($"1e{power}", CultureInfo.InvariantCulture))];

    private static readonly string[] Currencies = ["EUR", "USD", "GBP", "CHF", "JPY", "SEK", "NOK", "DKK", "PLN", "CZK", "kr", "zł", "Kč"];

    /// <summary>Reads a number of a style; exact to the last bit, as <see cref="double.Parse(string)"/> is.</summary>
    /// <returns>Whether it is one; a number with a leading zero or more digits than a double holds is a code and none.</returns>
    public static bool TryRead(ReadOnlySpan<char> text, NumberStyle style, out double value) =>
        TryPlain(text, style.Decimal, out value)
            ? !style.IsPercent || value == 0
            : TryRead(text, style.Decimal, out value, out bool isPercent, out string? currency)
                && (isPercent == style.IsPercent || (value == 0 && !isPercent && currency is null)) && (currency is null || currency == style.Currency);

    /// <summary>What the text says of the sign of decimals.</summary>
    public static MarkEvidence EvidenceOf(ReadOnlySpan<char> text)
    {
        bool point = TryRead(text, '.', out _, out _, out _);
        bool comma = TryRead(text, ',', out _, out _, out _);
        return (point, comma) switch
        {
            (false, false) => MarkEvidence.NotNumber,
            (true, false) => MarkEvidence.Point,
            (false, true) => MarkEvidence.Comma,
            _ => text.ContainsAny('.', ',') ? MarkEvidence.Ambiguous : MarkEvidence.None,
        };
    }

    /// <summary>The style of a number, given the sign of decimals; null where it is none.</summary>
    public static NumberStyle? StyleOf(ReadOnlySpan<char> text, char mark) =>
        TryRead(text, mark, out _, out bool isPercent, out string? currency) ? new NumberStyle(mark, isPercent, currency) : null;

    /// <summary>The different styles of numbers, given the sign of decimals; without that of a bare zero where others have a sign: it is zero per cent too.</summary>
    /// <param name="texts">Those that are no number by it have none.</param>
    /// <param name="mark">The sign of decimals.</param>
    public static NumberStyle[] StylesOf(IEnumerable<string> texts, char mark)
    {
        var styles = new HashSet<NumberStyle>();
        bool zero = false;
        foreach (string text in texts)
        {
            if (TryRead(text, mark, out double value, out bool isPercent, out string? currency))
            {
                bool isBareZero = value == 0 && !isPercent && currency is null;
                zero |= isBareZero;
                _ = !isBareZero && styles.Add(new NumberStyle(mark, isPercent, currency));
            }
        }

        return styles.Count == 0 && zero ? [new NumberStyle(mark)] : [.. styles];
    }

    /// <summary>The style that numbers of a column have in common: all of one currency, and all or none with a percent sign.</summary>
    /// <param name="styles">Different ones, at least one.</param>
    /// <returns>Null for none.</returns>
    public static NumberStyle? Common(NumberStyle[] styles)
    {
        // Amounts are often written without the sign of money.
        NumberStyle[] own = [.. styles.Where(style => style.Sign is not null)];
        return styles.Length == 1 ? styles[0] : own is [{ IsPercent: false }] ? own[0] : null;
    }

    /// <summary>Digits with at most one sign of decimals: nearly all numbers of nearly all files.</summary>
    private static bool TryPlain(ReadOnlySpan<char> text, char mark, out double value)
    {
        value = 0;
        ulong digits = 0;
        int count = 0;
        int decimals = -1;
        int at = 0;
        bool negative = text.Length > 0 && text[0] == '-';
        at += negative ? 1 : 0;
        int first = at;
        for (; at < text.Length; at++)
        {
            uint digit = (uint)(text[at] - '0');
            if (digit <= 9)
            {
                digits = (digits * 10) + digit;
                count++;
            }
            else if (text[at] == mark && decimals < 0)
            {
                decimals = count;
            }
            else
            {
                return false;
            }
        }

        int behind = decimals < 0 ? 0 : count - decimals;
        int before = count - behind;
        if (count is 0 or > 18 || digits > 1UL << 53 || behind >= Tens.Length || before == 0 || (before > 1 && text[first] == '0')
            || (decimals >= 0 && behind == 0))
        {
            return false;
        }

        // Both are exact, so that the quotient is the double nearest to the number.
        double magnitude = digits / Tens[behind];
        value = negative ? -magnitude : magnitude;
        return true;
    }

    private static bool TryRead(ReadOnlySpan<char> text, char mark, out double value, out bool isPercent, out string? currency)
    {
        (value, isPercent, currency) = (0, false, null);
        text = text.Trim();
        bool negative = text.Length > 2 && text[0] == '(' && text[^1] == ')';
        bool isBracketed = negative;
        text = isBracketed ? text[1..^1].Trim() : text;
        bool signed = TakeSign(ref text, ref negative);
        currency = TakeCurrency(ref text, atEnd: false);
        signed = (!signed && currency is not null && TakeSign(ref text, ref negative)) || signed;
        if (signed && isBracketed)
        {
            return false;
        }

        isPercent = text.Length > 1 && text[^1] == '%';
        text = isPercent ? text[..^1].TrimEnd() : text;
        currency ??= isPercent ? null : TakeCurrency(ref text, atEnd: true);
        if (text.Length is 0 or > Longest || (isPercent && currency is not null) || !char.IsAsciiDigit(text[^1]))
        {
            return false;
        }

        Span<char> plain = stackalloc char[Longest + 8];
        int length = Plain(text, mark, plain);
        if (length == 0)
        {
            return false;
        }

        if (isPercent)
        {
            // A quotient would round a second time: 12.3 / 100 is not 0.123.
            "e-2".CopyTo(plain[length..]);
            length = plain[..length].Contains('e') ? 0 : length + 3;
        }

        bool read = double.TryParse(plain[..length], NumberStyles.Float, CultureInfo.InvariantCulture, out value) && double.IsFinite(value);
        value = negative ? -value : value;
        return read;
    }

    /// <summary>The digits with a point for decimals and without signs of thousands; 0 where the text is no number.</summary>
    private static int Plain(ReadOnlySpan<char> text, char mark, Span<char> plain)
    {
        int end = text.IndexOfAny('e', 'E');
        ReadOnlySpan<char> exponent = end < 0 ? [] : text[end..];
        text = end < 0 ? text : text[..end];
        int decimals = text.IndexOf(mark);
        ReadOnlySpan<char> whole = decimals < 0 ? text : text[..decimals];
        ReadOnlySpan<char> part = decimals < 0 ? [] : text[(decimals + 1)..];
        if (part.ContainsAnyExceptInRange('0', '9') || !IsExponent(exponent) || (end >= 0 && whole.Length > 1 && whole[0] == '0'))
        {
            return 0;
        }

        int length = 0;
        char separator = '\0';
        int group = 0;
        for (int i = 0; i < whole.Length; i++)
        {
            if (char.IsAsciiDigit(whole[i]))
            {
                plain[length++] = whole[i];
                group++;
            }
            else if (IsThousands(whole[i], mark) && (separator == '\0' ? group is > 0 and <= 3 : whole[i] == separator && group == 3))
            {
                (separator, group) = (whole[i], 0);
            }
            else
            {
                return 0;
            }
        }

        bool grouped = separator != '\0';
        if ((grouped && (group != 3 || whole[0] == '0' || end >= 0)) || (length > 1 && plain[0] == '0'))
        {
            return 0;
        }

        if (length == 0)
        {
            if (part.IsEmpty)
            {
                return 0;
            }

            plain[length++] = '0';
        }

        // A whole number that a double cannot hold is a code, whose last digits would be lost.
        if (decimals < 0 && end < 0 && length > 15 && !(ulong.TryParse(plain[..length], CultureInfo.InvariantCulture, out ulong number) && number <= 1UL << 53))
        {
            return 0;
        }

        if (!part.IsEmpty)
        {
            plain[length++] = '.';
            part.CopyTo(plain[length..]);
            length += part.Length;
        }

        exponent.CopyTo(plain[length..]);
        return length + exponent.Length;
    }

    private static bool IsExponent(ReadOnlySpan<char> text)
    {
        ReadOnlySpan<char> digits = text.Length > 1 && text[1] is '+' or '-' ? text[2..] : text.Length > 0 ? text[1..] : text;
        return text.IsEmpty || (digits.Length is > 0 and <= 4 && !digits.ContainsAnyExceptInRange('0', '9'));
    }

    /// <summary>Blanks of all widths, an apostrophe, and of point and comma the other one.</summary>
    private static bool IsThousands(char sign, char mark) =>
        sign is ' ' or '\u00a0' or '\u202f' or '\u2009' or '\'' or '\u2019' || sign == (mark == '.' ? ',' : '.');

    private static bool TakeSign(ref ReadOnlySpan<char> text, ref bool negative)
    {
        if (text.IsEmpty || text[0] is not ('-' or '+' or '\u2212'))
        {
            return false;
        }

        negative ^= text[0] != '+';
        text = text[1..].TrimStart();
        return true;
    }

    private static string? TakeCurrency(ref ReadOnlySpan<char> text, bool atEnd)
    {
        if (text.Length > 1 && char.GetUnicodeCategory(atEnd ? text[^1] : text[0]) == UnicodeCategory.CurrencySymbol)
        {
            string sign = (atEnd ? text[^1] : text[0]).ToString();
            text = atEnd ? text[..^1].TrimEnd() : text[1..].TrimStart();
            return sign;
        }

        foreach (string currency in Currencies)
        {
            if (text.Length > currency.Length && (atEnd ? text.EndsWith(currency) : text.StartsWith(currency)))
            {
                text = atEnd ? text[..^currency.Length].TrimEnd() : text[currency.Length..].TrimStart();
                return currency;
            }
        }

        return null;
    }
}
