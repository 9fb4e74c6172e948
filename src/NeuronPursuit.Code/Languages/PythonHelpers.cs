namespace NeuronPursuit;

/// <summary>Functions that a module of Python has where its model needs them.</summary>
internal static class PythonHelpers
{
    public const string Limit = """
        def limit(value, limit):
            return -limit if value < -limit else limit if value > limit else value
        """;

    public const string Larger = """
        def larger(left, right):
            return left if math.isnan(left) or left > right else right
        """;

    public const string Rank = """
        def rank(value, values, ranks):
            # The share of smaller values in the training data: linear between knots, constant outside.
            if math.isnan(value) or value <= values[0]:
                return value if math.isnan(value) else ranks[0]
            if value >= values[-1]:
                return ranks[-1]
            high = bisect.bisect_right(values, value)
            part = (value - values[high - 1]) / (values[high] - values[high - 1])
            return min(ranks[high - 1] + part * (ranks[high] - ranks[high - 1]), ranks[high])
        """;

    public const string Exponential = """
        def exponential(x):
            # math.exp raises where the result is too large for a float.
            return math.exp(x) if not x > 709.782712893384 else math.inf
        """;

    public const string Network = """
        def network(signals, widths, weights, positive, negative, power):
            # Layer after layer: every neuron is a sum over those below, and the last layer has no activation.
            place = 0
            for layer in range(1, len(widths)):
                above = []
                for _ in range(widths[layer]):
                    total = 0.0
                    for signal in signals:
                        total += weights[place] * signal
                        place += 1
                    if layer < len(widths) - 1:
                        slope = positive if total > 0 else negative
                        for _ in range(1, power):
                            slope *= total
                        total *= slope
                    above.append(total)
                signals = above
            return signals
        """;
}
