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

    public const string Number = """
        def number_of(value):
            return math.nan if value is None or value == "" else float(value)
        """;

    public const string Text = """
        def text_of(value):
            # None and blank texts are missing; numbers are categories by their digits.
            if value is None or value != value:
                return None
            if isinstance(value, (int, float)) and not isinstance(value, bool):
                return str(int(value)) if value == int(value) else repr(value)
            if not isinstance(value, str):
                raise TypeError(f"{value!r} is no text; None is missing.")
            return value if value.strip() else None
        """;

    public const string YesNo = """
        def yes_no(value):
            # True, 1 and words of yes are 1.0; other words are missing.
            if value is None or value != value:
                return math.nan
            word = value.lower() if isinstance(value, str) else str(int(value))
            return 1.0 if word in ("yes", "true", "y", "ja", "oui", "si", "s\u00ed", "1") else 0.0 if word in ("no", "false", "n", "nein", "non", "nee", "0") else math.nan
        """;

    public const string Days = """
        def days(value):
            # A date, or its text in ISO 8601, as days since the beginning of the year 1; a time with a zone is taken in UTC.
            if value is None or value != value or (isinstance(value, str) and not value.strip()):
                return math.nan
            if isinstance(value, str):
                value = datetime.datetime.fromisoformat(value.strip().replace("Z", "+00:00"))
            if not isinstance(value, datetime.datetime):
                value = datetime.datetime(value.year, value.month, value.day)
            if value.tzinfo is not None:
                value = value.astimezone(datetime.timezone.utc).replace(tzinfo=None)
            since = value - datetime.datetime(1, 1, 1)
            return float((since.days * 86400 + since.seconds) * 10000000 + since.microseconds * 10) / 864000000000.0
        """;

    public const string Weekday = """
        def weekday(days):
            # The first day of the calendar was a Monday, which is 0.
            return math.floor(days) % 7
        """;

    public const string Circle = """
        def sine(turns):
            return turns if math.isnan(turns) else math.sin(2 * math.pi * (turns - math.floor(turns)))


        def cosine(turns):
            return turns if math.isnan(turns) else math.cos(2 * math.pi * (turns - math.floor(turns)))
        """;
}
