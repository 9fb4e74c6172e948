using System.Text;
using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>
/// Formulas of a row of cells: inputs first, then a cell for each prepared input, neuron and output, the predictions last. The formulas can be
/// copied down for further rows. Each says what it is in N("..."), which is 0.
/// </summary>
internal sealed partial class SheetWriter(ModelProgram program)
{
    // Excel 2007 and later, LibreOffice 7.4 and later.
    private const int MostColumns = 16384;

    // A formula has at most 8,192 characters in Excel, and as many tokens in Calc.
    private const int LongestSum = 7000;

    private const int LongestText = 250;

    private const int MostClasses = 250;

    private readonly Dictionary<Definition, string> _cells = new(ReferenceEqualityComparer.Instance);
    private readonly StringBuilder _text = new();
    private int _columns = program.Columns.Count;

    public string Write()
    {
        if (program.Labels is { Texts.Count: > MostClasses })
        {
            throw new ArgumentException($"The classifier has {program.Labels.Texts.Count} classes, and a formula chooses among {MostClasses}. Choose another target.");
        }

        ConvertColumns();
        IReadOnlyList<string> provenance = program.Provenance;
        foreach (Definition definition in program.Definitions.Where(definition => !IsGuard(definition)))
        {
            _cells[definition] = Add(Value(definition.Value), [.. provenance, definition.Comment is { } comment ? $"{definition.Name} = {comment}" : definition.Name]);
            provenance = [];
        }

        // Values that go on stand in one range, and predictions after it.
        string[] values = [.. program.Outputs.Select((output, k) => Add(Value(output), [FormattableString.Invariant($"output {k + 1}")]))];
        foreach (string value in values)
        {
            AddResult($"IFERROR({value},\"\")");
        }

        if (program.Labels is not null)
        {
            string range = $"{values[0]}:{values[^1]}";
            AddResult($"IFERROR(CHOOSE(MATCH(MAX({range}),{range},0),{string.Join(',', program.Labels.Texts.Select(Label))}),\"\")");
        }

        return _text.ToString();
    }

    /// <summary>Inputs without weight are checked where predictions are, with all others.</summary>
    private static bool IsGuard(Definition definition) => definition.Value is WeightedSum { Start: null } sum && sum.Terms.Count > 0 && sum.Terms.All(term => term.Weight == 0 && term.Value is not Literal) && definition.Name.StartsWith("unused", StringComparison.Ordinal);

    /// <summary>A prediction, where all columns that it needs are numbers.</summary>
    private void AddResult(string value)
    {
        var runs = new List<string>();
        int[] required = [.. RequiredColumns()];
        for (int start = 0; start < required.Length;)
        {
            int end = start;
            while (end + 1 < required.Length && required[end + 1] == required[end] + 1)
            {
                end++;
            }

            runs.Add(start == end ? Cell(required[start]) : $"{Cell(required[start])}:{Cell(required[end])}");
            start = end + 1;
        }

        Append(runs.Count == 0 ? value : FormattableString.Invariant($"IF(COUNT({string.Join(',', runs)})={required.Length},{value},\"\")"));
    }

    /// <summary>Columns that are read where nothing says what a missing value means.</summary>
    private SortedSet<int> RequiredColumns()
    {
        var required = new SortedSet<int>();
        void Visit(CodeExpression expression, int handled)
        {
            if (expression is Column column && column.Index != handled)
            {
                required.Add(column.Index);
            }

            if (expression is WhereMissing { Tested: Column tested } where)
            {
                Visit(where.Otherwise, tested.Index);
                return;
            }

            foreach (CodeExpression part in Expressions.Parts(expression))
            {
                Visit(part, handled);
            }
        }

        // A model of a table knows of every column what a missing cell means.
        foreach (Definition definition in program.Definitions.Where(_ => !program.IsTable))
        {
            Visit(definition.Value, -1);
        }

        return required;
    }

