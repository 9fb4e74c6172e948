using System.Text;

namespace NeuronPursuit;

/// <summary>Formulas in LaTeX (amsmath).</summary>
internal sealed class LatexNotation(int digits) : FormulaNotation(digits)
{
    public override string Variable(string letter, string index) =>
        index.Length == 0 ? letter : $"{letter}_{{{index.Replace('_', ',')}}}";

    public override string Name(string name) => $"\\text{{{Escape(name)}}}";

    public override string Call(string function, string argument) =>
        (function.Length == 1 ? function : $"\\operatorname{{{function}}}") + Brackets(argument);

    public override string Power(string factor, int power) => FormattableString.Invariant($"{factor}^{{{power}}}");

    public override string Quotient(string numerator, string denominator) =>
        $"\\frac{{{WithoutBrackets(numerator)}}}{{{WithoutBrackets(denominator)}}}";

    public override string Brackets(string sum) => $"\\left({sum}\\right)";

    public override string Exponential(string argument) => $"e^{{{argument}}}";

    public override string Cases(string condition, string value, string otherwise) =>
        $"\\begin{{cases}}{value} & {condition}\\\\{otherwise} & \\text{{else}}\\end{{cases}}";

    public override string Missing(string column) => $"{column}\\text{{ missing}}";

    public override string Words(string words) => $"\\text{{{Escape(words)}}}";

    public override string Equation(string left, string right) => $"{left} &= {right}";

    public override string Heading(string words) => $"&\\text{{{Escape(words)}:}}";

    public override string Document(IReadOnlyList<string> lines) =>
        $"\\begin{{aligned}}\n{string.Join(" \\\\\n", lines)}\n\\end{{aligned}}";

    protected override string Product(string number, string factor) => $"{number}\\,{factor}";

    protected override string Scientific(string mantissa, int exponent) =>
        FormattableString.Invariant($"{mantissa} \\cdot 10^{{{exponent}}}");

    /// <summary>A fraction needs no brackets of ours around a whole part of it.</summary>
    private static string WithoutBrackets(string part)
    {
        const string Left = "\\left(";
        const string Right = "\\right)";
        if (!part.StartsWith(Left, StringComparison.Ordinal))
        {
            return part;
        }

        int open = 0;
        for (int place = 0; place < part.Length; place++)
        {
            open += string.CompareOrdinal(part, place, Left, 0, Left.Length) == 0 ? 1
                : string.CompareOrdinal(part, place, Right, 0, Right.Length) == 0 ? -1
                : 0;
            if (open == 0)
            {
                return place + Right.Length == part.Length ? part[Left.Length..place] : part;
            }
        }

        return part;
    }

    private static string Escape(string text)
    {
        var escaped = new StringBuilder(text.Length);
        foreach (char character in text)
        {
            escaped.Append(character switch
            {
                '\\' => "\\textbackslash{}",
                '^' => "\\textasciicircum{}",
                '~' => "\\textasciitilde{}",
                '#' or '$' or '%' or '&' or '_' or '{' or '}' => $"\\{character}",
                _ => character.ToString(),
            });
        }

        return escaped.ToString();
    }
}
