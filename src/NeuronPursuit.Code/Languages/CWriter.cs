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
        WriteRow();
        WriteTables();
        WriteHelpers();
        string several = Labels is null ? $"void {Options.Name}({Parameter}, double *predictions)" : $"void {Options.Name}_probabilities({Parameter}, double *probabilities)";
        if (IsNumber)
        {
            Line($"double {Options.Name}({Parameter})");
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

    private string Parameter => Program.IsTable ? $"const {Options.Name}_row *row" : "const double *x";

    protected override string DeclareText(string name, string value) => $"const char *const {name} = {value};";

    protected override string IsNoText(string name) => $"is_blank({name})";

    protected override string IsOneOf(string name, IReadOnlyList<string> texts) => string.Join(" || ", texts.Select(text => $"is_same({name}, {Quoted(text)})"));

    protected override string NaN => "NAN";

    protected override string WriteLookup(CodeExpression.Choice choice) => FormattableString.Invariant(
        $"is_blank({ColumnName(choice.Index)}) ? {NumberOrNaN(choice.IfMissing)} : choose({ColumnName(choice.Index)}, texts{NumberOf(choice)}, numbers{NumberOf(choice)}, {choice.Cases.Sum(each => each.Texts.Count)}, {NumberOrNaN(choice.Otherwise)})");

    // Two question marks begin a trigraph in C99.
    private static string Quoted(string text) => CodeText.Quoted(text, Escape, asciiOnly: true).Replace("?", "\\?", StringComparison.Ordinal);

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
        string[] members = Program.IsTable ? Members() : [];
        Body(4, column => Program.IsTable ? $"row->{members[column]}" : FormattableString.Invariant($"x[{column}]"));
        end();
        Line("}");
    }

    /// <summary>The type of a row, with a member for each column.</summary>
    private void WriteRow()
    {
        if (!Program.IsTable)
        {
            return;
        }

        Line("/* A row of the table. Missing are NAN, and of texts NULL and blank ones; texts are UTF-8. */");
        Line("typedef struct {");
        string[] members = Members();
        for (int k = 0; k < members.Length; k++)
        {
            (string type, string remark) = Program.Columns[k].Kind switch
            {
                RawKind.Text => ("const char *", ""),
                RawKind.YesNo => ("double ", ": 1 for yes, 0 for no"),
                RawKind.Date => ("double ", $": days, by {Options.Name}_days"),
                _ => ("double ", ""),
            };
            Line($"    {type}{members[k]};  /* {CodeText.Comment(Program.ColumnNames[k])}{remark} */");
        }

        Line($"}} {Options.Name}_row;");
        Line();
        if (Program.Columns.Any(column => column.Kind == RawKind.Date))
        {
            Lines(CHelpers.Days.Replace("NAME", Options.Name, StringComparison.Ordinal));
            Line();
        }
    }

    private string[] Members() => CodeText.Identifiers(Program.ColumnNames, char.IsAsciiLetter, words => string.Join('_', words).ToLowerInvariant(), ReservedNames.OfC);

    private void WriteLabels()
    {
        string type = Labels!.Kind == LabelType.Text ? "const char *const" : "const int";
        IEnumerable<string> labels = Labels.Texts.Select(text => Labels.Kind switch
        {
            LabelType.Number => text,
            LabelType.Logical => text == bool.TrueString ? "1" : "0",
            _ => Quoted(text),
        });
        Line();
        Line("/* The classes in the order of their probabilities; text is UTF-8. */");
        Line($"{type} {Options.Name}_labels[] = {{{string.Join(", ", labels)}}};");
        Line();
        Lines($$"""
            /* The place of the most probable class, of equally probable ones the first; -1 where a value is NaN or infinite. */
            int {{Options.Name}}({{Parameter}})
            {
                double probabilities[{{Program.Outputs.Count.ToString(System.Globalization.CultureInfo.InvariantCulture)}}];
                {{Options.Name}}_probabilities({{(Program.IsTable ? "row" : "x")}}, probabilities);
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

        foreach (CodeExpression.Choice choice in Lookups)
        {
            Line(FormattableString.Invariant($"static const char *const texts{NumberOf(choice)}[] = {{{string.Join(", ", choice.Cases.SelectMany(each => each.Texts).Select(Quoted))}}};"));
            Line(FormattableString.Invariant($"static const double numbers{NumberOf(choice)}[] = {{{string.Join(", ", choice.Cases.SelectMany(each => each.Texts, (each, _) => NumberOrNaN(each.Value)))}}};"));
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
        WriteHelper<CodeExpression.OnDay>(CHelpers.Weekday);
        WriteHelper<CodeExpression.OnCircle>(CHelpers.Circle);
        WriteCircleHelpers();
        WriteTextHelpers();
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

    private void WriteCircleHelpers()
    {
        foreach (bool isCosine in OnCircles.Select(circle => circle.IsCosine).Distinct().Order())
        {
            Lines($$"""
                static double {{(isCosine ? "cosine" : "sine")}}(double turns)
                {
                    return on_circle(turns, {{(isCosine ? 1 : 0)}});
                }

                """);
        }
    }

    /// <summary>What choices need, and no more: a static function that is not called is a warning.</summary>
    private void WriteTextHelpers()
    {
        CodeExpression.Choice[] choices = [.. Choices];
        if (choices.Length == 0)
        {
            return;
        }

        Lines(CHelpers.Same);
        Line();
        if (Lookups.Count > 0 || choices.Any(choice => !choice.IfMissing.Equals(choice.Otherwise)))
        {
            Lines(CHelpers.Blank);
            Line();
        }

        if (Lookups.Count > 0)
        {
            Lines(CHelpers.Choose);
            Line();
        }
    }
}
