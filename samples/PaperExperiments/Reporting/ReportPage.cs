using System.Net;
using System.Text;
using PaperExperiments.Runner;

namespace PaperExperiments.Reporting;

/// <summary>
/// The page that shows all results: one HTML file with its figures inside, without scripts and without anything from a
/// network, for screens of any width, dark and light.
/// </summary>
public static class ReportPage
{
    // A vector figure is sharp at any size, until it is so detailed that the bitmap is smaller.
    private const int LargestSvg = 400_000;

    private const string Style =
        """
        :root { color-scheme: light dark; --text: #1b1b1b; --quiet: #5c5c5c; --ground: #fbfbfa; --card: #ffffff; --line: #d9d9d6; }
        @media (prefers-color-scheme: dark) {
          :root { --text: #e6e6e3; --quiet: #a3a3a0; --ground: #191a1b; --card: #222425; --line: #3b3d3e; }
        }
        * { box-sizing: border-box; }
        body { margin: 0; background: var(--ground); color: var(--text); font: 16px/1.5 system-ui, sans-serif; }
        main { max-width: 1120px; margin: 0 auto; padding: 1.5rem 1rem 4rem; }
        h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .5rem; }
        h2 { font-size: 1.25rem; margin: 3rem 0 .25rem; padding-top: 1rem; border-top: 1px solid var(--line); }
        p { margin: .25rem 0 .75rem; max-width: 70ch; }
        .quiet, figcaption { color: var(--quiet); font-size: .9rem; }
        nav ul { list-style: none; padding: 0; display: flex; flex-wrap: wrap; gap: .25rem 1rem; }
        a { color: inherit; }
        figure { margin: 1rem 0; }
        figure .sheet { display: grid; grid-template-columns: repeat(var(--columns), 1fr); background: #fff; border: 1px solid var(--line); border-radius: 6px; overflow: hidden; }
        figure img { display: block; width: 100%; height: auto; }
        figcaption { margin-top: .4rem; max-width: 80ch; }
        .caption { margin: 1.25rem 0 .4rem; max-width: 80ch; }
        .scroll { overflow-x: auto; margin: 0 0 1rem; background: var(--card); border: 1px solid var(--line); border-radius: 6px; }
        table { border-collapse: collapse; width: 100%; font-size: .88rem; font-variant-numeric: tabular-nums; }
        th, td { text-align: left; padding: .3rem .75rem; border-top: 1px solid var(--line); white-space: nowrap; }
        th { border-top: 0; }
        @media (max-width: 720px) { figure .sheet { grid-template-columns: 1fr; } }
        """;

    /// <summary>Writes report.html from everything in the results folder.</summary>
    /// <returns>Its path.</returns>
    public static string Write(IReadOnlyList<IExperiment> experiments, bool quick, string output)
    {
        Directory.CreateDirectory(output);
        var body = new StringBuilder();
        var shown = new List<IExperiment>();
        foreach (IExperiment experiment in experiments)
        {
            ResultSet results = RunStore.Read(Path.Combine(output, experiment.Name), quick);
            if (results.Runs.Count > 0)
            {
                shown.Add(experiment);
                Append(body, experiment, results);
            }
        }

        string path = Path.Combine(output, "report.html");
        File.WriteAllText(path, Page(shown, body.ToString(), quick));
        return path;
    }

    private static string Page(List<IExperiment> shown, string body, bool quick) =>
        $"""
        <!doctype html>
        <html lang="en">
        <head>
        <meta charset="utf-8">
        <meta name="viewport" content="width=device-width, initial-scale=1">
        <title>Neuron Pursuit: the paper's experiments</title>
        <style>
        {Style}
        </style>
        </head>
        <body>
        <main>
        <h1>Neuron Pursuit: the paper's experiments</h1>
        <p>A. Kumar and J. Haupt, <i>Learning Neural Networks by Neuron Pursuit</i>, run with the NeuronPursuit library.
        {(quick ? "Quick runs: fewer seeds, sizes and test points than in the paper. " : "")}{(shown.Count == 0 ? "There are no results yet." : "")}</p>
        <nav><ul>
        {string.Join('\n', shown.Select(experiment => $"<li><a href=\"#{experiment.Name}\">{experiment.Name}</a></li>"))}
        </ul></nav>
        {body}
        </main>
        </body>
        </html>
        """;

    private static void Append(StringBuilder body, IExperiment experiment, ResultSet results)
    {
        Section section = experiment.Summarize(results);
        body.Append(
            $"""
            <section>
            <h2 id="{experiment.Name}">{experiment.Name}</h2>
            <p>{Escape(experiment.Summary)}</p>
            <p class="quiet">{Escape(experiment.Source)}. {Invariant($"{results.Runs.Count} runs, {results.Runs.Sum(run => run.CpuSeconds):n0} s of processor time.")}</p>

            """);
        foreach (Figure figure in section.Figures)
        {
            // Panel by panel, so that they stand one below the other on a phone. Four in a row would be too small here.
            int columns = Math.Min(figure.Columns, figure.Panels.Count);
            columns = columns > 3 ? 2 : columns;
            body.Append(Invariant($"<figure><div class=\"sheet\" style=\"--columns: {columns}; max-width: {columns * figure.PanelWidth}px\">\n"));
            for (int panel = 0; panel < figure.Panels.Count; panel++)
            {
                string text = Escape(Invariant($"{figure.Name}, panel {panel + 1}"));
                body.Append($"<img alt=\"{text}\" src=\"{Embedded(figure with { Panels = [figure.Panels[panel]] })}\">\n");
            }

            body.Append($"</div><figcaption>{Escape(figure.Caption)}</figcaption></figure>\n");
        }

        foreach (ReportTable table in section.Tables)
        {
            body.Append($"<p class=\"quiet caption\">{Escape(table.Caption)}</p>\n<div class=\"scroll\"><table>\n<tr>");
            body.AppendJoin("", table.Header.Select(cell => $"<th>{Escape(cell)}</th>")).Append("</tr>\n");
            foreach (IReadOnlyList<string> row in table.Rows)
            {
                body.Append("<tr>").AppendJoin("", row.Select(cell => $"<td>{Escape(cell)}</td>")).Append("</tr>\n");
            }

            body.Append("</table></div>\n");
        }

        body.Append("</section>\n");
    }

    private static string Embedded(Figure figure)
    {
        string svg = FigureFiles.Svg(figure);
        return svg.Length <= LargestSvg
            ? $"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}"
            : $"data:image/png;base64,{Convert.ToBase64String(FigureFiles.Png(figure))}";
    }

    private static string Invariant(FormattableString text) => FormattableString.Invariant(text);

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
