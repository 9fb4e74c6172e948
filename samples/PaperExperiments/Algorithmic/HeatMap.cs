using System.Globalization;
using PaperExperiments.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PaperExperiments.Algorithmic;

/// <summary>Matrices of not negative numbers as panels.</summary>
internal static class HeatMap
{
    /// <summary>A panel with the first row on top; rows and columns are counted from 1, or from 0 for frequencies.</summary>
    public static Plot Of(string title, string xLabel, string yLabel, double[,] matrix)
    {
        Plot plot = PanelStyle.New(title, xLabel, yLabel);
        PanelStyle.Matrix(plot, matrix, diverging: false);
        int rows = matrix.GetLength(0);
        plot.Axes.Bottom.TickGenerator = Ticks(matrix.GetLength(1), First(xLabel), position => position);
        plot.Axes.Left.TickGenerator = Ticks(rows, First(yLabel), position => rows - 1 - position);
        return plot;
    }

    private static int First(string label) => label.StartsWith("frequency", StringComparison.Ordinal) ? 0 : 1;

    private static NumericManual Ticks(int count, int first, Func<int, double> at)
    {
        var ticks = new NumericManual();
        int step = count <= 10 ? 1 : count <= 20 ? 2 : count <= 40 ? 5 : 10;
        for (int index = 0; index < count; index++)
        {
            if ((index + first) % step == 0 || (index == 0 && step > 1))
            {
                ticks.AddMajor(at(index), (index + first).ToString(CultureInfo.InvariantCulture));
            }
        }

        return ticks;
    }
}
