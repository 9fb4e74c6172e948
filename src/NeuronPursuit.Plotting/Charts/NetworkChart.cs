using System.Globalization;
using SkiaSharp;

namespace NeuronPursuit;

/// <summary>A network as circles and lines.</summary>
internal static class NetworkChart
{
    private const float NameSize = 11.5f;

    public static PursuitPlot Draw(NeuronPursuitModel model, PlotOptions options)
    {
        PlotPalette palette = PlotPalette.Of(options.Theme);

        // The note depends on what is left out, and that not on the height.
        NetworkLayout plan = Layout(_ => 300);
        bool hasNewest = plan.Layers.Any(layer => layer.Any(node => node.IsNewest));
        var sheet = new Sheet(options, Title(model, options), [.. Legend(palette, hasNewest)], Note(plan));
        NetworkLayout layout = Layout(most => sheet.BodyHeight(Math.Clamp((most * (most > 14 ? 22f : 27f)) + NetworkLayout.Header + 8, 190, 720)));
        return sheet.Finish(layout.Height, Describe(model, layout), (canvas, area) => Draw(canvas, area, layout, palette));

        NetworkLayout Layout(Func<int, float> height) =>
            new(model, options, options.Width - (2 * Sheet.Margin), height, name => PlotText.Width(name, NameSize));
    }

    private static string Title(NeuronPursuitModel model, PlotOptions options)
    {
        string widths = string.Join('-', model.Networks[options.Network].HiddenWidths
            .Prepend(model.NetworkInputs.Count).Append(model.OutputCount).Select(width => width.ToString(CultureInfo.InvariantCulture)));
        return model.Networks.Count == 1
            ? $"Network {widths}"
            : string.Create(CultureInfo.InvariantCulture, $"Network {options.Network + 1} of {model.Networks.Count}: {widths}");
    }

    private static IEnumerable<LegendEntry> Legend(PlotPalette palette, bool hasNewest)
    {
        yield return new LegendEntry("positive weight", (canvas, x, y) => Symbols.Line(canvas, x - 11, y, x + 11, y, 4, palette.Positive));
        yield return new LegendEntry("negative weight", (canvas, x, y) => Symbols.Line(canvas, x - 11, y, x + 11, y, 4, palette.Negative));
        if (hasNewest)
        {
            yield return new LegendEntry("newest neuron", (canvas, x, y) => Node(canvas, x, y, 7, true, palette));
        }
    }

