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
        string count = Program.ColumnNames.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
        Line($"/** {(IsNumber ? "The prediction" : Labels is null ? "An array of the predictions" : "An array of the probabilities of all labels")} for one sample, an array of numbers. */");
        Line($"export function {(Labels is null ? Options.Name : Probabilities)}(x) {{");
        Lines($$"""
            if (x.length !== {{count}}) throw new RangeError(`x has ${x.length} values; the model takes {{count}}.`);
            """, 2);
        Body(2, column => FormattableString.Invariant($"number(x[{column}])"));
        string outputs = string.Join(", ", Program.Outputs.Select(Write));
        Line(IsNumber ? $"  return {outputs};" : $"  return [{outputs}];");
        Line("}");
        if (Labels is not null)
        {
            WriteLabels();
        }
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
            /** The most probable label of one sample; of equally probable ones the first. */
            export function {{Options.Name}}(x) {
              const probabilities = {{Probabilities}}(x);
              let best = 0;
              for (let k = 1; k < probabilities.length; k++) best = probabilities[k] > probabilities[best] ? k : best;
              if (Number.isNaN(probabilities[best])) throw new RangeError("x has a value that is NaN or infinite, so it has no most probable label.");
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
        Lines(JavaScriptHelpers.Number);
        Line();
        if (Activation() is { } activation && activation is not { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 })
        {
            Line($"const {NeuronDefinitions.ActivationName(activation)} = (z) => {Power(activation, "z")};");
            Line();
        }

        WriteHelper<CodeExpression.Limited>(JavaScriptHelpers.Limit);
        WriteHelper<CodeExpression.Rank>(JavaScriptHelpers.Rank);
        if (Program.Networks.Any())
        {
            Lines(JavaScriptHelpers.Network);
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
