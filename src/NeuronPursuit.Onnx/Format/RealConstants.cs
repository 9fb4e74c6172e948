using System.Globalization;
using System.Runtime.InteropServices;

namespace NeuronPursuit;

/// <summary>Constants of a graph that computes in single or double precision.</summary>
internal sealed class RealConstants(OnnxGraph graph, Precision precision)
{
    private readonly Dictionary<double, string> _numbers = [];

    public bool IsSingle => precision == Precision.Single;

    public OnnxType Type => IsSingle ? OnnxType.Float : OnnxType.Double;

    /// <summary>Adds a tensor and returns its name.</summary>
    /// <param name="name">Its name in the graph.</param>
    /// <param name="values">The numbers, row-major.</param>
    /// <param name="meaning">What the number at an index is to the caller, for errors.</param>
    /// <param name="dimensions">The shape; a vector if not given.</param>
    /// <exception cref="ArgumentException">A number is beyond the precision.</exception>
    public string Add(string name, double[] values, Func<int, string> meaning, long[]? dimensions = null)
    {
        byte[] raw = IsSingle
            ? MemoryMarshal.AsBytes<float>(Narrow(values, meaning)).ToArray()
            : MemoryMarshal.AsBytes<double>(values).ToArray();
        return graph.Add(new OnnxTensor(name, Type, dimensions ?? [values.Length], raw));
    }

    /// <summary>A single number, one per value for all nodes that read it.</summary>
    public string Number(double value, string meaning)
    {
        if (!_numbers.TryGetValue(value, out string? name))
        {
            name = Add($"number/{value.ToString("r", CultureInfo.InvariantCulture)}", [value], _ => meaning, []);
            _numbers.Add(value, name);
        }

        return name;
    }

    /// <summary>What rounding to the precision loses of some values, which a second number can hold.</summary>
    /// <returns>The losses, 0 for values that are kept exactly; null where all are.</returns>
    public double[]? Losses(double[] values)
    {
        double[] losses = Array.ConvertAll(values, value => IsSingle ? value - (float)value : 0);
        return Array.TrueForAll(losses, loss => loss == 0) ? null : losses;
    }

    /// <summary>Refuses numbers that single precision can hardly tell from 0, where that would change the model.</summary>
    /// <param name="value">The number; 0 is allowed.</param>
    /// <param name="meaning">What it is to the caller.</param>
    public void RequireSize(double value, Func<string> meaning)
    {
        const double SmallestNormal = 1.17549435e-38;
        if (IsSingle && value != 0 && Math.Abs(value) < SmallestNormal)
        {
            throw new ArgumentException(FormattableString.Invariant(
                $"{meaning()} is {value}, too small for single precision (magnitudes from {SmallestNormal:0.0e-0}). Save with Precision.Double."));
        }
    }

    private static float[] Narrow(double[] values, Func<int, string> meaning)
    {
        float[] narrow = new float[values.Length];
        for (int i = 0; i < values.Length; i++)
        {
            narrow[i] = (float)values[i];
            if (float.IsInfinity(narrow[i]) && !double.IsInfinity(values[i]))
            {
                throw new ArgumentException(FormattableString.Invariant(
                    $"{meaning(i)} is {values[i]}, beyond single precision (magnitudes up to {float.MaxValue:0.0e-0}). Save with Precision.Double."));
            }
        }

        return narrow;
    }
}
