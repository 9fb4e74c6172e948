using Parquet;
using Parquet.Schema;

namespace NeuronPursuit;

/// <summary>Writes Parquet, a row group for each part: numbers as doubles, all else as text.</summary>
internal sealed class ParquetSink : IRowSink
{
    private readonly Stream _stream;
    private readonly int[] _kept;
    private readonly string[] _names;
    private readonly (string Name, bool IsNumber)[] _added;
    private ParquetWriter? _writer;
    private DataField[] _fields = [];

    public ParquetSink(Stream stream, RowSource source, int[] kept, IEnumerable<(string Name, bool IsNumber)> added) =>
        (_stream, _kept, _names, _added) = (stream, kept, [.. source.Names], [.. added]);

    public async Task WriteAsync(TablePart part, Array[] added)
    {
        if (_writer is null)
        {
            _fields =
            [
                .. _kept.Select(place => FieldOf(_names[place], part.Table.KindOf(_names[place]) == ColumnKind.Number)),
                .. _added.Select(one => FieldOf(one.Name, one.IsNumber)),
            ];
            _writer = await ParquetWriter.CreateAsync(new ParquetSchema(_fields), _stream).ConfigureAwait(false);
        }

        using ParquetRowGroupWriter group = _writer.CreateRowGroup();
        for (int i = 0; i < _fields.Length; i++)
        {
            Array column = i < _kept.Length ? Cells(part.Table, _names[_kept[i]], _fields[i]) : added[i - _kept.Length];
            if (column is double[] numbers)
            {
                double?[] values = Array.ConvertAll(numbers, value => double.IsNaN(value) ? (double?)null : value);
                await group.WriteAsync<double>(_fields[i], values, default, null, CancellationToken.None).ConfigureAwait(false);
            }
            else
            {
                await group.WriteAsync(_fields[i], (string[])column, default).ConfigureAwait(false);
            }
        }
    }

    public async ValueTask DisposeAsync()
    {
        if (_writer is not null)
        {
            await _writer.DisposeAsync().ConfigureAwait(false);
        }

        await _stream.DisposeAsync().ConfigureAwait(false);
    }

    private static DataField FieldOf(string name, bool isNumber) => isNumber ? new DataField<double?>(name) : new DataField<string>(name);

    /// <summary>A column of numbers stays one; what is none in a later part is refused there.</summary>
    private static Array Cells(Table table, string name, DataField field)
    {
        bool number = field.ClrType == typeof(double);
        return (number, table.KindOf(name)) switch
        {
            (true, ColumnKind.Number) => table.Numbers(name),
            (true, _) => throw new InvalidDataException($"Column '{name}' has numbers at the beginning and something else later. Write CSV instead."),
            _ => table.Texts(name),
        };
    }
}
