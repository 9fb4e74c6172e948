using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>What the networks of a model see, as <see cref="NetworkInput"/> describes it.</summary>
/// <param name="model">The model.</param>
/// <param name="names">The names of its inputs.</param>
/// <param name="table">The columns that they are made of, or null where they are columns themselves.</param>
/// <param name="define">Adds a definition.</param>
/// <param name="curveOf">Adds a curve of ranks.</param>
internal sealed class InputPreparation(
    NeuronPursuitModel model,
    IReadOnlyList<string> names,
    TableColumns? table,
    Func<string, CodeExpression, string?, Variable> define,
    Func<IReadOnlyList<RankKnot>, Curve> curveOf)
{
    private readonly CodeExpression?[] _values = new CodeExpression?[model.InputCount];

    /// <summary>An input of the networks, which is defined where it is no column as it is.</summary>
    public CodeExpression Prepare(int place)
    {
        NetworkInput input = model.NetworkInputs[place];
        if (input.Kind == NetworkInputKind.Constant)
        {
            return new Literal(1);
        }

        string name = FormattableString.Invariant($"z{place + 1}");
        string comment = input.ToString(names[input.Column]);
        switch (table?.Inputs[input.Column].Value)
        {
            // Of what has few values each is prepared here, so that code chooses among numbers.
            case Choice choice:
                return define(name, Prepared(input, choice), comment);
            case OnDay day when input.Kind != NetworkInputKind.Missing:
                return define(
                    name,
                    day with { Then = Prepared(input, day.Then), Otherwise = Prepared(input, day.Otherwise), IfMissing = Prepared(input, day.IfMissing) },
                    comment);
        }

        CodeExpression tested = new Column(table?.Inputs[input.Column].Column ?? input.Column);
        CodeExpression value = Scaled(input, tested);

        // NaN stays NaN in all of the above.
        if (!double.IsNaN(input.WhereMissing) || input.Kind == NetworkInputKind.Missing)
        {
            value = new WhereMissing(tested, input.WhereMissing, value);
        }

        return value is Column or Variable ? value : define(name, value, comment);
    }

    private CodeExpression Scaled(NetworkInput input, CodeExpression column)
    {
        if (input.Kind == NetworkInputKind.Missing)
        {
            return new Literal(Prepared(input, 0));
        }

        CodeExpression value = ValueOf(input.Column, column);
        value = input.Kind == NetworkInputKind.Rank ? new Rank(value, curveOf(input.RankKnots)) : value;
        double factor = 1 / input.Scale;
        value = input.Offset != 0 || factor != 1 ? new Shifted(value, input.Offset, factor) : value;
        return double.IsFinite(input.Clip) ? new Limited(value, input.Clip) : value;
    }

    /// <summary>What the model takes, before it prepares it.</summary>
    private CodeExpression ValueOf(int index, CodeExpression column) => table?.Inputs[index].Value is { } value
        ? _values[index] ??= define(FormattableString.Invariant($"v{index + 1}"), value, names[index])
        : column;

    private static Choice Prepared(NetworkInput input, Choice choice)
    {
        // Texts of one number stand together, and those of the number of all others not at all.
        double otherwise = Prepared(input, choice.Otherwise);
        ChoiceCase[] cases =
        [
            .. choice.Cases.GroupBy(each => BitConverter.DoubleToInt64Bits(Prepared(input, each.Value)), each => each.Texts)
                .Where(group => group.Key != BitConverter.DoubleToInt64Bits(otherwise))
                .Select(group => new ChoiceCase([.. group.SelectMany(texts => texts)], BitConverter.Int64BitsToDouble(group.Key))),
        ];
        return new Choice(choice.Index, cases, Prepared(input, choice.IfMissing), otherwise);
    }

    /// <summary>The same to a number.</summary>
    private static double Prepared(NetworkInput input, double value)
    {
        if (double.IsNaN(value))
        {
            return input.WhereMissing;
        }

        double taken = input.Kind switch { NetworkInputKind.Value => value, NetworkInputKind.Rank => RankOf(input.RankKnots, value), _ => 0 };
        return Math.Clamp((taken - input.Offset) * (1 / input.Scale), -input.Clip, input.Clip);
    }

    private static double RankOf(IReadOnlyList<RankKnot> knots, double value)
    {
        if (value <= knots[0].Value || value >= knots[^1].Value)
        {
            return value <= knots[0].Value ? knots[0].Rank : knots[^1].Rank;
        }

        int at = 0;
        while (knots[at + 1].Value <= value)
        {
            at++;
        }

        (RankKnot low, RankKnot high) = (knots[at], knots[at + 1]);
        return Math.Min(low.Rank + (value - low.Value) / (high.Value - low.Value) * (high.Rank - low.Rank), high.Rank);
    }
}