    /// <param name="formula">Of the cell.</param>
    /// <param name="remarks">What it is for people, at least one.</param>
    private string Add(string formula, IReadOnlyList<string> remarks) => Append(formula + string.Concat(remarks
        .Select(CodeText.Comment).Select(text => $"+N({Quoted(text.Length > LongestText ? text[..LongestText] : text)})")));

    private string Append(string formula)
    {
        if (_columns == MostColumns)
        {
            throw new ArgumentException(
                $"The model needs more than the {MostColumns} columns that a sheet has. Prune the model, fit a smaller one, or choose another target.");
        }

        string cell = Cell(_columns++);
        _text.Append(cell).Append("\t=").Append(formula).Append('\n');
        return cell;
    }

    private string Value(CodeExpression expression) => expression switch
    {
        Literal literal => Number(literal.Value),
        Column column => $"N({CellOf(column.Index)})",
        Variable variable => _cells[variable.Definition],
        WhereMissing where => $"IF(ISNUMBER({CellOf(((Column)where.Tested).Index)}),{Value(where.Otherwise)},{Number(where.Then)})",
        Limited { Value: Shifted shifted } limited => Scaled($"MAX({Number(-limited.Limit / shifted.Factor)},MIN({Number(limited.Limit / shifted.Factor)},{Moved(shifted)}))", shifted.Factor),
        Limited limited => $"MAX({Number(-limited.Limit)},MIN({Number(limited.Limit)},{Value(limited.Value)}))",
        Shifted shifted => Scaled(shifted.Offset == 0 ? Moved(shifted) : $"({Moved(shifted)})", shifted.Factor),
        Rank rank => WriteRank(rank),
        WeightedSum sum => WriteSum([.. sum.Terms.Where(term => term.Weight != 0).Select(Term)]),
        Activated activated => WriteActivated(activated),
        InUnits units => Scaled(Value(units.Value), units.Scale) + (units.Offset == 0 ? "" : Signed(units.Offset)),
        Exponential exponential => $"EXP({Value(exponential.Value)})",
        Largest largest => $"MAX({string.Join(',', largest.Values.Select(Value))})",
        Difference difference => $"{Value(difference.Left)}-{Value(difference.Right)}",
        Total total => WriteSum([.. total.Values.Select(value => "+" + Value(value))]),
        Quotient quotient => $"{(quotient.Left is Variable ? Value(quotient.Left) : $"({Value(quotient.Left)})")}/{Value(quotient.Right)}",
        Choice choice => WriteChoice(choice),
        OnDay day => FormattableString.Invariant(
            $"IF(ISNUMBER({CellOf(((Column)day.Days).Index)}),IF(MOD(INT({CellOf(((Column)day.Days).Index)}),7)={day.Day},{Number(day.Then)},{Number(day.Otherwise)}),{NumberOrNone(day.IfMissing)})"),
        OnCircle circle => $"{(circle.IsCosine ? "COS" : "SIN")}({Number(2 * Math.PI)}*MOD({Scaled(Value(circle.Value), 1)}{(circle.Period == 1 ? "" : $"/{Number(circle.Period)}")},1))",
        _ => throw new NotSupportedException($"No formula is written for {expression.GetType().Name}."),
    };

    private string Moved(Shifted shifted) => Value(shifted.Value) + (shifted.Offset == 0 ? "" : Signed(-shifted.Offset));

    private static string Scaled(string value, double factor) => factor == 1 ? value : $"{value}*{Number(factor)}";

    private string Term(WeightedTerm term) => term.Value is Literal { Value: 1 } ? Signed(term.Weight) : $"{Signed(term.Weight)}*{Value(term.Value)}";

    /// <summary>Terms with their signs; sums that would be too long for a formula get cells for their parts.</summary>
    private string WriteSum(List<string> terms)
    {
        if (terms.Count == 0)
        {
            return "0";
        }

        var parts = new List<string>();
        var part = new StringBuilder();
        foreach (string term in terms)
        {
            if (part.Length + term.Length > LongestSum)
            {
                parts.Add("+" + Append(Plain(part.ToString())));
                part.Clear();
            }

            part.Append(term);
        }

        return Plain(string.Concat(parts) + part);
    }

