using System.Numerics;

namespace NeuronPursuit;

/// <summary>
/// Ranks of values: the knot at or below each value is found by bisection, in all columns at once, and the curve is
/// linear from there to the next one.
/// </summary>
/// <remarks>
/// The knots of all columns stand in one table, each column's padded with infinity to a power of two, so that the
/// search is that many steps of gathering and comparing. Comparing with every knot would take memory for as many
/// numbers per value as there are knots.
/// </remarks>
internal static class RankNodes
{
    /// <summary>Adds the nodes.</summary>
    /// <param name="graph">Receives them.</param>
    /// <param name="reals">Its constants.</param>
    /// <param name="columns">The values, samples x ranks.</param>
    /// <param name="inputs">The ranks.</param>
    /// <returns>The name of the ranks, samples x ranks; anything where a value is NaN.</returns>
    public static string Add(OnnxGraph graph, RealConstants reals, string columns, NetworkInput[] inputs)
    {
        int length = (int)BitOperations.RoundUpToPowerOf2((uint)inputs.Max(input => input.RankKnots.Count));
        double[] Table(double padding, Func<IReadOnlyList<RankKnot>, int, double> entry) =>
            [.. inputs.SelectMany(input => Enumerable.Range(0, length).Select(place => place < input.RankKnots.Count ? entry(input.RankKnots, place) : padding))];
        string Constant(string name, double[] values) =>
            reals.Add($"ranks/{name}", values, place => $"A knot of input {inputs[place / (values.Length / inputs.Length)]}");

        // Values beyond the curve count as its last knot: none of them may reach the padding of the table.
        string last = Constant("last", [.. inputs.Select(input => Knot(reals, input.RankKnots[^1].Value))]);
        string value = graph.Add("ranks/value", "Min", [columns, last]);

        string place = graph.Add(OnnxTensor.Of("ranks/start", [.. Enumerable.Range(0, inputs.Length).Select(rank => (long)rank * length)]));
        if (length > 1)
        {
            string knots = Constant("knots", Table(double.PositiveInfinity, (curve, k) => Knot(reals, curve[k].Value)));
            for (int step = length / 2; step > 0; step /= 2)
            {
                string name = FormattableString.Invariant($"ranks/step{step}");
                string candidate = graph.Add($"{name}/place", "Add", [place, graph.Add(OnnxTensor.Of(name, [step], isScalar: true))]);
                string knot = graph.Add($"{name}/knot", "Gather", [knots, candidate], ("axis", 0));
                string isBeyond = graph.Add($"{name}/is_beyond", "GreaterOrEqual", [value, knot]);
                place = graph.Add($"{name}/found", "Where", [isBeyond, candidate, place]);
            }
        }

        string At(string name, double[] table) => graph.Add($"ranks/{name}_at", "Gather", [Constant(name, table), place], ("axis", 0));

        double[] lows = Table(0, (curve, k) => curve[k].Value);
        string distance = graph.Add("ranks/distance", "Sub", [value, At("low", lows)]);
        if (reals.Losses(lows) is { } rest)
        {
            distance = graph.Add("ranks/distance_rest", "Sub", [distance, At("low_rest", rest)]);
        }

        // Values before the curve have found its first knot, and count as that.
        distance = graph.Add("ranks/distance_from_first", "Max", [distance, reals.Number(0, "0")]);
        string part = graph.Add("ranks/part", "Div", [distance, At("width", Table(1, (curve, k) => Width(reals, curve, k)))]);
        string rise = graph.Add(
            "ranks/risen", "Mul", [part, At("rise", Table(0, (curve, k) => k + 1 < curve.Count ? curve[k + 1].Rank - curve[k].Rank : 0))]);
        return graph.Add("ranks/rank", "Add", [At("below", Table(0, (curve, k) => curve[k].Rank)), rise]);
    }

    /// <summary>The smallest number of the precision that is not below a knot: comparing with it is comparing with the knot.</summary>
    private static double Knot(RealConstants reals, double value)
    {
        float rounded = (float)value;
        return !reals.IsSingle || !float.IsFinite(rounded) ? value : rounded < value ? MathF.BitIncrement(rounded) : rounded;
    }

    /// <summary>To the next knot; 1 where there is none, or none that the precision tells apart.</summary>
    private static double Width(RealConstants reals, IReadOnlyList<RankKnot> curve, int knot)
    {
        double width = knot + 1 < curve.Count ? curve[knot + 1].Value - curve[knot].Value : 0;
        return (reals.IsSingle ? (float)width : width) == 0 ? 1 : width;
    }
}
