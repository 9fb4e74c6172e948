using System.Globalization;

namespace NeuronPursuit;

/// <summary>What columns of a table are, and what they do.</summary>
internal static class TableSections
{
    /// <summary>What the model knows of its table, and what was odd about it.</summary>
    public static void Schema(Html html, ReportContent content)
    {
        TableSchema schema = content.Table!.Model.Schema;
        html.Facts(
        [
            ("predicted", schema.Target.Unit is { } unit ? $"{schema.Target.Name} [{unit}]" : schema.Target.Name),
            ("rows", schema.RowCount.ToString("N0", CultureInfo.InvariantCulture)),
            ("recipe", schema.Recipe),
            ("seed", schema.Seed.ToString(CultureInfo.InvariantCulture)),
            ("fingerprint", schema.Fingerprint[..16]),
            .. schema.TrainedOn is { } date ? [("trained on", date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture))] : Array.Empty<(string, string)>(),
        ]);
        html.Table(
            "Columns",
            ["column", "kind", "role", "#missing", "from", "to", "what becomes of it"],
            schema.Columns.Select(column => (IReadOnlyList<string>)
            [
                column.Unit is { } own ? $"{column.Name} [{own}]" : column.Name, Words(column.Kind), Words(column.Role),
                string.Create(CultureInfo.InvariantCulture, $"{100 * column.MissingShare:0.#} %"), End(column, column.Minimum), End(column, column.Maximum),
                column.Encoding ?? column.Remark ?? "",
            ]));
        if (content.Table.Model.Findings.Count > 0)
        {
            html.Heading(3, "What was odd about the table");
            html.Raw($"<ul>{string.Concat(content.Table.Model.Findings.Select(finding => $"<li>{Html.Escape(finding.Message)}</li>"))}</ul>");
        }
    }

    public static void Importances(Html html, ReportContent content)
    {
        TableContent table = content.Table!;
        string error = table.Model.IsClassifier ? "the log-loss" : "the root mean squared error";
        html.Paragraph($"How much {error} on the given rows rises when the cells of a column are shuffled, with all that became of it (5 times, mean and standard deviation).");
        html.Raw(ReportFigure.Markup(plot => TablePlotExtensions.Importances(table.Model, table.Importances, content.Named(plot)), ""));
    }

    public static void Effects(Html html, ReportContent content)
    {
        TableContent table = content.Table!;
        ColumnImportance[] shown = [.. table.Importances.Where(one => one.Increase > 0).Take(content.Options.MaxViews)];
        if (shown.Length == 0)
        {
            html.Paragraph("No column moves the prediction.");
            return;
        }

        html.Paragraph("What predictions would be if one column were something else in every row: the mean, and of numbers and dates the curves of single rows. Where curves are not parallel, columns interact.");
        foreach (ColumnImportance one in shown)
        {
            ColumnEffect effect = table.Model.EffectOf(table.Rows!, one.Column);
            html.Heading(3, one.Column);
            html.Raw(ReportFigure.Markup(plot => EffectChart.Draw(table.Model, effect, content.Named(plot)), ""));
        }
    }

    private static string End(ColumnSchema column, double? value) => value is not { } own ? ""
        : column.Kind == ColumnKind.Date ? DateTime.MinValue.AddDays(own).ToString("yyyy-MM-dd", CultureInfo.InvariantCulture)
        : own.ToString("g6", CultureInfo.InvariantCulture);

    private static string Words(ColumnKind kind) => kind switch { ColumnKind.YesNo => "yes and no", _ => kind.ToString().ToLowerInvariant() };

    private static string Words(ColumnRole role) => role switch { ColumnRole.LeftOut => "left out", _ => role.ToString().ToLowerInvariant() };
}
