using System.Globalization;
using System.Text.RegularExpressions;

namespace NeuronPursuit.Tests.Inspection;

/// <summary>
/// Computes what the text form of a formula says, line after line, knowing nothing of models: names, numbers, sums, products
/// by standing side by side, quotients, powers and a few functions.
/// </summary>
internal sealed partial class FormulaEvaluator(string formula)
{
    private readonly Dictionary<string, double> _values = [];
    private string? _activation;
    private string[] _tokens = [];
    private int _place;

    /// <summary>The values of all names after the last line.</summary>
    public Dictionary<string, double> Evaluate(ReadOnlySpan<double> x)
    {
        _values.Clear();
        for (int column = 0; column < x.Length; column++)
        {
            _values[$"x{column + 1}"] = x[column];
        }

        foreach (string line in formula.Split('\n'))
        {
            int equals = line.IndexOf(" = ", StringComparison.Ordinal);
            if (equals < 0)
            {
                continue;
            }

            string right = line[(equals + 3)..];
            if (line[..equals] == "s(t)")
            {
                _activation = right;
                continue;
            }

            _values[line[..equals]] = Whole(right);
        }

        return _values;
    }

    private double Whole(string text)
    {
        (string[] tokens, int place) = (_tokens, _place);
        (_tokens, _place) = ([.. Token().Matches(text).Select(match => match.Value)], 0);
        double value = Sum();
        _place.Should().Be(_tokens.Length, "all of '{0}' is a formula", text);
        (_tokens, _place) = (tokens, place);
        return value;
    }

    private double Sum()
    {
        double sum = Take("-") ? -Product() : Product();
        while (true)
        {
            if (Take("+"))
            {
                sum += Product();
            }
            else if (Take("-"))
            {
                sum -= Product();
            }
            else
            {
                return Take(">") ? sum > Sum() ? 1 : 0 : sum;
            }
        }
    }

    private double Product()
    {
        double product = Power();
        while (_place < _tokens.Length)
        {
            if (Take("/"))
            {
                product /= Power();
            }
            else if (char.IsLetter(Next[0]) || Next == "(")
            {
                product *= Power();
            }
            else
            {
                break;
            }
        }

        return product;
    }

    private double Power()
    {
        double factor = Factor();
        return Take("^") ? Math.Pow(factor, double.Parse(_tokens[_place++], CultureInfo.InvariantCulture)) : factor;
    }

    private double Factor()
    {
        string token = _tokens[_place++];
        if (token == "(")
        {
            double inner = Sum();
            Expect(")");
            return inner;
        }

        if (!char.IsLetter(token[0]))
        {
            return double.Parse(token, CultureInfo.InvariantCulture);
        }

        return Take("(") ? Call(token) : _values[token];
    }

    private double Call(string function)
    {
        if (function == "rank")
        {
            string column = _tokens[_place++];
            Expect(")");
            return _values[$"rank({column})"];
        }

        var arguments = new List<double>();
        do
        {
            arguments.Add(Sum());
        }
        while (Take(",") || Take(";") || Take(":"));
        Expect(")");
        return function switch
        {
            "relu" => Math.Max(arguments[0], 0),
            "max" => Math.Max(arguments[0], arguments[1]),
            "exp" => Math.Exp(arguments[0]),
            "clip" => Math.Clamp(arguments[0], arguments[1], arguments[2]),
            "missing" => double.IsNaN(arguments[0]) ? 1 : 0,
            "if" => arguments[0] != 0 ? arguments[1] : arguments[2],
            "interpolate" => Interpolate(arguments),
            "s" => Activate(arguments[0]),
            _ => throw new FormatException(function),
        };
    }

    private double Activate(double t)
    {
        _values["t"] = t;
        return Whole(_activation!);
    }

    /// <summary>The value, then pairs of knots and values there.</summary>
    private static double Interpolate(List<double> numbers)
    {
        (double x, double[] knots) = (numbers[0], [.. numbers.Skip(1)]);
        if (double.IsNaN(x) || x <= knots[0])
        {
            return double.IsNaN(x) ? x : knots[1];
        }

        for (int i = 2; i < knots.Length; i += 2)
        {
            if (x <= knots[i])
            {
                return knots[i - 1] + (x - knots[i - 2]) / (knots[i] - knots[i - 2]) * (knots[i + 1] - knots[i - 1]);
            }
        }

        return knots[^1];
    }

    private string Next => _tokens[_place];

    private bool Take(string token)
    {
        bool taken = _place < _tokens.Length && Next == token;
        _place += taken ? 1 : 0;
        return taken;
    }

    private void Expect(string token) => Take(token).Should().BeTrue("'{0}' was expected", token);

    [GeneratedRegex(@"[A-Za-z][A-Za-z0-9_]*|\d+(\.\d+)?(e-?\d+)?|[-+/^(),;:>]")]
    private static partial Regex Token();
}
