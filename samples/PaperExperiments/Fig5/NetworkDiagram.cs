using PaperExperiments.Reporting;
using ScottPlot;
using ScottPlot.Plottables;

namespace PaperExperiments.Fig5;

/// <summary>A network as circles and arrows, input on the left; what the last growth added is drawn in another colour.</summary>
internal static class NetworkDiagram
{
    private const double Radius = 0.17;

    /// <summary>Draws a network.</summary>
    /// <param name="title">The panel's title.</param>
    /// <param name="widths">Neurons per hidden layer.</param>
    /// <param name="added">How many of them, the last of each layer, are new.</param>
    public static Plot Draw(string title, int[] widths, int[] added)
    {
        Plot plot = PanelStyle.New(title, "", "");
        int[] columns = [1, .. widths, 1];
        for (int column = 0; column + 1 < columns.Length; column++)
        {
            for (int from = 0; from < columns[column]; from++)
            {
                for (int to = 0; to < columns[column + 1]; to++)
                {
                    bool isNew = IsNew(widths, added, column, from) || IsNew(widths, added, column + 1, to);
                    Connect(plot, (column, Height(columns[column], from)), (column + 1, Height(columns[column + 1], to)), isNew);
                }
            }
        }

        for (int column = 0; column < columns.Length; column++)
        {
            for (int node = 0; node < columns[column]; node++)
            {
                string text = column == 0 ? "x" : column == columns.Length - 1 ? "f" : FormattableString.Invariant($"{column}.{node + 1}");
                Node(plot, column, Height(columns[column], node), text, IsNew(widths, added, column, node));
            }
        }

        plot.HideAxesAndGrid();
        plot.Axes.Title.IsVisible = true;
        plot.Axes.SetLimits(-0.4, columns.Length - 0.6, -1.6, 1.6);
        return plot;
    }

    private static double Height(int count, int node) => (count - 1) / 2.0 - node;

    private static bool IsNew(int[] widths, int[] added, int column, int node) =>
        column > 0 && column <= widths.Length && node >= widths[column - 1] - added[column - 1];

    private static void Connect(Plot plot, (double X, double Y) from, (double X, double Y) to, bool isNew)
    {
        double length = Math.Sqrt((to.X - from.X) * (to.X - from.X) + (to.Y - from.Y) * (to.Y - from.Y));
        double dx = (to.X - from.X) / length * Radius;
        double dy = (to.Y - from.Y) / length * Radius;
        Arrow arrow = plot.Add.Arrow(from.X + dx, from.Y + dy, to.X - dx, to.Y - dy);
        arrow.ArrowWidth = isNew ? 2.5f : 1.5f;
        arrow.ArrowheadWidth = 10;
        arrow.ArrowheadLength = 12;
        arrow.ArrowLineWidth = 0;
        arrow.ArrowFillColor = isNew ? PanelStyle.Colour(1) : Colors.Black;
    }

    private static void Node(Plot plot, double x, double y, string text, bool isNew)
    {
        Ellipse circle = plot.Add.Ellipse(x, y, Radius, Radius);
        circle.FillColor = Colors.White;
        circle.LineColor = isNew ? PanelStyle.Colour(1) : Colors.Black;
        circle.LineWidth = isNew ? 3 : 1.5f;
        Text label = plot.Add.Text(text, x, y);
        label.LabelAlignment = Alignment.MiddleCenter;
        label.LabelFontSize = 13;
    }
}
