using System.Globalization;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>All weight matrices of a network as heat maps, side by side as far as there is room.</summary>
internal static class WeightChart
{
    private const float Gap = 26;
    private const float NarrowestCell = 5;
    private const int MostRows = 60;

    public static PursuitPlot Draw(NeuronPursuitModel model, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);
        float width = options.Width - (2 * Sheet.Margin);
        IReadOnlyList<WeightMap> maps = WeightMap.Of(model, options, MostRows, (int)((width - 110) / NarrowestCell));
        WeightPanel[] panels = [.. maps.Select((map, layer) => new WeightPanel(map, layer == maps.Count - 1, palette, width))];
        SKPoint[] places = Flow(panels, width, out float height);
        string title = model.Networks.Count == 1
            ? "Weights"
            : string.Create(CultureInfo.InvariantCulture, $"Weights of network {options.Network + 1} of {model.Networks.Count}");
        var sheet = new Sheet(options, title, [], Note(model, maps, panels));
        float body = sheet.BodyHeight(height);

        // A given height shrinks what is higher.
        float shrink = Math.Min(1, body / height);
        return sheet.Finish(body, Describe(maps), (canvas, area) =>
        {
            canvas.Save();
            canvas.Translate(area.Left, area.Top);
            canvas.Scale(shrink);
            for (int i = 0; i < panels.Length; i++)
            {
                panels[i].Draw(canvas, places[i].X, places[i].Y);
            }

            canvas.Restore();
        });
    }

    private static SKPoint[] Flow(WeightPanel[] panels, float width, out float height)
    {
        var places = new SKPoint[panels.Length];
        float x = 0;
        float y = 0;
        float line = 0;
        for (int i = 0; i < panels.Length; i++)
        {
            if (x > 0 && x + panels[i].Width > width)
            {
                (x, y, line) = (0, y + line + Gap - 8, 0);
            }

            places[i] = new SKPoint(x, y);
            x += panels[i].Width + Gap;
            line = Math.Max(line, panels[i].Height);
        }

        height = y + line;
        return places;
    }

    private static string Note(NeuronPursuitModel model, IReadOnlyList<WeightMap> maps, WeightPanel[] panels)
    {
        var parts = new List<string> { "A row holds the incoming weights of one neuron." };
        foreach (WeightMap map in maps)
        {
            if (map.Columns.Count < map.ColumnCount)
            {
                parts.Add(string.Create(
                    CultureInfo.InvariantCulture,
                    $"W{map.Layer + 1} shows the {map.Columns.Count} strongest of {map.ColumnCount} columns{(map.ZeroColumns > 0 ? $"; {map.ZeroColumns} are zero" : "")}."));
            }

            if (map.Rows.Count < map.RowCount)
            {
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"W{map.Layer + 1} shows the {map.Rows.Count} strongest of {map.RowCount} rows."));
            }
        }

        if (panels.Any(panel => !panel.ShowsValues))
        {
            parts.Add("Negative weights carry a minus sign.");
        }

        if (model.IsStandardized)
        {
            parts.Add("In the units of standardised inputs and outputs.");
        }

        return string.Join(' ', parts);
    }

    private static string Describe(IReadOnlyList<WeightMap> maps) => string.Create(
        CultureInfo.InvariantCulture,
        $"Heat maps of {maps.Count} weight matrices: {string.Join("; ", maps.Select(map => string.Create(CultureInfo.InvariantCulture, $"W{map.Layer + 1} of {map.RowCount} x {map.ColumnCount}, largest magnitude {map.Largest:g3}")))}.");
}
