using System.Text;

namespace NeuronPursuit;

/// <summary>What C#, C, Python and JavaScript have in common: expressions with helpers, one statement for each definition.</summary>
internal abstract class ProceduralWriter(ModelProgram program, CodeOptions options)
{
    private readonly StringBuilder _text = new();

    private IReadOnlyList<CodeExpression.Choice>? _lookups;

    protected ModelProgram Program => program;

    protected CodeOptions Options => options;

    /// <summary>Whether the outputs are probabilities of classes that have names.</summary>
    protected LabelSet? Labels => program.Labels;

    protected bool IsNumber => program.Labels is null && program.Outputs.Count == 1;

    /// <summary>The code.</summary>
    public string Write()
    {
        WriteAll();
        return _text.ToString();
    }

    protected abstract void WriteAll();

    protected abstract string Comment(string text);

    /// <summary>A definition as a statement, without its end.</summary>
    protected abstract string Declare(string name, string value);

    /// <summary>A variable that holds a text, or nothing.</summary>
    protected virtual string DeclareText(string name, string value) => Declare(name, value);

    /// <summary>A definition as one line.</summary>
    protected virtual string WriteDefinition(Definition definition) => Declare(definition.Name, Write(definition.Value));

    protected abstract string WriteSum(CodeExpression.WeightedSum sum);

    protected abstract string IsMissing(string value);

    /// <summary>Whether a text is missing.</summary>
    protected abstract string IsNoText(string name);

    /// <summary>Whether a text is one of some.</summary>
    protected abstract string IsOneOf(string name, IReadOnlyList<string> texts);

    /// <summary>What is not a number.</summary>
    protected abstract string NaN { get; }

    protected virtual string Equal => "==";

    /// <summary>A number for a text among many, by a table of them.</summary>
    protected abstract string WriteLookup(CodeExpression.Choice choice);

    protected abstract string Conditional(string condition, string then, string otherwise);

    protected abstract string Larger(string left, string right);

    /// <summary>A helper's name after the language's custom.</summary>
    protected abstract string Helper(string name);

    protected virtual string WriteInUnits(CodeExpression.InUnits units)
    {
        string scaled = units.Scale == 1 ? Operand(units.Value) : $"{Operand(units.Value)} * {Number(units.Scale)}";
        return Plus(scaled, units.Offset);
    }

    protected void Line(string text = "") => _text.Append(text).Append('\n');

    protected void Lines(string text, int indent = 0)
    {
        foreach (string line in text.Split('\n'))
        {
            Line(line.Length == 0 ? "" : new string(' ', indent) + line);
        }
    }

    /// <summary>The header: what this is, what it takes, where it comes from.</summary>
    protected IEnumerable<string> Header()
    {
        foreach (string line in program.Provenance)
        {
            yield return line;
        }

        yield return program.Labels is not null ? $"Classes: {CodeText.Comment(string.Join(", ", program.Labels.Texts))}."
            : program.Outputs.Count == 1 ? "Gives one number." : FormattableString.Invariant($"Gives {program.Outputs.Count} numbers, prediction_1 to prediction_{program.Outputs.Count}.");
        yield return program.IsTable
            ? $"Columns, by their names: {CodeText.Comment(string.Join(", ", program.ColumnNames))}. NaN is missing."
            : $"Columns, in this order: {CodeText.Comment(string.Join(", ", program.ColumnNames))}. NaN is missing.";
    }

    /// <summary>Statements for the columns that definitions use, and for definitions and networks.</summary>
    protected void Body(int indent, Func<int, string> column)
    {
        string space = new(' ', indent);
        foreach (int index in UsedColumns())
        {
            string name = program.ColumnNames[index];
            Line(space + (program.Columns[index].Kind == RawKind.Text ? DeclareText(ColumnName(index), column(index)) : Declare(ColumnName(index), column(index))) + (name == ColumnName(index) ? "" : "  " + Comment(CodeText.Comment(name))));
        }

        for (int k = 0; k < program.Steps.Count; k++)
        {
            int written = WriteTogether(program.Steps, k, indent);
            if (written > 0)
            {
                k += written - 1;
            }
            else if (program.Steps[k] is DefinitionStep { Definition: var definition })
            {
                if (definition.Comment is { } comment)
                {
                    Line(space + Comment($"{definition.Name} = {CodeText.Comment(comment)}"));
                }

                Line(space + WriteDefinition(definition));
            }
            else if (program.Steps[k] is NetworkStep network)
            {
                WriteNetwork(network, indent);
            }
        }
    }

