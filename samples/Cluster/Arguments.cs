using System.Globalization;

namespace NeuronPursuit.Samples.Cluster;

/// <summary>Options of the form <c>--name number</c>; the first thing wrong with them is kept.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly HashSet<string> _asked = [];
    private string? _wrong;

    public Arguments(string[] args)
    {
        for (int i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length
                || !int.TryParse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int number) || number < 0)
            {
                _wrong = $"'{string.Join(' ', args[i..])}' is not an option and its whole number, such as '--rows 100000'.";
                return;
            }

            _numbers[args[i][2..]] = number;
        }
    }

    /// <summary>What is wrong with the command line; asked after all options.</summary>
    public string? Error =>
        _wrong ?? (_numbers.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown ? $"There is no option --{unknown}." : null);

    public int Number(string name, int fallback, int least)
    {
        _asked.Add(name);
        int number = _numbers.GetValueOrDefault(name, fallback);
        if (number < least)
        {
            _wrong ??= $"--{name} is {number}, but must be at least {least}.";
        }

        return number;
    }
}
