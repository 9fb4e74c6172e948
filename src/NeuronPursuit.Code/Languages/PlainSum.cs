namespace NeuronPursuit;

/// <summary>A weighted sum in plain arithmetic.</summary>
internal static class PlainSum
{
    /// <summary>Writes it from the first term to the last.</summary>
    public static string Write(
        CodeExpression.WeightedSum sum, Func<CodeExpression, string> write, Func<CodeExpression, string> operand, Func<double, string> number)
    {
        string text = sum.Start is null ? "" : write(sum.Start);
        foreach (WeightedTerm term in sum.Terms)
        {
            string sign = text.Length == 0 ? (double.IsNegative(term.Weight) ? "-" : "") : double.IsNegative(term.Weight) ? " - " : " + ";
            string magnitude = number(Math.Abs(term.Weight));
            text += sign + (term.Value is CodeExpression.Literal { Value: 1 } ? magnitude : $"{magnitude} * {operand(term.Value)}");
        }

        return text.Length == 0 ? number(0) : text;
    }
}
