using System.Globalization;
using static NeuronPursuit.CodeExpression;

namespace NeuronPursuit;

/// <summary>The neurons and outputs of one network, a definition each.</summary>
/// <param name="model">The model.</param>
/// <param name="names">The names of its columns.</param>
/// <param name="member">Which of its networks.</param>
/// <param name="define">Adds a definition.</param>
internal sealed class NeuronDefinitions(
    NeuronPursuitModel model, IReadOnlyList<string> names, int member, Func<string, CodeExpression, string?, Variable> define)
{
    private const string Layers = "abcde";

    private const int TermsOfComment = 6;

    private readonly PursuitNetwork _network = model.Networks[member];

    /// <summary>Adds them and returns the outputs, in the units of the network.</summary>
    /// <param name="input">Gives an input of the network, which is defined when it is first asked for.</param>
    public CodeExpression[] Add(Func<int, CodeExpression> input)
    {
        double[,] first = _network.GetWeights(0);
        int width = first.GetLength(1);
        bool[] used = [.. Enumerable.Range(0, width).Select(column => Enumerable.Range(0, first.GetLength(0)).Any(row => first[row, column] != 0))];
        CodeExpression? start = Unused(Enumerable.Range(0, width).Where(column => !used[column] && MayBeInvalid(model.NetworkInputs[column])), input);
        CodeExpression[] signals = [.. Enumerable.Range(0, width).Select(column => used[column] ? input(column) : new Literal(0))];
        string[] shown = [.. model.NetworkInputs.Select(each => each.Column < 0 ? "" : each.ToString(names[each.Column]))];
        for (int layer = 0; layer < _network.Depth; layer++)
        {
            double[,] weights = layer == 0 ? first : _network.GetWeights(layer);
            bool isLast = layer == _network.Depth - 1;
            var values = new CodeExpression[weights.GetLength(0)];
            var labels = new string[values.Length];
            for (int row = 0; row < values.Length; row++)
            {
                int[] columns = [.. Enumerable.Range(0, signals.Length).Where(column => layer > 0 || used[column])];
                CodeExpression sum = new WeightedSum(
                    layer == 0 ? start : null, [.. columns.Select(column => new WeightedTerm(weights[row, column], signals[column]))]);
                string formula = Show([.. columns.Select(column => (weights[row, column], shown[column]))]);
                labels[row] = Name(layer, row);
                values[row] = isLast
                    ? define(labels[row], sum, formula)
                    : define(labels[row], new Activated(sum, _network.Activation), $"{ActivationName(_network.Activation)}({formula})");
            }

            (signals, shown) = (values, labels);
        }

        return signals;
    }

    /// <summary>What an activation is called.</summary>
    public static string ActivationName(HomogeneousActivation activation) =>
        (activation.PositiveCoefficient, activation.NegativeCoefficient, activation.Power) switch
        {
            (1, 0, 1) => "relu",
            (1, 1, 1) => "linear",
            (1, 1, 2) => "square",
            (1, _, 1) => "leaky",
            _ => "activation",
        };

    /// <summary>Whether a network's input may be NaN or infinite.</summary>
    private static bool MayBeInvalid(NetworkInput input) => input.Kind != NetworkInputKind.Constant
        && (double.IsNaN(input.WhereMissing) || (input.Kind == NetworkInputKind.Value && double.IsInfinity(input.Clip)));

    /// <summary>An input without weight adds 0 to every neuron, and spoils it where it is NaN or infinite.</summary>
    private Variable? Unused(IEnumerable<int> columns, Func<int, CodeExpression> input)
    {
        WeightedTerm[] terms = [.. columns.Select(column => new WeightedTerm(0, input(column)))];
        return terms is [] ? null
            : define(Member("unused"), new WeightedSum(null, terms), "0, or NaN where an input without weight is NaN or infinite");
    }

    private string Name(int layer, int row) => Member(
        layer == _network.Depth - 1 ? FormattableString.Invariant($"y{row + 1}")
        : layer < Layers.Length ? FormattableString.Invariant($"{Layers[layer]}{row + 1}")
        : FormattableString.Invariant($"h{layer + 1}_{row + 1}"));

    private string Member(string name) => model.Networks.Count == 1 ? name : FormattableString.Invariant($"{name}_{member + 1}");

    /// <summary>The sum for people, of its largest terms where it is long.</summary>
    private static string Show((double Weight, string Name)[] terms)
    {
        (double Weight, string Name)[] nonzero = [.. terms.Where(term => term.Weight != 0)];
        (double Weight, string Name)[] shown = [.. nonzero];
        if (nonzero.Length > TermsOfComment)
        {
            double least = nonzero.Select(term => Math.Abs(term.Weight)).OrderDescending().ElementAt(TermsOfComment - 1);
            shown = [.. nonzero.Where(term => Math.Abs(term.Weight) >= least).Take(TermsOfComment)];
        }

        string text = "";
        foreach ((double weight, string name) in shown)
        {
            string number = Math.Abs(weight).ToString("G4", CultureInfo.InvariantCulture);
            string sign = text.Length == 0 ? (weight < 0 ? "-" : "") : weight < 0 ? " - " : " + ";
            text += sign + number + (name.Length == 0 ? "" : " " + name);
        }

        int left = nonzero.Length - shown.Length;
        return (text.Length == 0 ? "0" : text) + (left == 0 ? "" : FormattableString.Invariant($" + {left} smaller terms"));
    }
}
