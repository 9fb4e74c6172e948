using System.Text;

namespace NeuronPursuit;

/// <summary>An ES module.</summary>
internal sealed class JavaScriptWriter(ModelProgram program, CodeOptions options) : ProceduralWriter(program, options)
{
    private string Probabilities => Options.Name + "Probabilities";

    protected override void WriteAll()
    {
        foreach (string line in Header())
        {
            Line("// " + line.Replace("NaN is missing", "null, undefined and NaN are missing", StringComparison.Ordinal));
        }

        Line();
        WriteTables();
        WriteHelpers();
        string sample = Program.IsTable ? "row, an object with a property for each column" : "sample, an array of numbers";
        Line($"/** {(IsNumber ? "The prediction" : Labels is null ? "An array of the predictions" : "An array of the probabilities of all labels")} for one {sample}. */");
        Line($"export function {(Labels is null ? Options.Name : Probabilities)}({Parameter}) {{");
        if (!Program.IsTable)
        {
            string count = Program.Columns.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Line($$"""  if (x.length !== {{count}}) throw new RangeError(`x has ${x.length} values; the model takes {{count}}.`);""");
        }

        Body(2, Read);
        string outputs = string.Join(", ", Program.Outputs.Select(Write));
        Line(IsNumber ? $"  return {outputs};" : $"  return [{outputs}];");
        Line("}");
        if (Labels is not null)
        {
            WriteLabels();
        }
    }

    private string Parameter => Program.IsTable ? "row" : "x";

    private string Read(int column)
    {
        string cell = $"cell(row, {CodeText.Quoted(Program.ColumnNames[column], Escape)})";
        return !Program.IsTable ? FormattableString.Invariant($"number(x[{column}])") : Program.Columns[column].Kind switch
        {
            RawKind.Text => $"textOf({cell})",
            RawKind.YesNo => $"yesNo({cell})",
            RawKind.Date => $"days({cell})",
            _ => $"number({cell})",
        };
    }

    protected override string IsNoText(string name) => $"{name} === null";

    protected override string IsOneOf(string name, IReadOnlyList<string> texts) => string.Join(" || ", texts.Select(text => $"{name} === {CodeText.Quoted(text, Escape)}"));

    protected override string NaN => "NaN";

    protected override string Equal => "===";

    protected override string WriteLookup(CodeExpression.Choice choice)
    {
        string name = ColumnName(choice.Index);
        string text = FormattableString.Invariant($"numbers{NumberOf(choice)}.get({name}) ?? {NumberOrNaN(choice.Otherwise)}");
        return choice.IfMissing.Equals(choice.Otherwise) ? text : Conditional(IsNoText(name), NumberOrNaN(choice.IfMissing), text);
    }

    protected override string Comment(string text) => "// " + text;

    protected override string Declare(string name, string value) => $"const {name} = {value};";

    protected override string IsMissing(string value) => $"Number.isNaN({value})";

    protected override string Conditional(string condition, string then, string otherwise) => $"{condition} ? {then} : {otherwise}";

    protected override string Larger(string left, string right) => $"Math.max({left}, {right})";

    protected override string Helper(string name) => name switch { "exp" => "Math.exp", _ => name };

    protected override string WriteSum(CodeExpression.WeightedSum sum) => PlainSum.Write(sum, Write, Operand, Number);

    protected override void WriteNetwork(NetworkStep network, int indent)
    {
        string space = new(' ', indent);
        if (network.Number == 1)
        {
            Line($"{space}const inputs = [{string.Join(", ", network.Inputs.Select(Write))}];");
        }

        HomogeneousActivation activation = network.Network.Activation;
        Line(FormattableString.Invariant($"{space}const [{string.Join(", ", network.Outputs.Select(output => output.Name))}] = network(inputs, widths{network.Number}, weights{network.Number}, {Number(activation.PositiveCoefficient)}, {Number(activation.NegativeCoefficient)}, {activation.Power});"));
    }