    /// <summary>Writes several steps at once, where a language has reason to.</summary>
    /// <returns>How many; 0 for none.</returns>
    protected virtual int WriteTogether(IReadOnlyList<ProgramStep> steps, int first, int indent) => 0;

    protected abstract void WriteNetwork(NetworkStep network, int indent);

    protected IReadOnlyList<int> UsedColumns()
    {
        var used = new SortedSet<int>();
        foreach (ProgramStep step in program.Steps)
        {
            IEnumerable<CodeExpression> roots = step is DefinitionStep { Definition: var definition } ? [definition.Value] : ((NetworkStep)step).Inputs;
            foreach (CodeExpression part in roots.SelectMany(Expressions.All))
            {
                if (part is CodeExpression.Column or CodeExpression.Choice)
                {
                    used.Add(part is CodeExpression.Column column ? column.Index : ((CodeExpression.Choice)part).Index);
                }
            }
        }

        return [.. used];
    }

    protected bool Uses<TExpression>()
        where TExpression : CodeExpression => AllExpressions().Any(each => each is TExpression);

    /// <summary>Whether code reads a column of a kind.</summary>
    protected bool Reads(RawKind kind) => UsedColumns().Any(index => program.Columns[index].Kind == kind);

    protected HomogeneousActivation? Activation() => AllExpressions().OfType<CodeExpression.Activated>().FirstOrDefault()?.Activation;

    private IEnumerable<CodeExpression> AllExpressions() =>
        program.Definitions.Select(definition => definition.Value).Concat(program.Outputs).SelectMany(Expressions.All);

    protected static string ColumnName(int index) => FormattableString.Invariant($"x{index + 1}");

    protected virtual string Number(double value) => CodeText.Number(value);

    /// <summary>Language-independent forms; operators are the same in the four languages.</summary>
    protected string Write(CodeExpression expression) => expression switch
    {
        CodeExpression.Literal literal => Number(literal.Value),
        CodeExpression.Column column => ColumnName(column.Index),
        CodeExpression.Variable variable => variable.Definition.Name,
        CodeExpression.Shifted shifted => WriteShifted(shifted),
        CodeExpression.Limited limited => $"{Helper("limit")}({Write(limited.Value)}, {Number(limited.Limit)})",
        CodeExpression.Rank rank => WriteRank(rank),
        CodeExpression.WhereMissing where => Conditional(IsMissing(Write(where.Tested)), Number(where.Then), Write(where.Otherwise)),
        CodeExpression.WeightedSum sum => WriteSum(sum),
        CodeExpression.Activated { Activation: { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 } } linear => Write(linear.Value),
        CodeExpression.Activated activated => $"{Helper(NeuronDefinitions.ActivationName(activated.Activation))}({Write(activated.Value)})",
        CodeExpression.InUnits units => WriteInUnits(units),
        CodeExpression.Exponential exponential => $"{Helper("exp")}({Write(exponential.Value)})",
        CodeExpression.Largest largest => largest.Values.Select(Write).Aggregate(Larger),
        CodeExpression.Difference difference => $"{Operand(difference.Left)} - {Operand(difference.Right)}",
        CodeExpression.Total total => string.Join(" + ", total.Values.Select(Operand)),
        CodeExpression.Quotient quotient => $"{Operand(quotient.Left)} / {Operand(quotient.Right)}",
        CodeExpression.Choice choice => WriteChoice(choice),
        CodeExpression.OnDay day => Conditional(
            IsMissing(Write(day.Days)), NumberOrNaN(day.IfMissing),
            Conditional(FormattableString.Invariant($"{Helper("weekday")}({Write(day.Days)}) {Equal} {day.Day}"), NumberOrNaN(day.Then), NumberOrNaN(day.Otherwise))),
        CodeExpression.OnCircle circle => $"{Helper(circle.IsCosine ? "cosine" : "sine")}({Write(circle.Value)}{(circle.Period == 1 ? "" : $" / {Number(circle.Period)}")})",
        _ => throw new NotSupportedException($"No language writes {expression.GetType().Name}."),
    };

