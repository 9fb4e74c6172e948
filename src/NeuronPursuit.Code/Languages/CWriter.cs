using System.Text;

namespace NeuronPursuit;

/// <summary>A translation unit of C99, with the same bits as the model's.</summary>
/// <remarks>No product stands beside a sum, so a compiler that contracts them to one operation finds none: scaling is fma too.</remarks>
internal sealed class CWriter(ModelProgram program, CodeOptions options) : ProceduralWriter(program, options)
{
    protected override void WriteAll()
    {
        foreach (string line in Header())
        {
            Line(Comment(line));
        }

        Line("/* Compile without -ffast-math; with -O2 -mfma, or the like of another processor, it is fast. */");
        Line("#include <math.h>");
        Line();
        WriteTables();
        WriteHelpers();
        string several = Labels is null ? $"void {Options.Name}(const double *x, double *predictions)" : $"void {Options.Name}_probabilities(const double *x, double *probabilities)";
        if (IsNumber)
        {
            Line($"double {Options.Name}(const double *x)");
            WriteBlock(() => Line($"    return {Write(Program.Outputs[0])};"));
            return;
        }

        Line(several);
        WriteBlock(() =>
        {
            for (int k = 0; k < Program.Outputs.Count; k++)
            {
                Line(FormattableString.Invariant($"    {(Labels is null ? "predictions" : "probabilities")}[{k}] = {Write(Program.Outputs[k])};"));
            }
        });
        if (Labels is not null)
        {
            WriteLabels();
        }
    }

    protected override string Comment(string text) => $"/* {text} */";

    protected override string Declare(string name, string value) => $"const double {name} = {value};";

    protected override string IsMissing(string value) => $"isnan({value})";

    protected override string Conditional(string condition, string then, string otherwise) => $"{condition} ? {then} : {otherwise}";

    protected override string Larger(string left, string right) => $"larger({left}, {right})";

    protected override string Helper(string name) => name switch { "exp" => "exponential", "rankValues" => "rank_values", _ => name };

    protected override string WriteSum(CodeExpression.WeightedSum sum)
    {
        string text = sum.Start is null ? "0.0" : Write(sum.Start);
        return sum.Terms.Aggregate(text, (start, term) => $"fma({Number(term.Weight)}, {Write(term.Value)}, {start})");
    }

    protected override string WriteInUnits(CodeExpression.InUnits units) =>
        Plus(units.Scale == 1 ? Operand(units.Value) : $"fma({Write(units.Value)}, {Number(units.Scale)}, 0.0)", units.Offset);

    protected override void WriteNetwork(NetworkStep network, int indent)
    {
        string space = new(' ', indent);
        if (network.Number == 1)
        {
            Line($"{space}const double inputs[] = {{{string.Join(", ", network.Inputs.Select(Write))}}};");
            Line(FormattableString.Invariant($"{space}double outputs[{network.Outputs.Count}];"));
        }

        HomogeneousActivation activation = network.Network.Activation;
        Line(FormattableString.Invariant($"{space}network(inputs, widths{network.Number}, {network.Network.Depth}, weights{network.Number}, {Number(activation.PositiveCoefficient)}, {Number(activation.NegativeCoefficient)}, {activation.Power}, outputs);"));
        for (int k = 0; k < network.Outputs.Count; k++)
        {
            Line(FormattableString.Invariant($"{space}const double {network.Outputs[k].Name} = outputs[{k}];"));
        }
    }

    private void WriteBlock(Action end)
    {
        Line("{");
        Body(4, column => FormattableString.Invariant($"x[{column}]"));
        end();
        Line("}");
    }

    private void WriteLabels()
    {
        string type = Labels!.Kind == LabelType.Text ? "const char *const" : "const int";
        IEnumerable<string> labels = Labels.Texts.Select(text => Labels.Kind switch
        {
            LabelType.Number => text,
            LabelType.Logical => text == bool.TrueString ? "1" : "0",

            // Two question marks begin a trigraph in C99.
            _ => CodeText.Quoted(text, Escape).Replace("?", "\\?", StringComparison.Ordinal),
        });
        Line();
        Line("/* The classes in the order of their probabilities; text is UTF-8. */");
        Line($"{type} {Options.Name}_labels[] = {{{string.Join(", ", labels)}}};");
        Line();
        Lines($$"""
            /* The place of the most probable class, of equally probable ones the first; -1 where a value is NaN or infinite. */
            int {{Options.Name}}(const double *x)
            {
                double probabilities[{{Program.Outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}}];
                {{Options.Name}}_probabilities(x, probabilities);
                int best = 0;
                for (int k = 1; k < {{Program.Outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}}; k++)
                {
                    best = probabilities[k] > probabilities[best] ? k : best;
                }
                return isnan(probabilities[best]) ? -1 : best;
            }
            """);
    }

    /// <summary>The bytes of UTF-8, three octal digits each, which cannot run into what follows.</summary>
    private static string Escape(Rune rune)
    {
        Span<byte> bytes = stackalloc byte[4];
        int count = rune.EncodeToUtf8(bytes);
        string text = "";
        foreach (byte each in bytes[..count])
        {
            text += "\\" + Convert.ToString(each, 8).PadLeft(3, '0');
        }

        return text;
    }

    private void WriteTables()
    {
        foreach (Curve curve in Program.Curves)
        {
            Line(FormattableString.Invariant($"static const double rank_values{curve.Number}[] = {{{string.Join(", ", curve.Knots.Select(knot => Number(knot.Value)))}}};"));
            Line(FormattableString.Invariant($"static const double ranks{curve.Number}[] = {{{string.Join(", ", curve.Knots.Select(knot => Number(knot.Rank)))}}};"));
            Line();
        }

        foreach (NetworkStep step in Program.Networks)
        {
            Line(FormattableString.Invariant($"static const int widths{step.Number}[] = {{{string.Join(", ", NetworkTables.Widths(step.Network))}}};"));
            Line();
            Line("/* A line for each neuron: its incoming weights. */");
            Line(FormattableString.Invariant($"static const double weights{step.Number}[] = {{"));
            foreach (string row in NetworkTables.Rows(step.Network, Number))
            {
                Line("    " + row);
            }

            Line("};");
            Line();
        }
    }

    protected override string WriteRank(CodeExpression.Rank rank) => FormattableString.Invariant(
        $"rank({Write(rank.Value)}, rank_values{rank.Curve.Number}, ranks{rank.Curve.Number}, {rank.Curve.Knots.Count})");

    private void WriteHelpers()
    {
        if (Activation() is { } activation && activation is not { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 })
        {
            Lines($$"""
                static double {{NeuronDefinitions.ActivationName(activation)}}(double z)
                {
                    return {{Power(activation, "z")}};
                }

                """);
        }

        WriteHelper<CodeExpression.Limited>(CHelpers.Limit);
        WriteHelper<CodeExpression.Rank>(CHelpers.Rank);
        WriteHelper<CodeExpression.Exponential>(CHelpers.Exp);
        WriteHelper<CodeExpression.Largest>(CHelpers.Larger);
        if (Program.Networks.Any())
        {
            Lines(CHelpers.Network.Replace("WIDEST", NetworkTables.Widest(Program).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal));
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
