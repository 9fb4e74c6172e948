using System.Globalization;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>One weight matrix as coloured cells with names, a heading and a scale: its measures, and how it is drawn.</summary>
internal sealed class WeightPanel
{
    private const float NameSize = 11;
    private const float ValueSize = 9.5f;
    private const float HeadingSize = 12.5f;
    private const float HeadingHeight = 42;
    private const float LongestName = 120;
    private const float LargestCell = 44;

    private readonly WeightMap _map;
    private readonly PlotPalette _palette;
    private readonly string[] _rowNames;
    private readonly string[] _columnNames;
    private readonly string _heading;
    private readonly float _namesHeight;
    private readonly int _everyColumn;
    private readonly int _everyRow;

    /// <param name="map">The matrix.</param>
    /// <param name="isLast">Whether its rows are outputs.</param>
    /// <param name="palette">The theme.</param>
    /// <param name="width">The room for the whole panel.</param>
    public WeightPanel(WeightMap map, bool isLast, PlotPalette palette, float width)
    {
        (_map, _palette) = (map, palette);
        _rowNames = [.. map.RowNames.Select(name => PlotText.Fit(name, NameSize, LongestName))];
        RowRoom = _rowNames.Max(name => PlotText.Width(name, NameSize)) + 8;
        float widest = map.ColumnNames.Max(name => PlotText.Width(name, NameSize));
        CellWidth = Math.Min(LargestCell, (width - RowRoom - 4) / map.Columns.Count);
        IsUpright = widest + 6 <= CellWidth;
        _columnNames = [.. map.ColumnNames.Select(name => PlotText.Fit(name, NameSize, LongestName))];
        _namesHeight = IsUpright ? 18 : _columnNames.Max(name => PlotText.Width(name, NameSize)) + 10;
        CellHeight = map.Rows.Count switch
        {
            <= 12 => 24,
            <= 30 => 17,
            _ => 9,
        };
        _everyColumn = IsUpright ? 1 : (int)Math.Ceiling((NameSize + 1.5f) / CellWidth);
        _everyRow = (int)Math.Ceiling((NameSize + 1) / CellHeight);
        ShowsValues = CellHeight >= 17 && map.Values.Cast<double>().Max(value => PlotText.Width(Number(value, map.Largest), ValueSize)) + 5 <= CellWidth;
        string from = map.Layer == 0 ? "inputs" : string.Create(CultureInfo.InvariantCulture, $"layer {map.Layer}");
        string to = isLast ? (map.RowCount == 1 ? "output" : "outputs") : string.Create(CultureInfo.InvariantCulture, $"layer {map.Layer + 1}");
        string heading = string.Create(CultureInfo.InvariantCulture, $"W{map.Layer + 1}: {from} to {to}, {map.RowCount} \u00D7 {map.ColumnCount}");
        _heading = PlotText.Fit(heading, HeadingSize, width);
        Width = Math.Max(RowRoom + (map.Columns.Count * CellWidth) + 4, Math.Max(PlotText.Width(_heading, HeadingSize), RowRoom + 150));
        Height = HeadingHeight + _namesHeight + (map.Rows.Count * CellHeight) + 4;
    }

    public float RowRoom { get; }

    public float CellWidth { get; }

    public float CellHeight { get; }

    /// <summary>Whether names of columns are not turned.</summary>
    public bool IsUpright { get; }

    /// <summary>Whether the numbers stand in the cells.</summary>
    public bool ShowsValues { get; }

    public float Width { get; }

    public float Height { get; }

    /// <summary>The cell of a shown value, relative to the panel.</summary>
    public SKRect Cell(int row, int column)
    {
        float left = RowRoom + (column * CellWidth);
        float top = HeadingHeight + _namesHeight + (row * CellHeight);
        return new SKRect(left, top, left + CellWidth, top + CellHeight);
    }

    public void Draw(SKCanvas canvas, float x, float y)
    {
        canvas.Save();
        canvas.Translate(x, y);
        PlotText.Draw(canvas, _heading, 0, 12, HeadingSize, _palette.Ink);
        Scale(canvas);
        for (int row = 0; row < _map.Rows.Count; row++)
        {
            if (row % _everyRow == 0)
            {
                SKRect cell = Cell(row, 0);
                PlotText.Draw(canvas, _rowNames[row], RowRoom - 6, cell.MidY + 4, NameSize, _palette.Ink, SKTextAlign.Right);
            }

            for (int column = 0; column < _map.Columns.Count; column++)
            {
                Cell(canvas, row, column);
            }
        }

        for (int column = 0; column < _map.Columns.Count; column += _everyColumn)
        {
            SKRect cell = Cell(0, column);
            if (IsUpright)
            {
                PlotText.Draw(canvas, _columnNames[column], cell.MidX, cell.Top - 5, NameSize, _palette.Ink, SKTextAlign.Center);
            }
            else
            {
                PlotText.Draw(canvas, _columnNames[column], cell.MidX + 4, cell.Top - 5, NameSize, _palette.Ink, SKTextAlign.Left, -90);
            }
        }

        canvas.Restore();
    }

    /// <summary>A number with about two digits; one that is small beside the largest only says so.</summary>
    public static string Number(double value, double largest)
    {
        double size = Math.Abs(value);
        if (size > 0 && size < 0.005 * largest)
        {
            return "\u22480";
        }

        string format = size switch
        {
            0 => "0",
            >= 1e4 => "0.#e0",
            < 5e-3 when largest < 0.1 => "0.#e0",
            >= 99.5 => "0",
            >= 9.95 => "0.0",
            _ => "0.00",
        };
        return value.ToString(format, CultureInfo.InvariantCulture).Replace('-', '\u2212');
    }

    private void Cell(SKCanvas canvas, int row, int column)
    {
        SKRect cell = Cell(row, column);
        SKColor colour = _palette.Diverging(_map.Share(row, column));
        float gap = CellWidth >= 8 ? 0.5f : 0;
        Symbols.Box(canvas, new SKRect(cell.Left, cell.Top, cell.Right - gap, cell.Bottom - 0.5f), colour);
        SKColor ink = PlotPalette.InkOn(colour);
        if (ShowsValues)
        {
            PlotText.Draw(canvas, Number(_map.Values[row, column], _map.Largest), cell.MidX, cell.MidY + 3.5f, ValueSize, ink, SKTextAlign.Center);
        }
        else if (_map.Values[row, column] < 0 && CellWidth >= 5 && Math.Abs(_map.Share(row, column)) >= 0.05)
        {
            // A minus sign, so that the sign is also seen in grey.
            float half = Math.Min(3.5f, CellWidth * 0.3f);
            Symbols.Line(canvas, cell.MidX - half, cell.MidY, cell.MidX + half, cell.MidY, 1.1f, ink);
        }
    }

    private void Scale(SKCanvas canvas)
    {
        const int Steps = 21;
        const float Step = 3.5f;
        string low = Number(-_map.Largest, _map.Largest);
        float left = PlotText.Width(low, NameSize) + 5;
        PlotText.Draw(canvas, low, 0, 31, NameSize, _palette.Quiet);
        for (int i = 0; i < Steps; i++)
        {
            Symbols.Box(canvas, new SKRect(left + (i * Step), 22, left + ((i + 1) * Step) + 0.3f, 32), _palette.Diverging((2.0 * i / (Steps - 1)) - 1));
        }

        PlotText.Draw(canvas, Number(_map.Largest, _map.Largest), left + (Steps * Step) + 5, 31, NameSize, _palette.Quiet);
    }
}
