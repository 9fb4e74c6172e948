using nietras.SeparatedValues;

namespace NeuronPursuit;

/// <summary>Rows of another number of cells than there are columns: the first one is told, and how many there are.</summary>
internal sealed class RaggedRows(CsvLayout layout)
{
    private int _count;
    private int _line;
    private int _cells;

    /// <summary>Whether a row has a cell for every column, and behind them nothing.</summary>
    public bool Accept(SepReader.Row row, int line)
    {
        bool fits = row.ColCount >= layout.Names.Length;
        for (int column = layout.Names.Length; fits && column < row.ColCount; column++)
        {
            fits = row[column].Span.IsEmpty;
        }

        if (!fits && _count++ == 0)
        {
            (_line, _cells) = (line, row.ColCount);
        }

        return fits;
    }

    public void ThrowIfAny(char separator)
    {
        if (_count > 0)
        {
            throw new InvalidDataException(
                $"Line {_line} has {_cells} cells, but there are {layout.Names.Length} columns ({_count} such {(_count == 1 ? "line" : "lines")}). Cells that contain '{separator}' or a line end must stand in double quotes; if cells are not separated by '{separator}', say so by CsvOptions.Separator.");
        }
    }
}
