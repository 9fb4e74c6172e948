using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>Values of definitions in SQL.</summary>
/// <remarks>
/// Numbers have exponents, since without one they are decimals in some databases. What is not NULL is compared by CASE, never by
/// GREATEST and LEAST, which skip NULL in some.
/// </remarks>
internal sealed class SqlExpressions(FlatProgram program, SqlDialect dialect, IReadOnlyList<RawColumn> columns)
{
    // Longer sums are put in brackets as a tree, or the depth of an expression would be that of its terms.
    private const int TermsInARow = 8;

    // exp of more is not a double; what is left of exp below is nothing beside anything else.
    private const double LargestExponent = 700;

    /// <summary>Writes a value.</summary>
    /// <param name="definition">The definition.</param>
    /// <param name="name">How a variable is written.</param>
    /// <param name="table">The alias of the table.</param>
    public string Write(Definition definition, Func<Definition, string> name, string table)
    {
        string Name(CodeExpression value) => value is Variable variable ? name(variable.Definition) : Number(((Literal)value).Value);
        return definition.Value switch
        {
            Column column => Read(column.Index, table),
            Choice choice => WriteChoice(choice, table),
            OnDay day => Case(
                [$"WHEN {Name(day.Days)} IS NULL THEN {NumberOrNull(day.IfMissing)}", $"WHEN {DayOf(Name(day.Days))} = {Number(day.Day)} THEN {NumberOrNull(day.Then)}"],
                NumberOrNull(day.Otherwise)),
            OnCircle circle => WriteCircle(circle.Period == 1 ? Name(circle.Value) : $"{Name(circle.Value)} / {Number(circle.Period)}", circle.IsCosine),
            Literal literal => Number(literal.Value),
            Rank rank => WriteRank(Name(rank.Value), rank.Curve),
            WeightedSum sum => WriteSum(sum, Name),
            Activated activated => WriteActivated(Name(activated.Value), activated.Activation, definition),
            InUnits units => WriteInUnits(Name(units.Value), units),
            Exponential exponential => WriteExponential(Name(exponential.Value)),
            Largest largest => largest.Values.Count == 1 ? Name(largest.Values[0]) : $"{dialect.Largest}({string.Join(", ", largest.Values.Select(Name))})",
            Difference difference => $"{Name(difference.Left)} - {Name(difference.Right)}",
            Total total => Tree([.. total.Values.Select(Name)]),
            Quotient quotient => WriteQuotient(quotient, Name),
            var input => WriteInput(input, definition, Name),
        };
    }

    public static string Number(double value)
    {
        string text = CodeText.Number(value);
        text = text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
        return CodeText.Operand(text.Contains('e', StringComparison.Ordinal) ? text : text + "e0");
    }

    private static string NumberOrNull(double value) => double.IsNaN(value) ? "NULL" : Number(value);

    private string Read(int index, string table)
    {
        string column = $"{table}.{dialect.Quote(columns[index].Name)}";
        return columns[index].Kind switch
        {
            RawKind.YesNo => dialect.ReadYesNo(column),
            RawKind.Date => dialect.ReadDate(column),
            _ => dialect.ReadColumn(column),
        };
    }

    /// <summary>A number for a text. A blank one is missing.</summary>
    private string WriteChoice(Choice choice, string table)
    {
        string text = dialect.ReadText($"{table}.{dialect.Quote(columns[choice.Index].Name)}");
        var cases = new List<string>();
        if (!choice.IfMissing.Equals(choice.Otherwise))
        {
            cases.Add($"WHEN {text} IS NULL OR trim({text}) = '' THEN {NumberOrNull(choice.IfMissing)}");
        }

        cases.AddRange(choice.Cases.Select(each => each.Texts.Count == 1
            ? $"WHEN {text} = {dialect.Text(each.Texts[0])} THEN {NumberOrNull(each.Value)}"
            : $"WHEN {text} IN ({string.Join(", ", each.Texts.Select(dialect.Text))}) THEN {NumberOrNull(each.Value)}"));
        return dialect.AsDouble(Case(cases, NumberOrNull(choice.Otherwise)));
    }

