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
}
