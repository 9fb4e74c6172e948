using System.Drawing;
using SpreadCheetah;
using SpreadCheetah.Styling;
using SpreadCheetah.Worksheets;

namespace NeuronPursuit;

/// <summary>
/// A model as a workbook for Excel and LibreOffice: the columns of the table, then a column for each prepared input and neuron, which says what it is in
/// row 1, and the predictions last. A second sheet says where the model comes from and lists all of them.
/// </summary>
internal static class ModelWorkbook
{
    /// <summary>The most rows below the headings of a sheet.</summary>
    public const int MostRows = 1_048_575;

    private const string Notes = "About the model";

    private const int LongestHeading = 60;

    /// <summary>Writes the workbook.</summary>
    /// <param name="model">The model.</param>
    /// <param name="stream">Receives it; stays open.</param>
    /// <param name="table">Rows to fill in, with the columns that the model learned from; null for one row of usual values, to write over.</param>
    /// <param name="cancellationToken">Ends it.</param>
    /// <exception cref="ArgumentException">The model or the table is larger than a sheet, or columns are missing; the message says what to do.</exception>
    public static async Task WriteAsync(TableModel model, Stream stream, Table? table = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(model);
        ArgumentNullException.ThrowIfNull(stream);
        if (table?.RowCount > MostRows)
        {
            throw new ArgumentException($"The table has {table.RowCount} rows, of which a sheet holds {MostRows}. Take some of them, or write predictions to a CSV or Parquet file.", nameof(table));
        }

        ColumnSchema[] columns = [.. model.Schema.Inputs];
        IReadOnlyList<SheetFormula> formulas = SheetFormula.Read(model.ToCode(CodeTarget.Spreadsheet));
        string[] results = model.IsClassifier ? [.. model.Classifier.Labels.Select(label => "probability_" + label), "label"] : ["prediction"];
        string[] headings = [.. columns.Select(column => column.Name), .. Headings(formulas, results)];
        object?[][] rows = table is null ? [[.. columns.Select(Usual)]] : CellsOf(columns, table);

        await using Spreadsheet workbook = await Spreadsheet.CreateNewAsync(stream, null, cancellationToken);
        await workbook.StartWorksheetAsync("Model", Layout(columns.Length, headings.Length), cancellationToken);
        StyleId[] styles = [.. new[] { Color.FromArgb(0xDD, 0xEB, 0xF7), Color.FromArgb(0xF2, 0xF2, 0xF2), Color.FromArgb(0xE2, 0xEF, 0xDA) }.Select(color => Bold(workbook, color))];
        await workbook.AddRowAsync(
            headings.Select((text, k) => new Cell(text, styles[k < columns.Length ? 0 : k < headings.Length - results.Length ? 1 : 2])).ToArray(), cancellationToken);
        for (int row = 0; row < rows.Length; row++)
        {
            Cell[] cells = [.. rows[row].Select(CellOf), .. formulas.Select(formula => new Cell(new Formula(formula.InRow(row + 2))))];
            await workbook.AddRowAsync(cells, cancellationToken);
        }

        await WriteNotesAsync(workbook, model, formulas, headings[columns.Length..], cancellationToken);
        await workbook.FinishAsync(cancellationToken);
    }

    private static StyleId Bold(Spreadsheet workbook, Color color)
    {
        var style = new Style();
        style.Font.Bold = true;
        style.Fill.Color = color;
        style.Alignment.WrapText = true;
        return workbook.AddStyle(style);
    }

    private static WorksheetOptions Layout(int inputs, int columns)
    {
        var layout = new WorksheetOptions { FrozenRows = 1, FrozenColumns = inputs };
        for (int column = 1; column <= columns; column++)
        {
            layout.Column(column).Width = column <= inputs ? 14 : 18;
        }

        return layout;
    }

    /// <summary>What every formula is called: the beginning of its remark.</summary>
    private static IEnumerable<string> Headings(IReadOnlyList<SheetFormula> formulas, string[] results)
    {
        for (int k = 0; k < formulas.Count; k++)
        {
            int result = k - (formulas.Count - results.Length);
            string remark = formulas[k].Remark;
            yield return result >= 0 ? results[result]
                : remark.Length > LongestHeading ? remark[..(LongestHeading - 3)] + "..."
                : remark;
        }
    }

    private static async Task WriteNotesAsync(
        Spreadsheet workbook, TableModel model, IReadOnlyList<SheetFormula> formulas, string[] headings, CancellationToken cancellationToken)
    {
        var layout = new WorksheetOptions();
        layout.Column(1).Width = 30;
        layout.Column(2).Width = 120;
        await workbook.StartWorksheetAsync(Notes, layout, cancellationToken);
        StyleId bold = Bold(workbook, Color.FromArgb(0xF2, 0xF2, 0xF2));
        async Task AddAsync(string name, string text) => await workbook.AddRowAsync([new Cell(name), new Cell(text)], cancellationToken);

        foreach (string line in formulas.MaxBy(formula => formula.Remarks.Count)!.Remarks.SkipLast(1))
        {
            await AddAsync("", line);
        }

        await AddAsync("", "Fill in the columns before the grey ones; copy the row down for more. An empty cell is missing.");
        await workbook.AddRowAsync([new Cell("Column", bold), new Cell("What it is", bold)], cancellationToken);
        foreach (ColumnSchema column in model.Schema.Inputs)
        {
            await AddAsync(column.Name, column.Kind switch
            {
                ColumnKind.Category => "one of: " + string.Join(", ", column.Categories.Take(30)) + (column.Categories.Count > 30 ? " ..." : ""),
                ColumnKind.YesNo => "yes or no",
                ColumnKind.Date => "a date",
                _ => "a number",
            });
        }

        for (int k = 0; k < formulas.Count; k++)
        {
            await AddAsync(headings[k], "=" + formulas[k].Formula);
        }
    }

    /// <summary>A value in the middle of those in training.</summary>
    private static object? Usual(ColumnSchema column) => column.Kind switch
    {
        ColumnKind.Category => column.Categories[column.Categories.Count / 2],
        ColumnKind.YesNo => true,
        ColumnKind.Date => column.Minimum is { } first && column.Maximum is { } last ? new DateTime((long)((first + last) / 2) * TimeSpan.TicksPerDay) : null,
        _ => column.Minimum is { } least && column.Maximum is { } most ? least + (most - least) / 2 : null,
    };

    private static object?[][] CellsOf(ColumnSchema[] columns, Table table)
    {
        object?[][] byColumn = [.. columns.Select(column => table.KindOf(column.Name) switch
        {
            ColumnKind.Number => table.Numbers(column.Name).Select(value => double.IsNaN(value) ? null : (object?)value).ToArray(),
            ColumnKind.Date => table.Dates(column.Name).Select(value => (object?)value).ToArray(),
            _ => table.Texts(column.Name).Select(value => (object?)value).ToArray(),
        })];
        return [.. Enumerable.Range(0, table.RowCount).Select(row => byColumn.Select(cells => cells[row]).ToArray())];
    }

    private static Cell CellOf(object? value) => value switch
    {
        double number => new Cell(number),
        DateTime date => new Cell(date),
        bool yes => new Cell(yes),
        string text => new Cell(text),
        _ => default,
    };
}
