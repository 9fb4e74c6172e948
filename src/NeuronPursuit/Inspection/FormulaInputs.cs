namespace NeuronPursuit;

/// <summary>The inputs of the networks in a formula: their names, and how they are made from the caller's columns.</summary>
internal sealed class FormulaInputs(
    ModelPreprocessing preprocessing, FormulaNotation notation, IReadOnlyList<string>? columnNames)
{
    /// <summary>What stands behind a first-layer weight; null for the constant.</summary>
    public string? Name(int input)
    {
        if (input == preprocessing.Inputs.Count)
        {
            return null;
        }

        InputColumn column = preprocessing.Inputs.Columns[input];
        return FormulaNetwork.IsFolded(column)
            ? Column(column.Source)
            : notation.Variable("z", FormattableString.Invariant($"{input + 1}"));
    }

    /// <summary>The lines that say what an input is; none for a column of the caller's.</summary>
    public IEnumerable<string> Definitions(int input)
    {
        InputColumn column = preprocessing.Inputs.Columns[input];
        if (FormulaNetwork.IsFolded(column))
        {
            yield break;
        }

        string source = Column(column.Source);
        if (column.Curve is { } curve)
        {
            yield return notation.Equation(notation.Call("rank", source), Describe(curve, source));
        }

        string value = column.Kind switch
        {
            NetworkInputKind.Missing => notation.Number(column.Apply(0)),
            NetworkInputKind.Rank => Scaled(column, notation.Call("rank", source)),
            _ => Scaled(column, source),
        };
        yield return notation.Equation(
            Name(input)!,
            double.IsNaN(column.WhereMissing)
                ? value
                : notation.Cases(notation.Missing(source), notation.Number(column.WhereMissing), value));
    }

    private string Column(int source) => columnNames is null
        ? notation.Variable("x", FormattableString.Invariant($"{source + 1}"))
        : notation.Name(columnNames[source]);

    private string Scaled(InputColumn column, string value)
    {
        if (column.Offset != 0)
        {
            string offset = notation.Number(Math.Abs(column.Offset), column.Scale);
            string difference = $"{value} {(column.Offset < 0 ? '+' : '-')} {offset}";
            value = column.Scale == 1 ? difference : notation.Brackets(difference);
        }

        if (column.Scale != 1)
        {
            value = notation.Quotient(value, notation.Number(column.Scale));
        }

        return double.IsFinite(column.Clip)
            ? notation.Call("clip", $"{value}, -{notation.Number(column.Clip)}, {notation.Number(column.Clip)}")
            : value;
    }

    private string Describe(RankCurve curve, string source)
    {
        if (notation.IsExact)
        {
            IEnumerable<string> knots = curve.Values.Zip(curve.Ranks, (value, rank) => $"{notation.Number(value)}: {notation.Number(rank)}");
            return notation.Call("interpolate", $"{source}; {string.Join(", ", knots)}");
        }

        return notation.Words("share of smaller values in the training data, ")
            + Knot(curve, 0) + notation.Words(" to ") + Knot(curve, curve.Values.Length - 1);
    }

    private string Knot(RankCurve curve, int knot) =>
        notation.Number(curve.Ranks[knot]) + notation.Words(" at ") + notation.Number(curve.Values[knot]);
}
