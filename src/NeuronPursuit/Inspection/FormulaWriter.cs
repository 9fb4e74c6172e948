using System.Globalization;

namespace NeuronPursuit;

/// <summary>Writes a model as formulas: prepared inputs, the neurons of each network, outputs, averages.</summary>
internal sealed class FormulaWriter
{
    private const string Layers = "abcde";

    private readonly FittedNetworks _fitted;
    private readonly FormulaNotation _notation;
    private readonly FormulaInputs _inputs;
    private readonly IReadOnlyList<string>? _outputNames;
    private readonly FormulaNetwork[] _networks;
    private readonly List<string> _lines = [];

    public FormulaWriter(
        FittedNetworks fitted,
        FormulaNotation notation,
        IReadOnlyList<string>? columnNames,
        IReadOnlyList<string>? outputNames,
        double negligible)
    {
        (_fitted, _notation, _outputNames) = (fitted, notation, outputNames);
        _inputs = new FormulaInputs(fitted.Preprocessing, notation, columnNames);
        _networks = [.. fitted.Networks.Select(network => new FormulaNetwork(network, fitted.Preprocessing, negligible))];
    }

    public string Write()
    {
        for (int input = 0; input < _fitted.Preprocessing.Inputs.Count; input++)
        {
            if (_networks.Any(network => network.UsesInput(input)))
            {
                _lines.AddRange(_inputs.Definitions(input));
            }
        }

        for (int member = 0; member < _networks.Length; member++)
        {
            if (_networks.Length > 1)
            {
                _lines.Add(_notation.Heading(FormattableString.Invariant($"network {member + 1}")));
            }

            WriteNeurons(_networks[member]);
            WriteOutputs(member);
        }

        if (_networks.Length > 1)
        {
            WriteMeans();
        }

        return _notation.Document(_lines);
    }

    private void WriteNeurons(FormulaNetwork network)
    {
        var activation = new FormulaActivation(network.Activation, _notation);
        bool any = Enumerable.Range(0, network.Width(0)).Any(neuron => network.IsUsed(0, neuron));
        if (any && activation.Definition is { } definition)
        {
            _lines.Add(definition);
        }

        for (int layer = 0; layer < network.Depth - 1; layer++)
        {
            for (int neuron = 0; neuron < network.Width(layer); neuron++)
            {
                if (network.IsUsed(layer, neuron))
                {
                    _lines.Add(_notation.Equation(Neuron(layer, neuron), activation.Apply(Sum(network, layer, neuron, 0))));
                }
            }
        }
    }

    private void WriteOutputs(int member)
    {
        FormulaNetwork network = _networks[member];
        bool isLast = _networks.Length == 1;
        TargetCurve?[]? curves = _fitted.Preprocessing.Curves;
        bool isDirect = isLast && _fitted.Link == OutputLink.Identity && curves is null;
        for (int output = 0; output < _fitted.OutputCount; output++)
        {
            double constant = _fitted.Preprocessing.Targets is { } targets ? targets.Offsets[output] : 0;
            _lines.Add(_notation.Equation(
                isDirect ? Output(output) : Member("y", member, output), Sum(network, network.Depth - 1, output, constant)));
        }

        for (int output = 0; curves is not null && output < _fitted.OutputCount; output++)
        {
            string before = Member("y", member, output);
            _lines.Add(_notation.Equation(
                isLast ? Output(output) : Member(Letter, member, output), curves[output] is { } curve ? Curved(curve, before) : before));
        }

        for (int output = 0; _fitted.Link != OutputLink.Identity && output < _fitted.OutputCount; output++)
        {
            string prediction = _fitted.Link == OutputLink.Softmax
                ? Probability(member, output)
                : _notation.Exponential(Member("y", member, output));
            _lines.Add(_notation.Equation(isLast ? Output(output) : Member(Letter, member, output), prediction));
        }
    }

    /// <summary>What a network predicts: a value, a probability, a mean.</summary>
    private string Letter => _fitted.Link switch
    {
        OutputLink.Softmax => "p",
        OutputLink.Exponential => "m",
        _ => _fitted.Preprocessing.Curves is null ? "y" : "m",
    };

    /// <summary>The prediction through a curve, whose argument is limited.</summary>
    private string Curved(TargetCurve curve, string before)
    {
        string distance = _notation.Sum([(curve.Direction, before), (-curve.Direction * curve.Centre, null)]);
        string limit = _notation.Number(curve.Limit);
        return _notation.Sum([(curve.Scale, _notation.Exponential(_notation.Call("clip", $"{distance}, -{limit}, {limit}"))), (curve.Offset, null)]);
    }

    private void WriteMeans()
    {
        for (int output = 0; output < _fitted.OutputCount; output++)
        {
            string sum = string.Join(" + ", Enumerable.Range(0, _networks.Length).Select(member => Member(Letter, member, output)));
            _lines.Add(_notation.Equation(
                Output(output),
                _notation.Quotient(_notation.Brackets(sum), _networks.Length.ToString(CultureInfo.InvariantCulture))));
        }
    }

    /// <summary>By differences, so that no quotient of two infinite numbers comes about.</summary>
    private string Probability(int member, int output)
    {
        IEnumerable<string> others = Enumerable.Range(0, _fitted.OutputCount)
            .Where(other => other != output)
            .Select(other => _notation.Exponential($"{Member("y", member, other)} - {Member("y", member, output)}"));
        return _notation.Quotient("1", _notation.Brackets(string.Join(" + ", ["1", .. others])));
    }

    private string Sum(FormulaNetwork network, int layer, int neuron, double constant)
    {
        double[] weights = network.Incoming(layer, neuron);
        IEnumerable<(double, string?)> terms = weights.Select((weight, column) =>
            (weight, weight == 0 ? null : layer == 0 ? _inputs.Name(column) : Neuron(layer - 1, column)));
        return _notation.Sum([.. terms, (constant, null)]);
    }

    private string Neuron(int layer, int neuron) => layer < Layers.Length
        ? _notation.Variable(Layers[layer].ToString(), FormattableString.Invariant($"{neuron + 1}"))
        : _notation.Variable("h", FormattableString.Invariant($"{layer + 1}_{neuron + 1}"));

    private string Output(int output) => _outputNames is not null
        ? _notation.Name(_outputNames[output])
        : _notation.Variable("f", _fitted.OutputCount == 1 ? "" : FormattableString.Invariant($"{output + 1}")) + "(x)";

    /// <summary>A value of one network and output; numbers that tell nothing apart are left out.</summary>
    private string Member(string letter, int member, int output) => _notation.Variable(
        letter,
        (_networks.Length > 1, _fitted.OutputCount > 1) switch
        {
            (true, true) => FormattableString.Invariant($"{member + 1}_{output + 1}"),
            (true, false) => FormattableString.Invariant($"{member + 1}"),
            (false, true) => FormattableString.Invariant($"{output + 1}"),
            _ => "",
        });
}
