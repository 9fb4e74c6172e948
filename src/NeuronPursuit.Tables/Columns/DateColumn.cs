using System.Globalization;
using System.Runtime.InteropServices;
using System.Security.Cryptography;

namespace NeuronPursuit;

/// <summary>Dates and times in ticks; <see cref="Missing"/> where there is none.</summary>
/// <param name="Name">Of the column.</param>
/// <param name="Ticks">Since the year 1.</param>
internal sealed record DateColumn(string Name, long[] Ticks) : Column(Name)
{
    public const long Missing = long.MinValue;

    public override ColumnKind Kind => ColumnKind.Date;

    public override int Length => Ticks.Length;

    /// <summary>How they were written, which tells day from month in other files; null where they were no text.</summary>
    public string? Format { get; init; }

    public static string Text(long ticks) => new DateTime(ticks) is var date && date.TimeOfDay == TimeSpan.Zero
        ? date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : date.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public override bool IsMissing(int row) => Ticks[row] == Missing;

    public override string? TextAt(int row) => IsMissing(row) ? null : Text(Ticks[row]);

    public override Column Select(int[] rows) => this with { Ticks = Pick(Ticks, rows) };

    public override void AppendTo(IncrementalHash hash) => hash.AppendData(MemoryMarshal.AsBytes<long>(Ticks));
}
