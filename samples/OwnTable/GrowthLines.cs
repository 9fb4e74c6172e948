using System.Globalization;
using NeuronPursuit;

namespace OwnTable;

/// <summary>
/// Shows that a fit works. A bag grows many networks, and the iterations of all of them arrive here, one at a time; a line is
/// written when one is better on its held-out samples than all before.
/// </summary>
public sealed class GrowthLines(TextWriter output) : IProgress<PursuitIteration>
{
    private double _best = double.PositiveInfinity;

    public int Count { get; private set; }

    public void Report(PursuitIteration value)
    {
        Count++;
        if (value.ValidationError < 0.98 * _best)
        {
            _best = value.ValidationError.Value;
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  after {Count,4} growths: held-out error {_best:0.000}, neurons {string.Join('/', value.HiddenWidths)}"));
        }
    }
}
