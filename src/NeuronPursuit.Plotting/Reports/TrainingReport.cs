using System.Text;

namespace NeuronPursuit;

/// <summary>Writes the page: one file with its pictures inside, no script, nothing from a network.</summary>
internal static class TrainingReport
{
    // The browser is told as well: nothing but what is in this file.
    private const string Policy = "default-src 'none'; img-src data:; style-src 'unsafe-inline'";

    private static readonly (string Id, string Heading, Action<Html, ReportContent> Write, Func<ReportContent, bool> Applies)[] Sections =
    [
        ("quality", "How well it predicts the given data", QualitySection.Write, content => content.X is not null),
        ("table", "The table", TableSections.Schema, content => content.Table is not null),
        ("summary", "Summary", SummarySections.Summary, _ => true),
        ("stop", "Why it stopped", SummarySections.StopReason, _ => true),
        ("errors", "How it grew", SummarySections.Growth, content => content.Model.History.Count > 0),
        ("formula", "The learned formula", ModelSections.Formula, _ => true),
        ("network", "The network", ModelSections.Network, _ => true),
        ("weights", "Weights", ModelSections.Weights, _ => true),
        ("importances", "What matters", TableSections.Importances, content => content.Table?.Rows is not null),
        ("importances", "What matters", InputSections.Importances, content => content.Table?.Rows is null),
        ("views", "What single columns do", TableSections.Effects, content => content.Table?.Rows is not null && content.Options.MaxViews > 0),
        ("views", "Views along single columns", InputSections.Views, content => content.Table?.Rows is null && content.Options.MaxViews > 0),
        ("run", "Run and versions", RunSection.Write, _ => true),
    ];

    public static void Write(ReportContent content, Stream stream)
    {
        byte[] bytes = Encoding.UTF8.GetBytes(Page(content));
        stream.Write(bytes);
    }

    public static string Page(ReportContent content)
    {
        var sections = Sections.Where(section => section.Applies(content)).ToList();
        var body = new Html();
        foreach ((string id, string heading, Action<Html, ReportContent> write, _) in sections)
        {
            body.Raw($"<section id=\"{id}\" aria-labelledby=\"{id}-heading\"><h2 id=\"{id}-heading\">{Html.Escape(heading)}</h2>");
            write(body, content);
            body.Raw("</section>");
        }

        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <meta name="color-scheme" content="light dark">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <title>{Html.Escape(content.Options.Title)}</title>
            <style>
            {ReportStyle.Css}
            </style>
            </head>
            <body>
            <main>
            <header>
            <h1>{Html.Escape(content.Options.Title)}</h1>
            <p class="lead">{Html.Escape(SummarySections.Lead(content))}</p>
            <nav aria-label="Sections"><ul>
            {string.Join('\n', sections.Select(section => $"<li><a href=\"#{section.Id}\">{Html.Escape(section.Heading)}</a></li>"))}
            </ul></nav>
            </header>
            {body}</main>
            </body>
            </html>

            """.ReplaceLineEndings("\n");
    }
}
