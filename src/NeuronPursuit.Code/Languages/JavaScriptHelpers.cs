namespace NeuronPursuit;

/// <summary>Functions that an ES module has where its model needs them.</summary>
internal static class JavaScriptHelpers
{
    public const string Number = """
        function number(value) {
          if (value === null || value === undefined) return NaN;
          if (typeof value === "number") return value;
          throw new TypeError(`x holds ${typeof value} ${String(value)}, which is no number; null is missing.`);
        }
        """;

    public const string Limit = """
        const limit = (value, most) => (value < -most ? -most : value > most ? most : value);
        """;

    public const string Rank = """
        // The share of smaller values in the training data: linear between knots, constant outside.
        function rank(value, values, ranks) {
          let low = 0;
          let high = values.length - 1;
          if (Number.isNaN(value) || value <= values[low]) return Number.isNaN(value) ? value : ranks[low];
          if (value >= values[high]) return ranks[high];
          while (high - low > 1) {
            const middle = (low + high) >> 1;
            if (values[middle] <= value) low = middle;
            else high = middle;
          }
          const part = (value - values[low]) / (values[high] - values[low]);
          return Math.min(ranks[low] + part * (ranks[high] - ranks[low]), ranks[high]);
        }
        """;

    public const string Network = """
        // Layer after layer: every neuron is a sum over those below, and the last layer has no activation.
        function network(signals, widths, weights, positive, negative, power) {
          let place = 0;
          for (let layer = 1; layer < widths.length; layer++) {
            const above = [];
            for (let row = 0; row < widths[layer]; row++) {
              let sum = 0;
              for (const signal of signals) sum += weights[place++] * signal;
              if (layer < widths.length - 1) {
                let slope = sum > 0 ? positive : negative;
                for (let n = 1; n < power; n++) slope *= sum;
                sum *= slope;
              }
              above.push(sum);
            }
            signals = above;
          }
          return signals;
        }
        """;

    public const string Cell = """
        function cell(row, name) {
          if (!(name in row)) throw new RangeError(`The row has no column ${JSON.stringify(name)}; null is missing.`);
          return row[name];
        }
        """;

    public const string Text = """
        // null, NaN and blank texts are missing; numbers are categories by their digits.
        function textOf(value) {
          if (value === null || value === undefined || Number.isNaN(value)) return null;
          if (typeof value === "number") return String(value);
          if (typeof value !== "string") throw new TypeError(`${String(value)} is no text; null is missing.`);
          return value.trim() === "" ? null : value;
        }
        """;

    public const string YesNo = """
        // true, 1 and words of yes are 1; other words are missing.
        function yesNo(value) {
          if (value === null || value === undefined) return NaN;
          const word = String(value).toLowerCase();
          return ["yes", "true", "y", "ja", "oui", "si", "s\u00ed", "1"].includes(word) ? 1 : ["no", "false", "n", "nein", "non", "nee", "0"].includes(word) ? 0 : NaN;
        }
        """;

    public const string Days = """
        // A date, by its time in UTC, or its text in ISO 8601, as days since the beginning of the year 1.
        function days(value) {
          if (value === null || value === undefined || (typeof value === "string" && value.trim() === "")) return NaN;
          let time = value instanceof Date ? value.getTime() : NaN;
          const parts = /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d(?:\.\d+)?))?(Z|[+-]\d\d:\d\d)?)?$/.exec(String(value).trim());
          if (parts) {
            const [year, month, day, hour, minute, second] = parts.slice(1, 7).map((part) => Number(part ?? 0));
            const zone = /^[+-]/.test(parts[7] ?? "") ? Number(parts[7][0] + "1") * (60 * Number(parts[7].slice(1, 3)) + Number(parts[7].slice(4))) : 0;
            time = new Date(0).setUTCFullYear(year, month - 1, day) + ((hour * 60 + minute - zone) * 60 + second) * 1000;
          }
          if (Number.isNaN(time)) throw new TypeError(`${String(value)} is no date; null is missing.`);
          return ((time + 62135596800000) * 10000) / 864000000000;
        }
        """;

    public const string Weekday = """
        // The first day of the calendar was a Monday, which is 0.
        const weekday = (days) => Math.floor(days) % 7;
        """;

    public const string Circle = """
        const sine = (turns) => Math.sin(2 * Math.PI * (turns - Math.floor(turns)));

        const cosine = (turns) => Math.cos(2 * Math.PI * (turns - Math.floor(turns)));
        """;
}
