using System.Globalization;
using System.Text;

namespace NeuronPursuit;

/// <summary>Writes CSV as it was read: the same separator, the same cells, and further ones behind them.</summary>
internal sealed class CsvSink : IRowSink
{
    private readonly StreamWriter _writer;
    private readonly int[] _kept;
    private readonly string[] _names;
    private readonly char _separator;
    private readonly NumberFormatInfo _numbers;

    /// <param name="stream">Taken over.</param>
    /// <param name="source">The columns.</param>
    /// <param name="kept">Places of those that are written.</param>
    /// <param name="added">Names of further ones.</param>
    public CsvSink(Stream stream, RowSource source, int[] kept, IReadOnlyList<string> added)
    {
        _writer = new StreamWriter(stream, new UTF8Encoding(false), 1 << 16);
        _writer.NewLine = "\n";
        (_kept, _separator, _names) = (kept, source.Separator, [.. source.Names]);
        _numbers = new NumberFormatInfo { NumberDecimalSeparator = source.HasDecimalCommas && source.Separator != ',' ? "," : "." };
        WriteRow(kept.Select(place => _names[place]).Concat(added));
    }

    public Task WriteAsync(TablePart part, Array[] added)
    {
        string?[][]? texts = part.Cells is null ? [.. _kept.Select(place => part.Table.Texts(_names[place]))] : null;
        for (int row = 0; row < part.Table.RowCount; row++)
        {
            int own = row;
            WriteRow(_kept.Select((place, i) => texts is null ? part.Cells![own][place] : texts[i][own]).Concat(added.Select(column => TextOf(column, own))));
        }

        return Task.CompletedTask;
    }

    public ValueTask DisposeAsync() => _writer.DisposeAsync();

    private string? TextOf(Array column, int row) => column is double[] numbers
        ? double.IsNaN(numbers[row]) ? "" : numbers[row].ToString(_numbers)
        : ((string?[])column)[row];

    private void WriteRow(IEnumerable<string?> cells)
    {
        bool first = true;
        foreach (string? cell in cells)
        {
            if (!first)
            {
                _writer.Write(_separator);
            }

            first = false;
            Write(cell);
        }

        _writer.WriteLine();
    }

    private void Write(string? cell)
    {
        if (cell is null)
        {
            return;
        }

        if (cell.AsSpan().IndexOfAny('"', '\n', '\r') < 0 && !cell.Contains(_separator, StringComparison.Ordinal))
        {
            _writer.Write(cell);
            return;
        }

        _writer.Write('"');
        _writer.Write(cell.Replace("\"", "\"\"", StringComparison.Ordinal));
        _writer.Write('"');
    }
}
