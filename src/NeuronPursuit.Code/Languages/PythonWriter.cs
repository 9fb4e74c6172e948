using System.Text;

namespace NeuronPursuit;

/// <summary>A module of Python 3.9.</summary>
internal sealed class PythonWriter(ModelProgram program, CodeOptions options) : ProceduralWriter(program, options)
{
    protected override void WriteAll()
    {
        Line("\"\"\"" + Header().First());
        Line();
        foreach (string line in Header().Skip(1))
        {
            Line(line.Replace("NaN is missing", "None and NaN are missing", StringComparison.Ordinal));
        }

        Line("\"\"\"");
        Line();
        if (Program.Curves.Count > 0)
        {
            Line("import bisect");
        }

        if (Reads(RawKind.Date))
        {
            Line("import datetime");
        }

        Line("import math");
        Line();
        WriteTables();
        Line();
        WriteHelpers();
        string numbers = Labels is null ? Options.Name : Options.Name + "_probabilities";
        Line($"def {numbers}({Parameter}):");
        string sample = Program.IsTable ? "row, a mapping of names of columns to values" : "sample, a sequence of numbers";
        Line($"    \"\"\"{(IsNumber ? "The prediction" : Labels is null ? "A list of the predictions" : "A list of the probabilities of all labels")} for one {sample}.\"\"\"");
        if (!Program.IsTable)
        {
            string count = Program.Columns.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Lines($$"""
                x = [math.nan if value is None else float(value) for value in x]
                if len(x) != {{count}}:
                    raise ValueError(f"x has {len(x)} values; the model takes {{count}}.")
                """, 4);
        }

        Body(4, Read);
        string outputs = string.Join(", ", Program.Outputs.Select(Write));
        Line(IsNumber ? $"    return {outputs}" : $"    return [{outputs}]");
        if (Labels is not null)
        {
            WriteLabels();
        }
    }

    private string Parameter => Program.IsTable ? "row" : "x";

    private string Read(int column)
    {
        string cell = $"row[{CodeText.Quoted(Program.ColumnNames[column], Escape)}]";
        return !Program.IsTable ? FormattableString.Invariant($"x[{column}]") : Program.Columns[column].Kind switch
        {
            RawKind.Text => $"text_of({cell})",
            RawKind.YesNo => $"yes_no({cell})",
            RawKind.Date => $"days({cell})",
            _ => $"number_of({cell})",
        };
    }

    protected override string IsNoText(string name) => $"{name} is None";

    protected override string IsOneOf(string name, IReadOnlyList<string> texts) => texts.Count == 1
        ? $"{name} == {CodeText.Quoted(texts[0], Escape)}"
        : $"{name} in ({string.Join(", ", texts.Select(text => CodeText.Quoted(text, Escape)))})";

    protected override string NaN => "math.nan";

    protected override string WriteLookup(CodeExpression.Choice choice)
    {
        string name = ColumnName(choice.Index);
        string text = FormattableString.Invariant($"NUMBERS_{NumberOf(choice)}.get({name}, {NumberOrNaN(choice.Otherwise)})");
        return choice.IfMissing.Equals(choice.Otherwise) ? text : Conditional(IsNoText(name), NumberOrNaN(choice.IfMissing), text);
    }

    protected override string Comment(string text) => "# " + text;

    protected override string Declare(string name, string value) => $"{name} = {value}";

    protected override string IsMissing(string value) => $"math.isnan({value})";

    protected override string Conditional(string condition, string then, string otherwise) => $"{then} if {condition} else {otherwise}";

    protected override string Larger(string left, string right) => $"larger({left}, {right})";

    protected override string Helper(string name) => name switch { "exp" => "exponential", "rankValues" => "RANK_VALUES_", "ranks" => "RANKS_", _ => name };

    protected override string WriteSum(CodeExpression.WeightedSum sum) => PlainSum.Write(sum, Write, Operand, Number);

    protected override void WriteNetwork(NetworkStep network, int indent)
    {
        string space = new(' ', indent);
        if (network.Number == 1)
        {
            Line($"{space}inputs = [{string.Join(", ", network.Inputs.Select(Write))}]");
        }

        HomogeneousActivation activation = network.Network.Activation;
        string names = string.Join(", ", network.Outputs.Select(output => output.Name)) + (network.Outputs.Count == 1 ? "," : "");
        Line(FormattableString.Invariant($"{space}{names} = network(inputs, WIDTHS_{network.Number}, WEIGHTS_{network.Number}, {Number(activation.PositiveCoefficient)}, {Number(activation.NegativeCoefficient)}, {activation.Power})"));
    }