    /// <summary>The day of the week from 0, a Monday; days are not negative.</summary>
    private static string DayOf(string days) => $"floor({days}) - 7e0 * floor(floor({days}) / 7e0)";

    private static string WriteCircle(string turns, bool isCosine) =>
        $"{(isCosine ? "cos" : "sin")}({Number(2 * Math.PI)} * ({turns} - floor({turns})))";

    /// <summary>A column or a rank, moved, scaled, limited, and filled in where it is missing.</summary>
    private string WriteInput(CodeExpression value, Definition definition, Func<CodeExpression, string> name)
    {
        var cases = new List<string>();
        if (value is WhereMissing where)
        {
            cases.Add($"WHEN {name(where.Tested)} IS NULL THEN {Number(where.Then)}");
            value = where.Otherwise;
        }

        double limit = double.PositiveInfinity;
        if (value is Limited limited)
        {
            (limit, value) = (limited.Limit, limited.Value);
        }

        (double offset, double factor) = (0, 1);
        if (value is Shifted shifted)
        {
            (offset, factor, value) = (shifted.Offset, shifted.Factor, shifted.Value);
        }

        if (value is Literal literal)
        {
            return dialect.AsDouble(Case(cases, Number(literal.Value)));
        }

        if (value is Rank rank)
        {
            return Case(cases, WriteRank(name(rank.Value), rank.Curve));
        }

        string moved = offset == 0 ? name(value) : offset < 0 ? $"({name(value)} + {Number(-offset)})" : $"({name(value)} - {Number(offset)})";
        double most = (double.IsFinite(limit) ? limit : dialect.OverflowFails ? program.Ranges.Largest(definition) : limit) / factor;
        if (double.IsFinite(most))
        {
            string at = double.IsFinite(limit) ? Number(limit) : "NULL";
            cases.Add($"WHEN {moved} > {Number(most)} THEN {at}");
            cases.Add($"WHEN {moved} < {Number(-most)} THEN {(double.IsFinite(limit) ? Number(-limit) : at)}");
        }

        double least = Math.Max(program.Ranges.Smallest(definition) / factor, double.Epsilon);
        if (dialect.UnderflowFails && least > Math.Abs(offset) * 1e-17)
        {
            cases.Add($"WHEN abs({moved}) < {Number(least)} THEN 0e0");
        }

        return Case(cases, factor == 1 ? moved : $"{moved} * {Number(factor)}");
    }

    private string WriteRank(string value, Curve curve)
    {
        IReadOnlyList<RankKnot> knots = curve.Knots;
        var cases = new List<string> { $"WHEN {value} <= {Number(knots[0].Value)} THEN {Number(knots[0].Rank)}" };
        for (int knot = 1; knot < knots.Count; knot++)
        {
            (RankKnot low, RankKnot high) = (knots[knot - 1], knots[knot]);
            double width = high.Value - low.Value;
            string distance = low.Value < 0 ? $"{value} + {Number(-low.Value)}" : $"{value} - {Number(low.Value)}";

            // Nothing is lost by a distance that is not smaller than the last digit of a rank, and no product of it underflows.
            distance = dialect.UnderflowFails ? $"greatest({distance}, {Number(width * 1e-18)})" : $"({distance})";
            string rank = double.IsFinite(width) && width * 1e-18 > 0
                ? $"{Number(low.Rank)} + {distance} / {Number(width)} * {Number(high.Rank - low.Rank)}"
                : Number(low.Rank);
            cases.Add($"WHEN {value} < {Number(high.Value)} THEN {rank}");
        }

        cases.Add($"WHEN {value} IS NOT NULL THEN {Number(knots[^1].Rank)}");
        return Case(cases, "NULL");
    }

    private string WriteSum(WeightedSum sum, Func<CodeExpression, string> name)
    {
        var terms = sum.Terms.Select(term => term.Value is Literal { Value: 1 } ? Number(term.Weight) : $"{Number(term.Weight)} * {name(term.Value)}").ToList();
        if (sum.Start is not null)
        {
            terms.Add(name(sum.Start));
        }

        string text = terms.Count == 0 ? Number(0) : Tree(terms);
        return Expressions.All(sum).Any(part => part is Variable) ? text : dialect.AsDouble(text);
    }

