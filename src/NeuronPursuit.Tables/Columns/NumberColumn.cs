using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuronPursuit;

/// <summary>Numbers; NaN is missing.</summary>
internal sealed record NumberColumn(string Name, double[] Values) : Column(Name)
{
    public override ColumnKind Kind => ColumnKind.Number;

    public override int Length => Values.Length;

    /// <summary>Whether they came in single precision, and so have about seven digits.</summary>
    public bool IsSingle { get; init; }

    /// <summary>Whether they were written by people, with a sign where they have one, and not typed as numbers.</summary>
    public bool IsWritten { get; init; }

    /// <summary>% where all were written with it and so are a hundredth; a sign of money; null for none.</summary>
    public string? Sign { get; init; }

    /// <summary>The sign of decimals that its cells were read by; null where none of them has a sign, or they were typed.</summary>
    public char? DecimalMark { get; init; }

    /// <summary>Whether nothing in the file shows that this is the sign, so that 1,234 may be 1.234.</summary>
    public bool IsMarkOpen { get; init; }

    /// <summary>The shortest text; that of -0 is 0.</summary>
    public static string Text(double value) => (value + 0.0).ToString("R", CultureInfo.InvariantCulture);

    public override bool IsMissing(int row) => double.IsNaN(Values[row]);

    public override string? TextAt(int row) => IsMissing(row) ? null : Text(Values[row]);

    public override Column Select(int[] rows) => this with { Values = Pick(Values, rows) };

    public override void AppendTo(IncrementalHash hash)
    {
        // There are many NaN; a file has one.
        double[] values = Array.ConvertAll(Values, value => double.IsNaN(value) ? double.NaN : value + 0.0);
        hash.AppendData(MemoryMarshal.AsBytes<double>(values));
    }
}