    protected string NumberOrNaN(double value) => double.IsNaN(value) ? NaN : Number(value);

    /// <summary>All choices that stand as tables, numbered from 1.</summary>
    protected IReadOnlyList<CodeExpression.Choice> Lookups => _lookups ??= [.. AllExpressions().OfType<CodeExpression.Choice>().Where(IsLookup)];

    protected IEnumerable<CodeExpression.OnCircle> OnCircles => AllExpressions().OfType<CodeExpression.OnCircle>();

    protected IEnumerable<CodeExpression.Choice> Choices => AllExpressions().OfType<CodeExpression.Choice>();

    /// <summary>The number of a choice among those that stand as tables.</summary>
    protected int NumberOf(CodeExpression.Choice choice) => 1 + Enumerable.Range(0, Lookups.Count).First(k => ReferenceEquals(Lookups[k], choice));

    private static bool IsLookup(CodeExpression.Choice choice) => choice.Cases.Count > 3;

    private string WriteChoice(CodeExpression.Choice choice)
    {
        if (IsLookup(choice))
        {
            return WriteLookup(choice);
        }

        string name = ColumnName(choice.Index);
        string text = NumberOrNaN(choice.Otherwise);
        foreach (ChoiceCase each in choice.Cases.Reverse())
        {
            text = Conditional(IsOneOf(name, each.Texts), NumberOrNaN(each.Value), text);
        }

        return choice.IfMissing.Equals(choice.Otherwise) ? text : Conditional(IsNoText(name), NumberOrNaN(choice.IfMissing), text);
    }

    protected virtual string WriteRank(CodeExpression.Rank rank) => FormattableString.Invariant(
        $"{Helper("rank")}({Write(rank.Value)}, {Helper("rankValues")}{rank.Curve.Number}, {Helper("ranks")}{rank.Curve.Number})");

    /// <summary>In brackets where it is no name, number or call.</summary>
    protected string Operand(CodeExpression expression)
    {
        string text = Write(expression);
        return expression is CodeExpression.Literal ? CodeText.Operand(text)
            : expression is CodeExpression.Column or CodeExpression.Variable or CodeExpression.Limited or CodeExpression.Rank or CodeExpression.Exponential ? text
            : $"({text})";
    }

    protected string Plus(string left, double right) => right < 0 ? $"{left} - {Number(-right)}" : $"{left} + {Number(right)}";

    private string WriteShifted(CodeExpression.Shifted shifted)
    {
        string value = shifted.Offset == 0 ? Operand(shifted.Value) : Plus(Operand(shifted.Value), -shifted.Offset);
        return shifted.Factor == 1 ? value : shifted.Offset == 0 ? $"{value} * {Number(shifted.Factor)}" : $"({value}) * {Number(shifted.Factor)}";
    }

    /// <summary>The value of an activation as a product from the left.</summary>
    protected string Power(HomogeneousActivation activation, string z)
    {
        string coefficient = activation.PositiveCoefficient == activation.NegativeCoefficient
            ? activation.PositiveCoefficient == 1 ? "" : $"{Number(activation.PositiveCoefficient)} * "
            : $"({Conditional($"{z} > 0", Number(activation.PositiveCoefficient), Number(activation.NegativeCoefficient))}) * ";
        return coefficient + string.Join(" * ", Enumerable.Repeat(z, activation.Power));
    }
}
