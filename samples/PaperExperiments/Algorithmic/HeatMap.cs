using System.Globalization;
using PaperExperiments.Reporting;
using ScottPlot;
using ScottPlot.TickGenerators;

namespace PaperExperiments.Algorithmic;

/// <summary>Matrices of non-negative numbers as panels.</summary>
internal static class HeatMap
{
    /// <summary>A panel with the first row on top.</summary>
    /// <param name="title">Above it.</param>
    /// <param name="xLabel">What columns are.</param>
    /// <param name="yLabel">What rows are.</param>
    /// <param name="matrix">The numbers.</param>
    /// <param name="firstColumn">The number of the first column: 0 for frequencies.</param>
    /// <param name="firstRow">The number of the first row.</param>
    public static Plot Of(string title, string xLabel, string yLabel, double[,] matrix, int firstColumn = 1, int firstRow = 1)
    {
        Plot plot = PanelStyle.New(title, xLabel, yLabel);
        PanelStyle.Matrix(plot, matrix, diverging: false);
        int rows = matrix.GetLength(0);
        plot.Axes.Bottom.TickGenerator = Ticks(matrix.GetLength(1), firstColumn, position => position);
        plot.Axes.Left.TickGenerator = Ticks(rows, firstRow, position => rows - 1 - position);
        return plot;
    }

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
