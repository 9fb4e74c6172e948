using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>How the parts of a formula are written down.</summary>
/// <param name="digits">Significant digits of numbers.</param>
internal abstract class FormulaNotation(int digits)
{
    /// <summary>As many digits as bring back every double.</summary>
    public const int AllDigits = 17;

    public bool IsExact => digits == AllDigits;

    /// <summary>A variable of the formula's own: "a1".</summary>
    public abstract string Variable(string letter, string index);

    /// <summary>A name of the caller's.</summary>
    public abstract string Name(string name);

    /// <summary>"relu(z)".</summary>
    public abstract string Call(string function, string argument);

    public abstract string Power(string factor, int power);

    /// <summary>Neither part needs brackets of its own.</summary>
    public abstract string Quotient(string numerator, string denominator);

    public abstract string Brackets(string sum);

    public abstract string Exponential(string argument);

    /// <summary>One value where a condition holds, another elsewhere.</summary>
    public abstract string Cases(string condition, string value, string otherwise);

    /// <summary>The condition that a column is missing.</summary>
    public abstract string Missing(string column);

    /// <summary>Some words in place of a formula or within it; numbers stand outside of them.</summary>
    public abstract string Words(string words);

    public abstract string Equation(string left, string right);

    public abstract string Heading(string words);

    public abstract string Document(IReadOnlyList<string> lines);

    /// <summary>A sum of products. Terms of weight zero are left out; a term without a factor is a constant.</summary>
    public string Sum(IEnumerable<(double Weight, string? Factor)> terms)
    {
        var sum = new StringBuilder();
        foreach ((double weight, string? factor) in terms)
        {
            if (weight == 0)
            {
                continue;
            }

            sum.Append((weight < 0, sum.Length == 0) switch
            {
                (true, true) => "-",
                (true, false) => " - ",
                (false, true) => "",
                (false, false) => " + ",
            });
            double size = Math.Abs(weight);
            sum.Append(factor is null ? Number(size) : IsExact && size == 1 ? factor : Product(Number(size), factor));
        }

        return sum.Length == 0 ? "0" : sum.ToString();
    }

    /// <summary>A number with the significant digits of the formula.</summary>
    public string Number(double value) => Number(value, value);

    /// <summary>A number with as many decimals as another one needs: an offset beside the scale that it is divided by.</summary>
    public string Number(double value, double beside)
    {
        if (IsExact)
        {
            return Scientific(value.ToString("R", CultureInfo.InvariantCulture));
        }

        int exponent = ExponentOf(value);
        int significant = Math.Min(digits + Math.Max(0, exponent - ExponentOf(beside)), AllDigits);
        return exponent is < -4 or > 14
            ? Scientific(value.ToString(FormattableString.Invariant($"E{significant - 1}"), CultureInfo.InvariantCulture))
            : value.ToString(FormattableString.Invariant($"F{Math.Max(0, significant - 1 - exponent)}"), CultureInfo.InvariantCulture);
    }

    protected abstract string Product(string number, string factor);

    /// <summary>A mantissa times a power of ten.</summary>
    protected abstract string Scientific(string mantissa, int exponent);

    private string Scientific(string number)
    {
        int mark = number.IndexOf('E', StringComparison.Ordinal);
        return mark < 0 ? number : Scientific(number[..mark], int.Parse(number[(mark + 1)..], CultureInfo.InvariantCulture));
    }

    /// <summary>The decimal exponent of the rounded number.</summary>
    private int ExponentOf(double value)
    {
        string text = value.ToString(FormattableString.Invariant($"E{digits - 1}"), CultureInfo.InvariantCulture);
        return int.Parse(text[(text.IndexOf('E', StringComparison.Ordinal) + 1)..], CultureInfo.InvariantCulture);
    }
}