    private static string Tree(List<string> terms)
    {
        if (terms.Count <= TermsInARow)
        {
            return string.Join(" + ", terms);
        }

        int half = terms.Count / 2;
        return $"({Tree([.. terms.Take(half)])}) + ({Tree([.. terms.Skip(half)])})";
    }

    private string WriteActivated(string z, HomogeneousActivation activation, Definition definition)
    {
        (double positive, double negative, int power) = (activation.PositiveCoefficient, activation.NegativeCoefficient, activation.Power);
        if (positive == negative && !dialect.OverflowFails)
        {
            return Power(positive, z, power);
        }

        var cases = new List<string>();
        AddSide(positive, "> ", 1);
        if (dialect.OverflowFails)
        {
            AddSide(negative, "< ", -1);
            return Case(cases, $"0e0 * {z}");
        }

        return Case(cases, Power(negative, z, power));

        void AddSide(double coefficient, string comparison, int sign)
        {
            if (coefficient == 0 && dialect.OverflowFails)
            {
                return;
            }

            if (dialect.OverflowFails)
            {
                double most = Root(program.Ranges.Largest(definition), coefficient, power);
                if (most < 1e305)
                {
                    cases.Add($"WHEN {z} {comparison}{Number(sign * most * (1 - 1e-9))} THEN NULL");
                }
            }

            double least = dialect.UnderflowFails
                ? Root(program.Ranges.Smallest(definition), coefficient, power) * (1 + 1e-9)
                : 0;
            cases.Add($"WHEN {z} {comparison}{Number(sign * least)} THEN {Power(coefficient, z, power)}");
        }
    }

    /// <summary>The z of which |coefficient| z^power is a number.</summary>
    private static double Root(double value, double coefficient, int power) => Math.Pow(value, 1.0 / power) / Math.Pow(Math.Abs(coefficient), 1.0 / power);

    private static string Power(double coefficient, string z, int power) => coefficient == 0
        ? $"0e0 * {z}"
        : (coefficient == 1 ? "" : Number(coefficient) + " * ") + Product(z, power);

    /// <summary>z^p, in brackets as a tree where it is long.</summary>
    private static string Product(string z, int power) => power <= TermsInARow
        ? string.Join(" * ", Enumerable.Repeat(z, power))
        : $"({Product(z, power / 2)}) * ({Product(z, power - power / 2)})";

    private string WriteInUnits(string value, InUnits units)
    {
        var cases = new List<string>();
        if (dialect.OverflowFails && units.Scale > 1)
        {
            double most = 1e305 / units.Scale;
            cases.Add($"WHEN abs({value}) > {Number(most)} THEN NULL");
        }

        if (dialect.UnderflowFails && units.Scale < 1)
        {
            cases.Add($"WHEN abs({value}) < {Number(1e-322 / units.Scale)} THEN {Number(units.Offset)}");
        }

        string scaled = units.Scale == 1 ? value : $"{value} * {Number(units.Scale)}";
        return Case(cases, units.Offset == 0 ? scaled : units.Offset < 0 ? $"{scaled} - {Number(-units.Offset)}" : $"{scaled} + {Number(units.Offset)}");
    }

    private string WriteExponential(string value)
    {
        var cases = new List<string>();
        if (dialect.OverflowFails)
        {
            cases.Add($"WHEN {value} > {Number(LargestExponent)} THEN {dialect.TooLarge}");
            cases.Add($"WHEN {value} < {Number(-LargestExponent)} THEN 0e0");
        }

        return Case(cases, $"exp({value})");
    }

    private string WriteQuotient(Quotient quotient, Func<CodeExpression, string> name)
    {
        string value = $"{name(quotient.Left)} / {name(quotient.Right)}";
        return quotient.Right is Literal && dialect.UnderflowFails
            ? Case([$"WHEN abs({name(quotient.Left)}) < 1e-320 THEN 0e0"], value)
            : value;
    }

    private static string Case(List<string> cases, string otherwise) =>
        cases.Count == 0 ? otherwise : $"CASE {string.Join(' ', cases)} ELSE {otherwise} END";
}
