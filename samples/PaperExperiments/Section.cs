using ScottPlot;

namespace PaperExperiments;

/// <summary>An experiment's part of the report.</summary>
/// <param name="Figures">The figures, in the paper's order.</param>
/// <param name="Tables">The numbers behind them, in a reader's order.</param>
public sealed record Section(IReadOnlyList<Figure> Figures, IReadOnlyList<ReportTable> Tables)
{
    /// <summary>A section without anything, for results that are not there yet.</summary>
    public static Section Empty { get; } = new([], []);
}

/// <summary>A figure: panels side by side, written as PNG and SVG and embedded into the report.</summary>
/// <param name="Name">The name of its files, without extension.</param>
/// <param name="Caption">What it shows, in one or two sentences.</param>
/// <param name="Panels">The panels, row by row; make them with <see cref="Reporting.PanelStyle.New"/>.</param>
/// <param name="Columns">Panels in a row.</param>
/// <param name="PanelWidth">Width of a panel in pixels.</param>
/// <param name="PanelHeight">Height of a panel in pixels.</param>
public sealed record Figure(
    string Name,
    string Caption,
    IReadOnlyList<Plot> Panels,
    int Columns = 2,
    int PanelWidth = 520,
    int PanelHeight = 380);

/// <summary>A table of the report.</summary>
/// <param name="Caption">What it holds.</param>
/// <param name="Header">Column titles.</param>
/// <param name="Rows">Cells; numbers already formatted.</param>
public sealed record ReportTable(string Caption, IReadOnlyList<string> Header, IReadOnlyList<IReadOnlyList<string>> Rows);
