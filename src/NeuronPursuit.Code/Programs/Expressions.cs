using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>Walks over expressions.</summary>
internal static class Expressions
{
    /// <summary>What an expression is made of directly.</summary>
    public static IEnumerable<CodeExpression> Parts(CodeExpression expression) => expression switch
    {
        Shifted shifted => [shifted.Value],
        Limited limited => [limited.Value],
        Rank rank => [rank.Value],
        WhereMissing where => [where.Tested, where.Otherwise],
        WeightedSum sum => [.. sum.Start is null ? Array.Empty<CodeExpression>() : [sum.Start], .. sum.Terms.Select(term => term.Value)],
        Activated activated => [activated.Value],
        InUnits units => [units.Value],
        Exponential exponential => [exponential.Value],
        Largest largest => largest.Values,
        Difference difference => [difference.Left, difference.Right],
        Total total => total.Values,
        Quotient quotient => [quotient.Left, quotient.Right],
        OnDay weekday => [weekday.Days],
        OnCircle circle => [circle.Value],
        _ => [],
    };

    /// <summary>The expression and all that it is made of, down to columns, variables and numbers.</summary>
    public static IEnumerable<CodeExpression> All(CodeExpression expression) => Parts(expression).SelectMany(All).Prepend(expression);
}
