using System.Globalization;
using NeuronPursuit;

namespace ConceptFigures;

/// <summary>Data of two inputs, and the correlation over the circle of directions with the points where the search ended.</summary>
public static class CircleFigure
{
    private const double Centre = 222;
    private const double Reach = 138;
    private const double Inner = 66;

    public static Svg Draw(Directions directions)
    {
        var svg = new Svg(
            800,
            420,
            "A correlation over the circle of directions",
            "Left: the data. Right: how much a neuron correlates with them, for every direction of its weights; the search from many starts ends at the peaks.");
        Data(svg, directions, 200);
        Circle(svg, directions, 590);
        svg.Text(24, 400, string.Create(CultureInfo.InvariantCulture, $"{Directions.Formula}, {Directions.Samples} points; {Directions.Starts} random starts"), 12.5, "quiet");
        return svg;
    }

    private static void Data(Svg svg, Directions directions, double centre)
    {
        svg.Text(24, 30, "the data", 15);
        svg.Text(24, 49, "blue: y is positive, orange: negative; size: how large", 12, "quiet");
        svg.Line(centre - Reach, Centre, centre + Reach, Centre, "grid");
        svg.Line(centre, Centre - Reach, centre, Centre + Reach, "grid");
        svg.Text(centre + Reach + 6, Centre + 4, "x1", 12, "quiet");
        svg.Text(centre, Centre - Reach - 6, "x2", 12, "quiet", "middle");
        for (int row = 0; row < Directions.Samples; row++)
        {
            double y = directions.Y[row, 0];
            svg.Dot(
                centre + (Reach * directions.X[row, 0]), Centre - (Reach * directions.X[row, 1]), 1 + (3.4 * Math.Sqrt(Math.Abs(y))), y < 0 ? "negative" : "positive");
        }
    }

    private static void Circle(Svg svg, Directions directions, double centre)
    {
        double largest = directions.Values.Max();
        svg.Text(414, 30, "the correlation of one neuron, by direction", 15);
        svg.Text(414, 49, "distance from the circle: how much", 12, "quiet");
        svg.Circle(centre, Centre, Inner, "ground", "frame", 1);
        svg.Text(centre, Centre - 4, "direction", 12, "quiet", "middle");
        svg.Text(centre, Centre + 12, "of (x1, x2)", 12, "quiet", "middle");

        // Runs of one sign, each closed by the first degree of the next.
        for (int from = 0; from < 360;)
        {
            int to = from;
            while (to < 360 && directions.Signs[to] == directions.Signs[from])
            {
                to++;
            }

            svg.Path(Enumerable.Range(from, to - from + 1).Select(degree => At(degree, directions.Values[degree % 360])), directions.Signs[from] < 0 ? "negative" : "positive", 2.6);
            from = to;
        }

        // Restarts that end at the same peak are one mark, with their number.
        foreach (IGrouping<int, KktPoint> peak in directions.Found.GroupBy(Degree).OrderBy(group => group.Key))
        {
            KktPoint point = peak.First();
            (double x, double y) = At(peak.Key, point.Value);
            (double x0, double y0) = At(peak.Key, 0);
            svg.Line(x0, y0, x, y, "frame", 1, "3 3");
            svg.Circle(x, y, 6.5, "newest", "ink", 1.8);
            string anchor = Math.Abs(x - centre) < 40 ? "middle" : x > centre ? "start" : "end";
            (double labelX, double labelY) = At(peak.Key, point.Value + (0.18 * largest));
            svg.Text(labelX, labelY + 4, string.Create(CultureInfo.InvariantCulture, $"{peak.Count()} starts"), 12.5, "ink", anchor);
        }

        (double X, double Y) At(double degree, double value)
        {
            (double sin, double cos) = Math.SinCos(degree * Math.PI / 180);
            double radius = Inner + ((Reach - Inner) * value / largest);
            return (centre + (radius * cos), Centre - (radius * sin));
        }
    }

    /// <summary>The direction of a point's incoming weights, in whole degrees.</summary>
    private static int Degree(KktPoint point) =>
        ((int)Math.Round(Math.Atan2(point.Incoming[1], point.Incoming[0]) * 180 / Math.PI) + 360) % 360;
}
