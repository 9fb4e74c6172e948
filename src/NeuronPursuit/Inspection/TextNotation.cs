namespace NeuronPursuit;

/// <summary>Formulas as plain text.</summary>
internal sealed class TextNotation(int digits) : FormulaNotation(digits)
{
    public override string Variable(string letter, string index) => letter + index;

    public override string Name(string name) => name;

    public override string Call(string function, string argument) => $"{function}({argument})";

    public override string Power(string factor, int power) => FormattableString.Invariant($"{factor}^{power}");

    public override string Quotient(string numerator, string denominator) => $"{numerator} / {denominator}";

    public override string Brackets(string sum) => $"({sum})";

    public override string Exponential(string argument) => $"exp({argument})";

    public override string Cases(string condition, string value, string otherwise) => $"if({condition}, {value}, {otherwise})";

    public override string Missing(string column) => $"missing({column})";

    public override string Words(string words) => words;

    public override string Equation(string left, string right) => $"{left} = {right}";

    public override string Heading(string words) => $"{words}:";

    public override string Document(IReadOnlyList<string> lines) => string.Join('\n', lines);

    protected override string Product(string number, string factor) => $"{number} {factor}";

    protected override string Scientific(string mantissa, int exponent) => FormattableString.Invariant($"{mantissa}e{exponent}");
}