    private void WriteLabels()
    {
        IEnumerable<string> labels = Labels!.Texts.Select(text => Labels.Kind == LabelType.Text ? CodeText.Quoted(text, Escape) : text);
        Line();
        Line();
        Line($"{Options.Name}_labels = [{string.Join(", ", labels)}]");
        Line();
        Line();
        Lines($$""""
            def {{Options.Name}}({{Parameter}}):
                """The most probable label of one {{(Program.IsTable ? "row" : "sample")}}; of equally probable ones the first."""
                probabilities = {{Options.Name}}_probabilities({{Parameter}})
                best = 0
                for k in range(1, len(probabilities)):
                    best = k if probabilities[k] > probabilities[best] else best
                if math.isnan(probabilities[best]):
                    raise ValueError("{{(Program.IsTable ? "the row" : "x")}} has a value that is NaN or infinite, so it has no most probable label.")
                return {{Options.Name}}_labels[best]
            """");
    }

    private static string Escape(Rune rune) => FormattableString.Invariant($"\\U{rune.Value:x8}");

    private void WriteTables()
    {
        foreach (Curve curve in Program.Curves)
        {
            Line(FormattableString.Invariant($"RANK_VALUES_{curve.Number} = [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Value)))}]"));
            Line(FormattableString.Invariant($"RANKS_{curve.Number} = [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Rank)))}]"));
        }

        foreach (CodeExpression.Choice choice in Lookups)
        {
            Line(FormattableString.Invariant($"NUMBERS_{NumberOf(choice)} = {{"));
            foreach (ChoiceCase each in choice.Cases)
            {
                each.Texts.ToList().ForEach(text => Line($"    {CodeText.Quoted(text, Escape)}: {NumberOrNaN(each.Value)},"));
            }

            Line("}");
        }

        if (Lookups.Count > 0)
        {
            Line();
        }

        foreach (NetworkStep step in Program.Networks)
        {
            Line(FormattableString.Invariant($"WIDTHS_{step.Number} = [{string.Join(", ", NetworkTables.Widths(step.Network))}]"));
            Line("# A line for each neuron: its incoming weights.");
            Line(FormattableString.Invariant($"WEIGHTS_{step.Number} = ["));
            foreach (string row in NetworkTables.Rows(step.Network, Number))
            {
                Line("    " + row);
            }

            Line("]");
        }
    }

    private void WriteHelpers()
    {
        if (Program.IsTable)
        {
            WriteReader(RawKind.Number, PythonHelpers.Number);
            WriteReader(RawKind.Text, PythonHelpers.Text);
            WriteReader(RawKind.YesNo, PythonHelpers.YesNo);
            WriteReader(RawKind.Date, PythonHelpers.Days);
        }

        if (Activation() is { } activation && activation is not { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 })
        {
            Lines($"""
                def {NeuronDefinitions.ActivationName(activation)}(z):
                    return {Power(activation, "z")}


                """);
        }

        WriteHelper<CodeExpression.Limited>(PythonHelpers.Limit);
        WriteHelper<CodeExpression.Rank>(PythonHelpers.Rank);
        WriteHelper<CodeExpression.Exponential>(PythonHelpers.Exponential);
        WriteHelper<CodeExpression.Largest>(PythonHelpers.Larger);
        WriteHelper<CodeExpression.OnDay>(PythonHelpers.Weekday);
        WriteHelper<CodeExpression.OnCircle>(PythonHelpers.Circle);
        if (Program.Networks.Any())
        {
            Lines(PythonHelpers.Network);
            Lines("\n");
        }
    }

    private void WriteReader(RawKind kind, string code)
    {
        if (Reads(kind))
        {
            Lines(code);
            Lines("\n");
        }
    }

    private void WriteHelper<TExpression>(string code)
        where TExpression : CodeExpression
    {
        if (Uses<TExpression>())
        {
            Lines(code);
            Lines("\n");
        }
    }
}
