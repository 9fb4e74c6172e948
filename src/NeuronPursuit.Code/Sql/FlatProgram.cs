using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>
/// A program for languages without statements: what an expression would have to name twice is a definition of its own, and definitions stand in
/// levels, each of columns and of levels before it.
/// </summary>
internal sealed class FlatProgram
{
    private readonly Dictionary<Definition, Variable> _flat = new(ReferenceEqualityComparer.Instance);
    private readonly Dictionary<Definition, int> _levelOf = new(ReferenceEqualityComparer.Instance);
    private readonly Variable?[] _columns;
    private readonly Variable?[] _ranged;
    private readonly bool _bounds;

    /// <param name="program">The program, without networks as tables.</param>
    /// <param name="bounds">Whether a column that a sum reads gets a definition of its own, where its range can be checked.</param>
    public FlatProgram(ModelProgram program, bool bounds)
    {
        _bounds = bounds;
        _columns = new Variable?[program.Columns.Count];
        _ranged = new Variable?[program.Columns.Count];
        foreach (Definition definition in program.Definitions)
        {
            _flat[definition] = Define(definition.Name, Flatten(definition.Value, definition.Name), definition.Comment);
        }

        Outputs = [.. program.Outputs.Select((output, k) => AsVariable(output, FormattableString.Invariant($"m{k + 1}")))];
        Best = program.Labels is null ? null : Define("best", new Largest(Outputs), null);
        Ranges = new ValueRanges(this);
    }

    /// <summary>The definitions of each level; level 0 reads columns.</summary>
    public List<List<Definition>> Levels { get; } = [];

    public IReadOnlyList<Variable> Outputs { get; }

    /// <summary>The largest probability of a classifier.</summary>
    public Variable? Best { get; }

    public ValueRanges Ranges { get; }

    /// <summary>The definitions that some depend on, and those.</summary>
    public static HashSet<Definition> Needed(IEnumerable<Variable> roots)
    {
        var needed = new HashSet<Definition>(ReferenceEqualityComparer.Instance);
        void Add(Definition definition)
        {
            if (needed.Add(definition))
            {
                foreach (Variable variable in Expressions.All(definition.Value).OfType<Variable>())
                {
                    Add(variable.Definition);
                }
            }
        }

        foreach (Variable root in roots)
        {
            Add(root.Definition);
        }

        return needed;
    }

    private Variable Define(string name, CodeExpression value, string? comment)
    {
        var definition = new Definition(name, value, comment);
        int level = value is Column ? 0 : 1 + Expressions.All(value).OfType<Variable>().Select(variable => _levelOf[variable.Definition]).DefaultIfEmpty(-1).Max();
        _levelOf[definition] = level;
        while (Levels.Count <= level)
        {
            Levels.Add([]);
        }

        Levels[level].Add(definition);
        return new Variable(definition);
    }

    private Variable ColumnVariable(int index) =>
        _columns[index] ??= Define(FormattableString.Invariant($"x{index + 1}"), new Column(index), null);

    private CodeExpression AsOperand(CodeExpression value, string name) => value is Literal ? value : AsVariable(value, name);

    private Variable AsVariable(CodeExpression value, string name) => value switch
    {
        Variable variable => _flat.GetValueOrDefault(variable.Definition, variable),
        Column column => ColumnVariable(column.Index),
        _ => Define(name, Flatten(value, name), null),
    };

    /// <param name="value">An expression.</param>
    /// <param name="name">What it will be called; parts of it are called after it.</param>
    private CodeExpression Flatten(CodeExpression value, string name) => value switch
    {
        WhereMissing where => new WhereMissing(AsVariable(where.Tested, name + "_t"), where.Then, Flatten(where.Otherwise, name)),
        Limited limited => new Limited(Flatten(limited.Value, name), limited.Limit),
        Shifted shifted => new Shifted(AsVariable(shifted.Value, name + "_r"), shifted.Offset, shifted.Factor),
        Rank rank => new Rank(AsVariable(rank.Value, name + "_c"), rank.Curve),
        WeightedSum sum => new WeightedSum(
            sum.Start is null ? null : AsVariable(sum.Start, name + "_0"),
            [.. sum.Terms.Select(term => new WeightedTerm(term.Weight, Term(term, name)))]),
        Activated activated => new Activated(AsVariable(activated.Value, name + "_s"), activated.Activation),
        InUnits units => new InUnits(AsVariable(units.Value, name + "_u"), units.Scale, units.Offset),
        Exponential exponential => new Exponential(AsVariable(exponential.Value, name + "_d")),
        Largest largest => new Largest([.. largest.Values.Select((each, k) => AsOperand(each, FormattableString.Invariant($"{name}_{k}")))]),
        Total total => new Total([.. total.Values.Select((each, k) => AsOperand(each, FormattableString.Invariant($"{name}_{k}")))]),
        Difference difference => new Difference(AsOperand(difference.Left, name + "_l"), AsOperand(difference.Right, name + "_r")),
        Quotient quotient => new Quotient(AsOperand(quotient.Left, name + "_t"), AsOperand(quotient.Right, name + "_n")),
        OnDay day => day with { Days = AsVariable(day.Days, name + "_w") },
        OnCircle circle => circle with { Value = AsVariable(circle.Value, name + "_w") },
        Variable or Column => AsVariable(value, name),
        _ => value,
    };

    private CodeExpression Term(WeightedTerm term, string name)
    {
        if (term.Value is Column column && _bounds && term.Weight != 0)
        {
            return _ranged[column.Index] ??= Define(FormattableString.Invariant($"z{column.Index + 1}"), ColumnVariable(column.Index), null);
        }

        return AsOperand(term.Value, name + "_v");
    }
}
