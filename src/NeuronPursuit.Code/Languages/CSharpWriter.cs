using System.Text;

namespace NeuronPursuit;

/// <summary>A static class in C#, with the same bits as the model's.</summary>
internal sealed partial class CSharpWriter(ModelProgram program, CodeOptions options) : ProceduralWriter(program, options)
{
    protected override void WriteAll()
    {
        string name = CodeText.PascalCase(Options.Name);
        foreach (string line in Header())
        {
            Line("// " + line);
        }

        if (Program.IsTable)
        {
            Line();
            Line("#nullable enable");
        }

        Lines("""

            using System;
            using System.Runtime.CompilerServices;
            using System.Runtime.Intrinsics;
            using static System.Math;

            """);
        Line($"/// <summary>{(Labels is null ? "Predicts numbers" : "Tells classes apart")}; the same bits as the model itself.</summary>");
        Line($"public static class {(name.Length == 0 || char.IsAsciiDigit(name[0]) ? "_" : "")}{name}Model");
        Line("{");
        WriteRow();
        WriteTables();
        if (Labels is not null)
        {
            WriteClassifier();
        }
        else if (IsNumber)
        {
            Line($"    /// <summary>The prediction for one {(Program.IsTable ? "row" : "sample")}.</summary>");
            Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
            Line($"    public static double Predict({Parameter})");
            WriteBlock(() => Line($"        return {Write(Program.Outputs[0])};"));
        }
        else
        {
            WriteSeveral("Predict", "prediction");
        }

        WriteHelpers();
        Line("}");
    }

    protected override string Comment(string text) => "// " + text;

    /// <summary>What a sample is: an array of numbers, or a row of columns that have names.</summary>
    private string Parameter => Program.IsTable ? "in Row row" : "ReadOnlySpan<double> x";

    private string Argument => Program.IsTable ? "row" : "x";

    protected override string DeclareText(string name, string value) => $"string? {name} = {value};";

    protected override string IsNoText(string name) => $"{name} is null";

    protected override string IsOneOf(string name, IReadOnlyList<string> texts) => $"{name} is {string.Join(" or ", texts.Select(text => CodeText.Quoted(text, Escape)))}";

    protected override string NaN => "double.NaN";

    protected override string WriteLookup(CodeExpression.Choice choice)
    {
        IEnumerable<(string Text, double Value)> cases = choice.Cases.SelectMany(each => each.Texts, (each, text) => (Text: text, each.Value));
        string arms = string.Concat(cases.Select(each => $"            {CodeText.Quoted(each.Text, Escape)} => {NumberOrNaN(each.Value)},\n"));
        return $"{ColumnName(choice.Index)} switch\n        {{\n            null => {NumberOrNaN(choice.IfMissing)},\n{arms}            _ => {NumberOrNaN(choice.Otherwise)},\n        }}";
    }

    protected override string Declare(string name, string value) => $"double {name} = {value};";

    protected override string IsMissing(string value) => $"double.IsNaN({value})";

    protected override string Conditional(string condition, string then, string otherwise) => $"{condition} ? {then} : {otherwise}";

    protected override string Larger(string left, string right) => $"Max({left}, {right})";