    private static string Plain(string sum) => sum[0] == '+' ? sum[1..] : sum;

    private string WriteActivated(Activated activated)
    {
        (double positive, double negative, int power) =
            (activated.Activation.PositiveCoefficient, activated.Activation.NegativeCoefficient, activated.Activation.Power);
        string sum = Value(activated.Value);
        if (power == 1 && (positive == negative || negative == 0))
        {
            return positive == negative
                ? positive == 1 ? sum : Scaled($"({sum})", positive)
                : Scaled($"MAX(0,{sum})", positive);
        }

        if (power == 2 && (positive == negative || negative == 0))
        {
            return Scaled($"SUMSQ({(positive == negative ? sum : $"MAX(0,{sum})")})", positive);
        }

        // Products, since a power of a tiny number is an error in LibreOffice.
        string cell = Append(sum);
        string raised = string.Concat(Enumerable.Repeat("*" + cell, power - 1));
        if (positive == negative)
        {
            return Scaled(cell + raised, positive);
        }

        string above = positive == 0 ? "" : Scaled($"MAX(0,{cell}){raised}", positive);
        string below = negative == 0 ? "" : Scaled($"MIN(0,{cell}){raised}", negative);
        return above + (above.Length > 0 && below.Length > 0 ? "+" : "") + below;
    }

    /// <summary>The first rank and, for each piece of the curve, as much of its rise as lies below the value.</summary>
    private string WriteRank(Rank rank)
    {
        string value = Value(rank.Value);
        IReadOnlyList<RankKnot> knots = rank.Curve.Knots;
        var terms = new List<string> { Signed(knots[0].Rank) };
        for (int knot = 1; knot < knots.Count; knot++)
        {
            (RankKnot low, RankKnot high) = (knots[knot - 1], knots[knot]);
            double slope = (high.Rank - low.Rank) / (high.Value - low.Value);
            terms.Add(double.IsFinite(slope) && slope > 0
                ? $"{Signed(slope)}*(MIN(MAX({value},{Number(low.Value)}),{Number(high.Value)}){Signed(-low.Value)})"
                : $"+IF({value}<{Number(high.Value)},0,{Number(high.Rank - low.Rank)})");
        }

        return WriteSum(terms);
    }

    private string Label(string text) => program.Labels!.Kind switch
    {
        LabelType.Number => text,
        LabelType.Logical => text.ToUpperInvariant(),
        _ => Quoted(text),
    };

    /// <summary>A text; what would end a line of formulas, or is longer than a literal may be, is put together from pieces.</summary>
    private static string Quoted(string text)
    {
        var pieces = new List<string>();
        var piece = new StringBuilder();
        void Close()
        {
            if (piece.Length > 0)
            {
                pieces.Add($"\"{piece}\"");
                piece.Clear();
            }
        }

        foreach (Rune rune in text.EnumerateRunes())
        {
            if (rune.Value < ' ')
            {
                Close();
                pieces.Add(FormattableString.Invariant($"CHAR({rune.Value})"));
                continue;
            }

            piece.Append(rune.Value == '"' ? "\"\"" : rune.ToString());
            if (piece.Length >= LongestText)
            {
                Close();
            }
        }

        Close();
        return pieces.Count == 0 ? "\"\"" : string.Join('&', pieces);
    }

    private static string Signed(double value) => value < 0 ? Number(value) : "+" + Number(value);

    /// <summary>A number; those that spreadsheets hold as 0 are 0.</summary>
    private static string Number(double value)
    {
        string text = Math.Abs(value) < 1e-307 ? "0" : CodeText.Number(value).ToUpperInvariant();
        return text.EndsWith(".0", StringComparison.Ordinal) ? text[..^2] : text;
    }

    /// <summary>A cell of row 2.</summary>
    /// <param name="column">From 0.</param>
    internal static string Cell(int column)
    {
        string letters = "";
        for (int rest = column + 1; rest > 0; rest = (rest - 1) / 26)
        {
            letters = (char)('A' + (rest - 1) % 26) + letters;
        }

        return letters + "2";
    }
}