    private void WriteLabels()
    {
        IEnumerable<string> labels = Labels!.Texts.Select(text =>
            Labels.Kind == LabelType.Text ? CodeText.Quoted(text, Escape) : text.ToLowerInvariant());
        Line();
        Line($"export const {Options.Name}Labels = [{string.Join(", ", labels)}];");
        Line();
        Lines($$"""
            /** The most probable label of one {{(Program.IsTable ? "row" : "sample")}}; of equally probable ones the first. */
            export function {{Options.Name}}({{Parameter}}) {
              const probabilities = {{Probabilities}}({{Parameter}});
              let best = 0;
              for (let k = 1; k < probabilities.length; k++) best = probabilities[k] > probabilities[best] ? k : best;
              if (Number.isNaN(probabilities[best])) throw new RangeError("{{(Program.IsTable ? "the row" : "x")}} has a value that is NaN or infinite, so it has no most probable label.");
              return {{Options.Name}}Labels[best];
            }
            """);
    }

    private static string Escape(Rune rune) => FormattableString.Invariant($"\\u{{{rune.Value:x}}}");

    private void WriteTables()
    {
        foreach (Curve curve in Program.Curves)
        {
            Line(FormattableString.Invariant($"const rankValues{curve.Number} = [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Value)))}];"));
            Line(FormattableString.Invariant($"const ranks{curve.Number} = [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Rank)))}];"));
            Line();
        }

        foreach (CodeExpression.Choice choice in Lookups)
        {
            Line(FormattableString.Invariant($"const numbers{NumberOf(choice)} = new Map(["));
            foreach (ChoiceCase each in choice.Cases)
            {
                each.Texts.ToList().ForEach(text => Line($"  [{CodeText.Quoted(text, Escape)}, {NumberOrNaN(each.Value)}],"));
            }

            Line("]);");
            Line();
        }

        foreach (NetworkStep step in Program.Networks)
        {
            Line(FormattableString.Invariant($"const widths{step.Number} = [{string.Join(", ", NetworkTables.Widths(step.Network))}];"));
            Line("// A line for each neuron: its incoming weights.");
            Line(FormattableString.Invariant($"const weights{step.Number} = ["));
            foreach (string row in NetworkTables.Rows(step.Network, Number))
            {
                Line("  " + row);
            }

            Line("];");
            Line();
        }
    }

    private void WriteHelpers()
    {
        WriteReader(!Program.IsTable || Reads(RawKind.Number), JavaScriptHelpers.Number);
        WriteReader(Program.IsTable, JavaScriptHelpers.Cell);
        WriteReader(Reads(RawKind.Text), JavaScriptHelpers.Text);
        WriteReader(Reads(RawKind.YesNo), JavaScriptHelpers.YesNo);
        WriteReader(Reads(RawKind.Date), JavaScriptHelpers.Days);
        if (Activation() is { } activation && activation is not { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 })
        {
            Line($"const {NeuronDefinitions.ActivationName(activation)} = (z) => {Power(activation, "z")};");
            Line();
        }

        WriteHelper<CodeExpression.Limited>(JavaScriptHelpers.Limit);
        WriteHelper<CodeExpression.Rank>(JavaScriptHelpers.Rank);
        WriteHelper<CodeExpression.OnDay>(JavaScriptHelpers.Weekday);
        WriteHelper<CodeExpression.OnCircle>(JavaScriptHelpers.Circle);
        if (Program.Networks.Any())
        {
            Lines(JavaScriptHelpers.Network);
            Line();
        }
    }

    private void WriteReader(bool isUsed, string code)
    {
        if (isUsed)
        {
            Lines(code);
            Line();
        }
    }

    private void WriteHelper<TExpression>(string code)
        where TExpression : CodeExpression
    {
        if (Uses<TExpression>())
        {
            Lines(code);
            Line();
        }
    }
}
