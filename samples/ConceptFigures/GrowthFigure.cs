using System.Globalization;
using NeuronPursuit;

namespace ConceptFigures;

/// <summary>A network after each iteration of a pursuit, the newest neurons marked.</summary>
public static class GrowthFigure
{
    private const int FrameWidth = 400;
    private const int FrameHeight = 226;
    private const double Radius = 13;

    // Weights below this part of the largest of their matrix are what training has not quite brought to zero.
    private const double Negligible = 0.02;

    public static Svg Draw(GrowingNetwork grown)
    {
        int rows = (grown.Stages.Count + 1) / 2;
        var svg = new Svg(
            2 * FrameWidth,
            (rows * FrameHeight) + 84,
            "A network that grows",
            $"The network after each of {grown.Stages.Count} iterations: neurons per hidden layer {string.Join(", ", Enumerable.Range(0, grown.Stages.Count).Select(grown.Widths))}.");
        for (int stage = 0; stage < grown.Stages.Count; stage++)
        {
            Frame(svg, grown, stage, stage % 2 * FrameWidth, stage / 2 * FrameHeight);
        }

        Legend(svg, rows * FrameHeight);
        return svg;
    }

    private static void Frame(Svg svg, GrowingNetwork grown, int stage, double left, double top)
    {
        PursuitIteration iteration = grown.History[stage];
        PursuitNetwork network = grown.Stages[stage].Networks[0];
        int[] widths = [Example.Inputs, .. network.HiddenWidths, 1];

        svg.Text(left + 24, top + 30, $"{iteration.Number}. {What(iteration)}", 15);
        svg.Text(left + 24, top + 49, string.Create(CultureInfo.InvariantCulture, $"relative error {Error(iteration.TrainingError)}"), 13, "quiet");

        for (int layer = 0; layer + 1 < widths.Length; layer++)
        {
            double[,] weights = network.GetWeights(layer);
            double largest = weights.Cast<double>().Max(Math.Abs);
            for (int to = 0; to < widths[layer + 1]; to++)
            {
                for (int from = 0; from < widths[layer]; from++)
                {
                    double share = Math.Abs(weights[to, from]) / largest;
                    if (share >= Negligible)
                    {
                        (double x1, double y1) = Place(layer, from);
                        (double x2, double y2) = Place(layer + 1, to);
                        svg.Line(x1, y1, x2, y2, weights[to, from] < 0 ? "negative" : "positive", 0.8 + (5.2 * share));
                    }
                }
            }
        }

        for (int layer = 0; layer < widths.Length; layer++)
        {
            for (int node = 0; node < widths[layer]; node++)
            {
                (double x, double y) = Place(layer, node);
                bool isHidden = layer > 0 && layer + 1 < widths.Length;
                bool isNew = isHidden && node >= widths[layer] - iteration.AddedNeurons[layer - 1];
                svg.Circle(x, y, Radius, isNew ? "newest" : "ground", isNew ? "ink" : "frame", isNew ? 2.2 : 1.4);
                string name = layer == 0 ? $"x{node + 1}" : isHidden ? $"{(char)('a' + layer - 1)}{node + 1}" : "f";
                svg.Text(x, y + 4, name, 11, "ink", "middle");
            }
        }

        (double X, double Y) Place(int layer, int node) =>
            (left + 44 + (layer * 104), top + 140 + ((node - ((widths[layer] - 1) / 2.0)) * 40));
    }

    private static string What(PursuitIteration iteration) => iteration.Kind == PursuitIterationKind.FirstFit
        ? "one neuron in every layer"
        : $"a neuron joins layer {1 + iteration.AddedNeurons.TakeWhile(added => added == 0).Count()}";

    private static string Error(double error) => error >= 0.001
        ? error.ToString("0.00", CultureInfo.InvariantCulture)
        : error.ToString("0.0e-0", CultureInfo.InvariantCulture);

    private static void Legend(Svg svg, double top)
    {
        svg.Line(24, top + 26, 56, top + 26, "positive", 5);
        svg.Text(64, top + 31, "positive weight");
        svg.Line(196, top + 26, 228, top + 26, "negative", 5);
        svg.Text(236, top + 31, "negative weight");
        svg.Circle(376, top + 26, 9, "newest", "ink", 2.2);
        svg.Text(393, top + 31, "newest neuron");
        svg.Text(24, top + 62, $"{Example.Formula}, from {Example.Samples} points", 12.5, "quiet");
    }
}
