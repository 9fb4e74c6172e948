using System.Globalization;

namespace NeuronPursuit.Samples.Cluster;

/// <summary>Options of the form <c>--name number</c>.</summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, int> _numbers = [];
    private readonly HashSet<string> _asked = [];

    public Arguments(string[] args)
    {
        for (int i = 0; i < args.Length; i += 2)
        {
            if (!args[i].StartsWith("--", StringComparison.Ordinal) || i + 1 == args.Length
                || !int.TryParse(args[i + 1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture, out int number) || number < 0)
            {
                Error = $"'{string.Join(' ', args[i..])}' is no option with a number.";
                return;
            }

            _numbers[args[i][2..]] = number;
        }
    }

    /// <summary>What is wrong with the command line; asked after all options.</summary>
    public string? Error
    {
        get => field ?? (_numbers.Keys.FirstOrDefault(name => !_asked.Contains(name)) is { } unknown ? $"There is no option --{unknown}." : null);
        private set;
    }

    public int Number(string name, int standard)
    {
        _asked.Add(name);
        return _numbers.GetValueOrDefault(name, standard);
    }
}