    protected override string Helper(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    protected override string WriteSum(CodeExpression.WeightedSum sum)
    {
        string text = sum.Start is null ? "0.0" : Write(sum.Start);
        return sum.Terms.Aggregate(text, (start, term) => $"FusedMultiplyAdd({Number(term.Weight)}, {Write(term.Value)}, {start})");
    }

    protected override void WriteNetwork(NetworkStep network, int indent)
    {
        string space = new(' ', indent);
        if (network.Number == 1)
        {
            Line($"{space}Span<double> inputs = [{string.Join(", ", network.Inputs.Select(Write))}];");
            Line(FormattableString.Invariant($"{space}Span<double> outputs = stackalloc double[{network.Outputs.Count}];"));
        }

        HomogeneousActivation activation = network.Network.Activation;
        Line(FormattableString.Invariant($"{space}Network(inputs, Widths{network.Number}, Weights{network.Number}, {Number(activation.PositiveCoefficient)}, {Number(activation.NegativeCoefficient)}, {activation.Power}, outputs);"));
        for (int k = 0; k < network.Outputs.Count; k++)
        {
            Line(FormattableString.Invariant($"{space}double {network.Outputs[k].Name} = outputs[{k}];"));
        }
    }

    private void WriteTables()
    {
        foreach (Curve curve in Program.Curves)
        {
            Line(FormattableString.Invariant($"    private static ReadOnlySpan<double> RankValues{curve.Number} => [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Value)))}];"));
            Line(FormattableString.Invariant($"    private static ReadOnlySpan<double> Ranks{curve.Number} => [{string.Join(", ", curve.Knots.Select(knot => Number(knot.Rank)))}];"));
            Line();
        }

        foreach (NetworkStep step in Program.Networks)
        {
            Line(FormattableString.Invariant($"    private static ReadOnlySpan<int> Widths{step.Number} => [{string.Join(", ", NetworkTables.Widths(step.Network))}];"));
            Line();
            Line("    // A line for each neuron: its incoming weights.");
            Line(FormattableString.Invariant($"    private static ReadOnlySpan<double> Weights{step.Number} =>"));
            Line("    [");
            foreach (string row in NetworkTables.Rows(step.Network, Number))
            {
                Line("        " + row);
            }

            Line("    ];");
            Line();
        }
    }

    private void WriteClassifier()
    {
        string type = Labels!.Kind switch { LabelType.Number => "int", LabelType.Logical => "bool", _ => "string" };
        Line("    /// <summary>The classes in the order of their probabilities.</summary>");
        Line($"    public static {type}[] Labels {{ get; }} = [{string.Join(", ", Labels.Texts.Select(WriteLabel))}];");
        Line();
        Lines($$"""
            /// <summary>The most probable class of one sample; of equally probable ones the first.</summary>
            public static {{type}} Predict({{Parameter}})
            {
                double[] probabilities = PredictProbabilities({{Argument}});
                int best = 0;
                for (int k = 1; k < probabilities.Length; k++)
                {
                    best = probabilities[k] > probabilities[best] ? k : best;
                }

                return double.IsNaN(probabilities[best])
                    ? throw new ArgumentException("{{Argument}} has a value that is NaN or infinite, so it has no most probable class.", nameof({{Argument}}))
                    : Labels[best];
            }

            """, 4);
        WriteSeveral("PredictProbabilities", "probability");
    }

    private string WriteLabel(string text) => Labels!.Kind switch
    {
        LabelType.Number => text,
        LabelType.Logical => text.ToLowerInvariant(),
        _ => CodeText.Quoted(text, Escape),
    };

    private static string Escape(Rune rune) => FormattableString.Invariant($"\\U{rune.Value:X8}");

    private void WriteSeveral(string method, string what)
    {
        int count = Program.Outputs.Count;
        string plural = what == "prediction" ? "predictions" : "probabilities";
        Lines($$"""
            /// <summary>The {{plural}} for one sample.</summary>
            public static double[] {{method}}({{Parameter}})
            {
                double[] {{plural}} = new double[{{count.ToString(System.Globalization.CultureInfo.InvariantCulture)}}];
                {{method}}({{Argument}}, {{plural}});
                return {{plural}};
            }

            """, 4);
        Line($"    /// <summary>Writes the {plural} for one sample.</summary>");
        Line("    [MethodImpl(MethodImplOptions.AggressiveOptimization)]");
        Line($"    public static void {method}({Parameter}, Span<double> {plural})");
        WriteBlock(() =>
        {
            for (int k = 0; k < count; k++)
            {
                Line(FormattableString.Invariant($"        {plural}[{k}] = {Write(Program.Outputs[k])};"));
            }
        });
    }

    private void WriteBlock(Action end)
    {
        Line("    {");
        if (!Program.IsTable)
        {
            string count = Program.Columns.Count.ToString(System.Globalization.CultureInfo.InvariantCulture);
            Lines($$"""
                if (x.Length != {{count}})
                {
                    throw new ArgumentException($"x has {x.Length} values; the model takes {{count}}.", nameof(x));
                }

                """, 8);
        }

        string[] members = Program.IsTable ? Members() : [];
        Body(8, column => !Program.IsTable ? FormattableString.Invariant($"x[{column}]") : Program.Columns[column].Kind switch
        {
            RawKind.Text => $"string.IsNullOrWhiteSpace(row.{members[column]}) ? null : row.{members[column]}",
            RawKind.YesNo => FormattableString.Invariant($"row.{members[column]} is {{ }} is{column + 1} ? is{column + 1} ? 1.0 : 0.0 : double.NaN"),
            RawKind.Date => FormattableString.Invariant($"row.{members[column]} is {{ }} date{column + 1} ? date{column + 1}.Ticks / 864000000000.0 : double.NaN"),
            _ => $"row.{members[column]} ?? double.NaN",
        });
        end();
        Line("    }");
    }

    private void WriteHelpers()
    {
        if (Activation() is { } activation && activation is not { PositiveCoefficient: 1, NegativeCoefficient: 1, Power: 1 })
        {
            WriteActivation(activation);
        }

        WriteHelper<CodeExpression.Limited>(CSharpHelpers.Limit);
        WriteHelper<CodeExpression.Rank>(CSharpHelpers.Rank);
        WriteHelper<CodeExpression.Exponential>(CSharpHelpers.Exp);
        WriteHelper<CodeExpression.OnDay>(CSharpHelpers.Weekday);
        WriteHelper<CodeExpression.OnCircle>(CSharpHelpers.Circle);
        if (Program.Networks.Any())
        {
            Line();
            Lines(CSharpHelpers.Network.Replace("WIDEST", NetworkTables.Widest(Program).ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal), 4);
        }
    }

    /// <summary>Without a branch, which a processor would guess wrong for every other row.</summary>
    private void WriteActivation(HomogeneousActivation activation)
    {
        string name = Helper(NeuronDefinitions.ActivationName(activation));
        (string positive, string negative) = (Number(activation.PositiveCoefficient), Number(activation.NegativeCoefficient));
        string power = string.Join(" * ", Enumerable.Repeat("z", activation.Power).Prepend("slope"));
        Line();
        if (positive == negative)
        {
            Line($"    private static double {name}(double z) => {Power(activation, "z")};");
            return;
        }

        Lines($$"""
            private static double {{name}}(double z)
            {
                // z > 0 ? {{positive}} : {{negative}}, without a branch to guess.
                Vector128<double> isPositive = Vector128.GreaterThan(Vector128.CreateScalarUnsafe(z), Vector128<double>.Zero);
                double slope = Vector128.ConditionalSelect(isPositive, Vector128.Create({{positive}}), Vector128.Create({{negative}})).ToScalar();
                return {{power}};
            }
            """, 4);
    }

    private void WriteHelper<TExpression>(string code)
        where TExpression : CodeExpression
    {
        if (Uses<TExpression>())
        {
            Line();
            Lines(code, 4);
        }
    }
}
