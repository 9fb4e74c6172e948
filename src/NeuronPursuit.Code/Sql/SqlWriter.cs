using System.Text;
using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>One SELECT that keeps all columns of a table and adds the predictions.</summary>
internal sealed class SqlWriter
{
    private readonly ModelProgram _program;
    private readonly FlatProgram _flat;
    private readonly CodeOptions _options;
    private readonly SqlDialect _dialect;
    private readonly SqlExpressions _expressions;

    public SqlWriter(ModelProgram program, CodeOptions options, SqlDialect dialect)
    {
        (_program, _options, _dialect) = (program, options, dialect);
        _flat = new FlatProgram(program, dialect.OverflowFails);
        _expressions = new SqlExpressions(_flat, dialect, program.Columns);
    }

    public string Write()
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(_options.Table);
        SqlOutput[] outputs = [.. Outputs()];
        RequireNames();
        var text = new StringBuilder();
        foreach (string line in _program.Provenance)
        {
            text.Append("-- ").Append(line).Append('\n');
        }

        foreach (Definition definition in _flat.Levels.SelectMany(level => level).Where(definition => definition.Comment is not null))
        {
            text.Append("-- ").Append(definition.Name).Append(" = ").Append(CodeText.Comment(definition.Comment!)).Append('\n');
        }

        _dialect.Assemble(text, new SqlSelect(_dialect.Quote(_options.Table), _flat, outputs, _program.Columns, _expressions.Write));
        return text.ToString();
    }

    /// <summary>The names of the added columns.</summary>
    public static IReadOnlyList<string> OutputNames(ModelProgram program) =>
        program.Labels is { } labels ? ["label", .. labels.Texts.Select(label => "probability_" + label)]
        : program.Outputs.Count == 1 ? ["prediction"]
        : [.. Enumerable.Range(1, program.Outputs.Count).Select(k => FormattableString.Invariant($"prediction_{k}"))];

    private IEnumerable<SqlOutput> Outputs()
    {
        IReadOnlyList<string> names = OutputNames(_program);
        int first = 0;
        if (_program.Labels is { } labels)
        {
            first = 1;
            yield return new SqlOutput(_dialect.Quote(names[0]), [.. _flat.Outputs, _flat.Best!], name => "CASE" + string.Concat(
                _flat.Outputs.Select((output, k) => $" WHEN {name(output.Definition)} = {name(_flat.Best!.Definition)} THEN {Label(labels, k)}")) + " END");
        }

        for (int k = 0; k < _flat.Outputs.Count; k++)
        {
            Variable output = _flat.Outputs[k];
            yield return new SqlOutput(_dialect.Quote(names[first + k]), [output], name => name(output.Definition));
        }
    }

    private string Label(LabelSet labels, int k) => labels.Kind switch
    {
        LabelType.Number => labels.Texts[k],
        LabelType.Logical => _dialect.Logical(labels.Texts[k]),
        _ => _dialect.Text(labels.Texts[k]),
    };

    private void RequireNames()
    {
        IReadOnlyList<string> added = OutputNames(_program);
        foreach (string name in _program.ColumnNames.Concat(added).Append(_options.Table))
        {
            _dialect.RequireName(name);
        }

        if (_program.ColumnNames.FirstOrDefault(name => added.Contains(name, StringComparer.OrdinalIgnoreCase)) is { } taken)
        {
            throw new ArgumentException(
                $"The table has a column '{taken}' already, and the SELECT would add another of that name. Rename it, in the table or by a view, and pass its new name in InputNames.");
        }
    }
}