    private static string Note(NetworkLayout layout)
    {
        var parts = new List<string>();
        int last = layout.Total.Count - 1;
        for (int layer = 0; layer <= last; layer++)
        {
            if (layout.Layers[layer].Count < layout.Total[layer])
            {
                string what = layer == 0 ? "inputs" : layer == last ? "outputs" : string.Create(CultureInfo.InvariantCulture, $"neurons of layer {layer}");
                parts.Add(string.Create(CultureInfo.InvariantCulture, $"the {layout.Layers[layer].Count} strongest of {layout.Total[layer]} {what}"));
            }
        }

        string shown = parts.Count == 0 ? "" : $" Shown are {string.Join(" and ", parts)}.";
        string silent = layout.Silent > 0 && layout.Silent < layout.Total[0]
            ? string.Create(CultureInfo.InvariantCulture, $" {layout.Silent} {(layout.Silent == 1 ? "input has" : "inputs have")} no influence.") : "";
        string faded = layout.FadedCount == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" {layout.FadedCount} {(layout.FadedCount == 1 ? "weight" : "weights")} below {NetworkLayout.Negligible * 100:0} % of the largest not drawn.");
        string thinned = layout.ThinnedCount == 0 ? "" : string.Create(
            CultureInfo.InvariantCulture, $" {layout.ThinnedCount} further small weights not drawn.");
        return $"Width of a line: the weight's size relative to the largest of its matrix.{shown}{silent}{faded}{thinned}";
    }

    private static void Draw(SKCanvas canvas, SKRect area, NetworkLayout layout, PlotPalette palette)
    {
        canvas.Save();
        canvas.Translate(area.Left, area.Top);
        foreach (NetworkEdge edge in layout.Edges)
        {
            SKColor colour = edge.Weight < 0 ? palette.Negative : palette.Positive;
            Symbols.Line(canvas, edge.From.X, edge.From.Y, edge.To.X, edge.To.Y, edge.Width, colour.WithAlpha((byte)(edge.Width > 2 ? 225 : 170)));
        }

        int last = layout.Layers.Count - 1;
        for (int layer = 0; layer <= last; layer++)
        {
            foreach (NetworkNode node in layout.Layers[layer])
            {
                Node(canvas, node.X, node.Y, layout.Radius, node.IsNewest, palette);
                Name(canvas, node, layout, layer == 0, layer == last, palette);
            }
        }

        Headers(canvas, layout, area.Width, palette);
        canvas.Restore();
    }

    private static void Node(SKCanvas canvas, float x, float y, float radius, bool newest, PlotPalette palette)
    {
        if (newest)
        {
            Symbols.Circle(canvas, x, y, radius + 3, palette.Ground, palette.Ink, 1.2f);
        }

        Symbols.Circle(canvas, x, y, radius, newest ? palette.Newest : palette.Ground, newest ? palette.Ink : palette.Frame, newest ? 2f : 1.4f);
    }

    private static void Name(SKCanvas canvas, NetworkNode node, NetworkLayout layout, bool isInput, bool isOutput, PlotPalette palette)
    {
        float y = node.Y + 4;
        if (isInput)
        {
            string name = PlotText.Fit(node.Name, NameSize, layout.LeftRoom - 6);
            PlotText.Draw(canvas, name, node.X - layout.Radius - 6, y, NameSize, palette.Ink, SKTextAlign.Right);
        }
        else if (isOutput)
        {
            string name = PlotText.Fit(node.Name, NameSize, layout.RightRoom - 6);
            PlotText.Draw(canvas, name, node.X + layout.Radius + 6, y, NameSize, palette.Ink);
        }
        else if (layout.Radius >= 9)
        {
            float size = Math.Min(10.5f, 10.5f * 1.6f * layout.Radius / Math.Max(1, PlotText.Width(node.Name, 10.5f)));
            PlotText.Draw(canvas, node.Name, node.X, node.Y + (size * 0.36f), size, node.IsNewest ? PlotPalette.InkOn(palette.Newest) : palette.Ink, SKTextAlign.Center);
        }
    }

    private static void Headers(SKCanvas canvas, NetworkLayout layout, float width, PlotPalette palette)
    {
        int last = layout.Layers.Count - 1;
        string[] headers = [.. layout.Layers.Select((_, layer) => layer == 0 ? "inputs" : layer == last
            ? (layout.Total[^1] == 1 ? "output" : "outputs")
            : string.Create(CultureInfo.InvariantCulture, $"layer {layer}"))];
        float room = (layout.Layers[1][0].X - layout.Layers[0][0].X) - 10;
        if (headers.Any(header => PlotText.Width(header, NameSize) > room))
        {
            headers = [.. headers.Select((_, layer) => layer == 0 ? "in" : layer == last ? "out" : layer.ToString(CultureInfo.InvariantCulture))];
        }

        for (int layer = 0; layer <= last; layer++)
        {
            float half = PlotText.Width(headers[layer], NameSize) / 2;
            float x = Math.Clamp(layout.Layers[layer][0].X, half, width - half);
            PlotText.Draw(canvas, headers[layer], x, 12, NameSize, palette.Quiet, SKTextAlign.Center);
        }
    }

    private static string Describe(NeuronPursuitModel model, NetworkLayout layout)
    {
        string[] newest = [.. layout.Layers.SelectMany(layer => layer).Where(node => node.IsNewest).Select(node => node.Name)];
        string added = newest.Length == 0 ? "" : $" Highlighted as newest: {string.Join(", ", newest)}.";
        string hidden = layout.Total.Count == 3
            ? $"a hidden layer of {Count(layout.Total[1], "neuron")}"
            : $"hidden layers of {string.Join(", ", layout.Total.Skip(1).SkipLast(1))} neurons";
        return $"Drawing of a network with {Count(layout.Total[0], "input")}, {hidden} and {Count(model.OutputCount, "output")}.{added}";

        static string Count(int number, string what) => string.Create(CultureInfo.InvariantCulture, $"{number} {what}{(number == 1 ? "" : "s")}");
    }
}
