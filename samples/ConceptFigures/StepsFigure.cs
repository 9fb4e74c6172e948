using System.Globalization;

namespace ConceptFigures;

/// <summary>The error of plain gradient descent beside the errors at which a pursuit stood.</summary>
public static class StepsFigure
{
    private const double Top = 66;
    private const double Bottom = 322;
    private const double Left = 58;
    private const double Middle = 500;
    private const double RightLeft = 552;
    private const double Right = 780;

    public static Svg Draw(PlainDescent descent, GrowingNetwork grown)
    {
        var svg = new Svg(
            800,
            384,
            "The error falls in steps",
            "Left: the relative error of gradient descent of a wide network from tiny weights stays level, falls, and stays level again. Right: the errors after each iteration of a pursuit are those levels.");
        svg.Text(Left, 28, $"a network of {PlainDescent.Width}/{PlainDescent.Width} neurons, gradient descent", 14.5);
        svg.Text(Left, 48, "relative error by steps, from tiny weights; nothing grows", 13, "quiet");
        svg.Text(RightLeft, 28, "a pursuit", 14.5);
        svg.Text(RightLeft, 48, "grows where the other waits", 13, "quiet");

        for (int tick = 0; tick <= 5; tick++)
        {
            double y = Height(tick / 5.0);
            svg.Line(Left, y, Middle, y, "grid");
            svg.Line(RightLeft, y, Right, y, "grid");
            svg.Text(Left - 8, y + 4, (tick / 5.0).ToString("0.0", CultureInfo.InvariantCulture), 11.5, "quiet", "end");
        }

        Levels(svg, grown);
        Descent(svg, descent);
        Pursuit(svg, grown);
        return svg;
    }

    // The levels of the pursuit go through both panels: that they meet the plateaus is what the picture shows.
    private static void Levels(Svg svg, GrowingNetwork grown)
    {
        foreach (double error in grown.History.Select(iteration => iteration.TrainingError))
        {
            svg.Line(Left, Height(error), Right, Height(error), "negative", 1.3, "5 5");
        }
    }

    private static void Descent(Svg svg, PlainDescent descent)
    {
        svg.Path(descent.Errors.Select((error, i) => (Across(i * PlainDescent.Interval), Height(error))), "positive", 2.6);
        for (int step = 0; step <= PlainDescent.Steps; step += 5000)
        {
            svg.Text(Across(step), Bottom + 20, step.ToString("N0", CultureInfo.InvariantCulture), 11.5, "quiet", "middle");
        }

        svg.Text((Left + Middle) / 2, Bottom + 42, "steps", 12, "quiet", "middle");

        static double Across(double step) => Left + ((Middle - Left) * step / PlainDescent.Steps);
    }

    private static void Pursuit(Svg svg, GrowingNetwork grown)
    {
        double step = (Right - RightLeft) / grown.History.Count;
        var stairs = new List<(double X, double Y)> { (RightLeft, Height(1)) };
        for (int i = 0; i < grown.History.Count; i++)
        {
            double y = Height(grown.History[i].TrainingError);
            stairs.Add((RightLeft + (step * (i + 0.2)), y));
            stairs.Add((RightLeft + (step * (i + 1)), y));
        }

        svg.Path(stairs, "negative", 2.6);
        for (int i = 0; i < grown.History.Count; i++)
        {
            double x = RightLeft + (step * (i + 0.6));
            double y = Height(grown.History[i].TrainingError);
            svg.Circle(x, y, 6.5, "newest", "ink", 1.8);
            svg.Text(x, y - 13, grown.Widths(i), 12.5, "ink", "middle");
            svg.Text(x, Bottom + 20, (i + 1).ToString(CultureInfo.InvariantCulture), 11.5, "quiet", "middle");
        }

        svg.Text((RightLeft + Right) / 2, Bottom + 42, "iterations; neurons per layer above", 12, "quiet", "middle");
    }

    private static double Height(double error) => Bottom - ((Bottom - Top) * error);
}
