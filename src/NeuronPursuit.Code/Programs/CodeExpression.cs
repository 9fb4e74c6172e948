namespace NeuronPursuit;

/// <summary>A number that a prediction is computed from: what the core computes, step by step and in its order, in no language yet.</summary>
internal abstract record CodeExpression
{
    /// <summary>A number.</summary>
    public sealed record Literal(double Value) : CodeExpression;

    /// <summary>A column of the caller's, NaN where it is missing.</summary>
    public sealed record Column(int Index) : CodeExpression;

    /// <summary>Something that was given a name before.</summary>
    public sealed record Variable(Definition Definition) : CodeExpression;

    /// <summary>(value - offset) * factor, rounded twice.</summary>
    public sealed record Shifted(CodeExpression Value, double Offset, double Factor) : CodeExpression;

    /// <summary>The value, or the limit of its sign where that is smaller; NaN stays.</summary>
    public sealed record Limited(CodeExpression Value, double Limit) : CodeExpression;

    /// <summary>The value on a curve; NaN stays.</summary>
    public sealed record Rank(CodeExpression Value, Curve Curve) : CodeExpression;

    /// <summary>One value where another is NaN, and else a third.</summary>
    public sealed record WhereMissing(CodeExpression Tested, double Then, CodeExpression Otherwise) : CodeExpression;

    /// <summary>A sum of products: one fused multiply-add after the other, beginning with the start, or with 0 where that is null.</summary>
    public sealed record WeightedSum(CodeExpression? Start, IReadOnlyList<WeightedTerm> Terms) : CodeExpression;

    /// <summary>c z ... z with one coefficient where z is above 0 and another elsewhere, multiplied from the left.</summary>
    public sealed record Activated(CodeExpression Value, HomogeneousActivation Activation) : CodeExpression;

    /// <summary>value * scale + offset, rounded twice.</summary>
    public sealed record InUnits(CodeExpression Value, double Scale, double Offset) : CodeExpression;

    /// <summary>e^value.</summary>
    public sealed record Exponential(CodeExpression Value) : CodeExpression;

    /// <summary>The largest; NaN where one is.</summary>
    public sealed record Largest(IReadOnlyList<CodeExpression> Values) : CodeExpression;

    /// <summary>left - right.</summary>
    public sealed record Difference(CodeExpression Left, CodeExpression Right) : CodeExpression;

    /// <summary>A number for a text: that of the first case that has it, and others where there is no text or another one.</summary>
    /// <param name="Index">A column of texts.</param>
    /// <param name="Cases">Texts, none of them twice, with the numbers of each.</param>
    /// <param name="IfMissing">Where there is none.</param>
    /// <param name="Otherwise">For every other text.</param>
    public sealed record Choice(int Index, IReadOnlyList<ChoiceCase> Cases, double IfMissing, double Otherwise) : CodeExpression;

    /// <summary>One number on one day of the week, another on the others, and a third where the date is missing.</summary>
    /// <param name="Days">Days since the beginning of the year 1, which was a Monday.</param>
    /// <param name="Day">From 0, a Monday.</param>
    /// <param name="Then">On that day.</param>
    /// <param name="IfMissing">Where the date is missing.</param>
    /// <param name="Otherwise">On other days.</param>
    public sealed record OnDay(CodeExpression Days, int Day, double Then, double IfMissing, double Otherwise) : CodeExpression;

    /// <summary>A point on a circle: the sine or cosine of value / period turns.</summary>
    public sealed record OnCircle(CodeExpression Value, double Period, bool IsCosine) : CodeExpression;

    /// <summary>The sum, from the first to the last.</summary>
    public sealed record Total(IReadOnlyList<CodeExpression> Values) : CodeExpression;

    /// <summary>left / right.</summary>
    public sealed record Quotient(CodeExpression Left, CodeExpression Right) : CodeExpression;
}

/// <summary>Texts that have one number, of a <see cref="CodeExpression.Choice"/>.</summary>
internal sealed record ChoiceCase(IReadOnlyList<string> Texts, double Value);

/// <summary>A weight and what it is multiplied with.</summary>
internal readonly record struct WeightedTerm(double Weight, CodeExpression Value);

/// <summary>A curve of ranks: linear between its knots, constant outside.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Knots">Values and ranks, ascending.</param>
internal sealed record Curve(int Number, IReadOnlyList<RankKnot> Knots);

/// <summary>A name and what it stands for.</summary>
/// <param name="Name">Letters, digits and underscores.</param>
/// <param name="Value">What it is computed from.</param>
/// <param name="Comment">The same for people, of the caller's names; null for nothing.</param>
internal sealed record Definition(string Name, CodeExpression Value, string? Comment = null);
