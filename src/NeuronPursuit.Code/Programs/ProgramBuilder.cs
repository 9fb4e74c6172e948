using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>
/// A model as a program: columns, inputs of the networks, neurons, outputs in the caller's units, links, means. The definition is
/// <see cref="NeuronPursuitModel.Predict(ReadOnlySpan{double})"/>, and the order of operations is its order.
/// </summary>
internal sealed class ProgramBuilder
{
    private readonly NeuronPursuitModel _model;
    private readonly IReadOnlyList<string> _names;
    private readonly List<ProgramStep> _steps = [];
    private readonly List<Curve> _curves = [];

    private readonly InputPreparation _preparation;

    private ProgramBuilder(NeuronPursuitModel model, IReadOnlyList<string> names, TableColumns? table)
    {
        (_model, _names) = (model, names);
        _preparation = new InputPreparation(model, names, table, Define, CurveOf);
    }

    /// <summary>Builds the program of a model.</summary>
    /// <param name="model">The model.</param>
    /// <param name="names">The names of its inputs.</param>
    /// <param name="labels">The labels of a classifier, or null.</param>
    /// <param name="writtenOut">Whether every neuron is a definition; otherwise networks stand as tables.</param>
    /// <param name="table">The columns that its inputs are made of, or null where they are columns themselves.</param>
    public static ModelProgram Build(NeuronPursuitModel model, IReadOnlyList<string> names, LabelSet? labels, bool writtenOut, TableColumns? table = null)
    {
        var builder = new ProgramBuilder(model, names, table);
        IReadOnlyList<CodeExpression> outputs = builder.Predict(writtenOut);
        IReadOnlyList<RawColumn> columns = table?.Columns ?? [.. names.Select(name => new RawColumn(name, RawKind.Number))];
        return new ModelProgram(columns, table is not null, builder._curves, builder._steps, outputs, labels, Provenance.Of(model, table));
    }

    private List<CodeExpression> Predict(bool writtenOut)
    {
        CodeExpression?[] inputs = new CodeExpression?[_model.NetworkInputs.Count];
        CodeExpression Input(int place) => inputs[place] ??= _preparation.Prepare(place);
        var members = new List<CodeExpression[]>();
        for (int member = 0; member < _model.Networks.Count; member++)
        {
            CodeExpression[] own = writtenOut
                ? new NeuronDefinitions(_model, _names, member, Define).Add(Input)
                : Table(member, [.. Enumerable.Range(0, inputs.Length).Select(Input)]);
            members.Add(Link(member, InUnitsOfTarget(own)));
        }

        return [.. Enumerable.Range(0, _model.OutputCount).Select(output => members.Count == 1
            ? members[0][output]
            : new Quotient(new Total([.. members.Select(own => own[output])]), new Literal(members.Count)))];
    }

    private Variable Define(string name, CodeExpression value, string? comment)
    {
        var definition = new Definition(name, value, comment);
        _steps.Add(new DefinitionStep(definition));
        return new Variable(definition);
    }

    private CodeExpression[] Table(int member, CodeExpression[] inputs)
    {
        Definition[] outputs = [.. Enumerable.Range(0, _model.OutputCount).Select(output => new Definition(OutputName("y", member, output), new Literal(0)))];
        _steps.Add(new NetworkStep(member + 1, _model.Networks[member], inputs, outputs));
        return [.. outputs.Select(output => new Variable(output))];
    }

    private Curve CurveOf(IReadOnlyList<RankKnot> knots)
    {
        var curve = new Curve(_curves.Count + 1, knots);
        _curves.Add(curve);
        return curve;
    }

    private CodeExpression[] InUnitsOfTarget(CodeExpression[] outputs)
    {
        IReadOnlyList<NetworkOutput> units = _model.NetworkOutputs;
        return units.All(unit => unit is { Offset: 0, Scale: 1 })
            ? outputs
            : [.. outputs.Select((output, k) => new InUnits(output, units[k].Scale, units[k].Offset))];
    }

    /// <summary>From outputs in the units of the target to what they mean.</summary>
    private CodeExpression[] Link(int member, CodeExpression[] outputs)
    {
        CodeExpression Named(string letter, int output, CodeExpression value) =>
            value is Variable ? value : Define(OutputName(letter, member, output), value, null);
        CodeExpression Curved(TargetCurve curve, CodeExpression output, int k)
        {
            // The limits are those of both signs, so that a change of sign may follow them.
            CodeExpression distance = Named("d", k, new Limited(new Shifted(output, curve.Centre, 1), curve.Limit));
            distance = curve.Direction == 1 ? distance : Named("h", k, new InUnits(distance, curve.Direction, 0));
            return new InUnits(Named("e", k, new Exponential(distance)), curve.Scale, curve.Offset);
        }

        switch (_model.OutputLink)
        {
            case OutputLink.Identity:
                return [.. outputs.Select((output, k) => Named("f", k, CurveOf(k) is { } curve ? Curved(curve, Named("g", k, output), k) : output))];
            case OutputLink.Exponential:
                return [.. outputs.Select((output, k) => Named("f", k, new Exponential(Named("g", k, output))))];
            case OutputLink.Softmax:
                CodeExpression[] logits = [.. outputs.Select((output, k) => Named("g", k, output))];
                CodeExpression largest = Define(MemberName("largest", member), new Largest(logits), null);
                CodeExpression[] powers =
                    [.. logits.Select((logit, k) => Define(OutputName("e", member, k), new Exponential(new Difference(logit, largest)), null))];
                CodeExpression total = Define(MemberName("total", member), new Total(powers), null);
                return [.. powers.Select((power, k) => Define(OutputName("p", member, k), new Quotient(power, total), null))];
            default:
                throw new NotSupportedException($"Code knows no link {_model.OutputLink} of a model's outputs.");
        }
    }

    private TargetCurve? CurveOf(int output) => _model.TargetCurves is [] ? null : _model.TargetCurves[output];

    private string MemberName(string name, int member) => _model.Networks.Count == 1 ? name : FormattableString.Invariant($"{name}_{member + 1}");

    private string OutputName(string letter, int member, int output) => MemberName(FormattableString.Invariant($"{letter}{output + 1}"), member);
}
