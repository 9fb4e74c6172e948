namespace NeuronPursuit;

/// <summary>A model as definitions, each of columns and of definitions before it.</summary>
/// <param name="Columns">The caller's columns.</param>
/// <param name="IsTable">Whether code takes the columns by name, and not as an array of numbers.</param>
/// <param name="Curves">The curves of ranks that occur.</param>
/// <param name="Steps">Definitions, and whole networks where these stand as tables.</param>
/// <param name="Outputs">What is predicted.</param>
/// <param name="Labels">The classes whose probabilities the outputs are; null for a model of numbers.</param>
/// <param name="Provenance">Lines that say where the model comes from.</param>
internal sealed record ModelProgram(
    IReadOnlyList<RawColumn> Columns,
    bool IsTable,
    IReadOnlyList<Curve> Curves,
    IReadOnlyList<ProgramStep> Steps,
    IReadOnlyList<CodeExpression> Outputs,
    LabelSet? Labels,
    IReadOnlyList<string> Provenance)
{
    public IReadOnlyList<string> ColumnNames { get; } = [.. Columns.Select(column => column.Name)];

    public IEnumerable<Definition> Definitions => Steps.OfType<DefinitionStep>().Select(step => step.Definition);

    public IEnumerable<NetworkStep> Networks => Steps.OfType<NetworkStep>();
}

/// <summary>A step of a program.</summary>
internal abstract record ProgramStep;

/// <summary>A definition.</summary>
internal sealed record DefinitionStep(Definition Definition) : ProgramStep;

/// <summary>A network as tables of weights, for languages with loops.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Network">The network.</param>
/// <param name="Inputs">Its inputs.</param>
/// <param name="Outputs">The names of its outputs; what they stand for is this step.</param>
internal sealed record NetworkStep(int Number, PursuitNetwork Network, IReadOnlyList<CodeExpression> Inputs, IReadOnlyList<Definition> Outputs)
    : ProgramStep;

/// <summary>The labels of a classifier.</summary>
/// <param name="Kind">What they are in code.</param>
/// <param name="Texts">Their texts, in the order of the outputs.</param>
internal sealed record LabelSet(LabelType Kind, IReadOnlyList<string> Texts);

/// <summary>What labels are in code.</summary>
internal enum LabelType
{
    /// <summary>Whole numbers.</summary>
    Number,

    /// <summary>True and false.</summary>
    Logical,

    /// <summary>Strings; members of an enumeration by their names.</summary>
    Text,
}
