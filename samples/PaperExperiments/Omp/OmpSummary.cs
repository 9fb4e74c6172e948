using System.Globalization;
using PaperExperiments.Reporting;
using ScottPlot;

namespace PaperExperiments.Omp;

/// <summary>The figure and the table of <see cref="OmpExperiment"/>.</summary>
internal static class OmpSummary
{
    public static Section Of(ResultSet results) =>
        results.Runs.Count == 0 ? Section.Empty : new Section([Figure(results)], [Table(results)]);

    private static Figure Figure(ResultSet results)
    {
        var panels = new List<Plot>();
        foreach ((string name, string title) in new[] { (OmpExperiment.ExampleCase, "example of D.5, after each iteration"), (OmpExperiment.RandomCase, "random problems, 5 of 200 columns") })
        {
            Plot plot = PanelStyle.New(title, "coefficient of orthogonal matching pursuit", "coefficient of Neuron Pursuit");
            var theirs = new List<double>();
            var ours = new List<double>();
            foreach (FinishedRun run in results.Runs.Where(run => run.Key.Case == name && run.Key.Method == OmpExperiment.DefaultMethod))
            {
                double[,] reference = run.Table("reference");
                double[,] pursuit = run.Table("pursuit");
                for (int row = 0; row < Math.Min(reference.GetLength(0), pursuit.GetLength(0)); row++)
                {
                    for (int column = 0; column < reference.GetLength(1); column++)
                    {
                        if (reference[row, column] != 0 || pursuit[row, column] != 0)
                        {
                            theirs.Add(reference[row, column]);
                            ours.Add(pursuit[row, column]);
                        }
                    }
                }
            }

            if (theirs.Count > 0)
            {
                (double low, double high) = (theirs.Concat(ours).Min(), theirs.Concat(ours).Max());
                plot.Add.Line(low, low, high, high).Color = Colors.LightGray;
                plot.Add.ScatterPoints(theirs.ToArray(), ours.ToArray(), PanelStyle.Colour(0)).MarkerSize = 8;
            }

            panels.Add(plot);
        }

        return new Figure(
            "omp",
            "App. D.5. Coefficients after every iteration, those of Neuron Pursuit on a diagonal linear network against those of orthogonal matching pursuit.",
            panels);
    }

    private static ReportTable Table(ResultSet results) => new(
        "Neuron Pursuit beside orthogonal matching pursuit with columns that are not normalised.",
        ["case", "method", "runs", "same columns in the same order", "largest difference of a coefficient"],
        [.. results.Runs.GroupBy(run => (run.Key.Case, run.Key.Method)).Select(group => (IReadOnlyList<string>)
        [
            group.Key.Case,
            group.Key.Method,
            group.Count().ToString(CultureInfo.InvariantCulture),
            string.Create(CultureInfo.InvariantCulture, $"{group.Count(run => run.Outcome.Values["same-columns"] == 1)} of {group.Count()}"),
            group.Max(run => run.Outcome.Values["coefficient-error"]).ToString("0.0e+00", CultureInfo.InvariantCulture),
        ])]);
}
