using System.Globalization;
using System.IO.Compression;
using System.Security;
using System.Text;
using System.Text.RegularExpressions;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Engines;

/// <summary>LibreOffice Calc: a workbook with a sheet for every case, its formulas copied down, converted to text.</summary>
internal sealed partial class CalcEngine : ICodeEngine
{
    public string? Missing => Shell.Missing("soffice");

    public IReadOnlyList<double[,]> Run(IReadOnlyList<CodeCase> cases) => [.. cases.Zip(Cells(cases), Predictions)];

    /// <summary>The texts of the result cells, rows x cells.</summary>
    public static IReadOnlyList<string[][]> Cells(IReadOnlyList<CodeCase> cases)
    {
        using var folder = new TemporaryFolder();
        string workbook = folder.File("models.xlsx");
        Write(workbook, cases);

        // Comma-separated, quoted, UTF-8; numbers with all digits; every sheet a file.
        Shell.Run(
            "soffice", "-env:UserInstallation=file://" + folder.File("profile"), "--headless", "--convert-to", "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,false,false,false,false,false,-1", "--outdir", folder.Path, workbook);
        return [.. cases.Select(each => File.ReadAllLines(folder.File($"models-{each.Name}.csv"))[1..].Select(line => line.Split(',').Select(Unquoted).ToArray()).ToArray())];
    }

    private static string Unquoted(string text) => text.Length > 1 && text[0] == '"' ? text[1..^1].Replace("\"\"", "\"", StringComparison.Ordinal) : text;

    private static double[,] Predictions(CodeCase each, string[][] cells)
    {
        double[,] predictions = new double[each.Rows.GetLength(0), each.OutputCount];
        for (int row = 0; row < predictions.GetLength(0); row++)
        {
            for (int k = 0; k < each.OutputCount; k++)
            {
                string text = cells[row][^(each.OutputCount - k)];
                predictions[row, k] = text.Length == 0 ? double.NaN : double.Parse(text, CultureInfo.InvariantCulture);
            }
        }

        return predictions;
    }

    private static void Write(string path, IReadOnlyList<CodeCase> cases)
    {
        using ZipArchive archive = ZipFile.Open(path, ZipArchiveMode.Create);
        const string Types = "application/vnd.openxmlformats-officedocument.spreadsheetml.";
        const string Office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
        const string Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
        string Each(Func<int, string> text) => string.Concat(Enumerable.Range(1, cases.Count).Select(text));
        Add("[Content_Types].xml", $"<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\"><Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/><Override PartName=\"/xl/workbook.xml\" ContentType=\"{Types}sheet.main+xml\"/>{Each(n => $"<Override PartName=\"/xl/sheet{n}.xml\" ContentType=\"{Types}worksheet+xml\"/>")}</Types>");
        Add("_rels/.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"><Relationship Id=\"r\" Type=\"{Office}/officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>");
        Add("xl/workbook.xml", $"<workbook xmlns=\"{Main}\" xmlns:r=\"{Office}\"><sheets>{Each(n => $"<sheet name=\"{cases[n - 1].Name}\" sheetId=\"{n}\" r:id=\"r{n}\"/>")}</sheets></workbook>");
        Add("xl/_rels/workbook.xml.rels", $"<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">{Each(n => $"<Relationship Id=\"r{n}\" Type=\"{Office}/worksheet\" Target=\"sheet{n}.xml\"/>")}</Relationships>");
        for (int n = 0; n < cases.Count; n++)
        {
            Add($"xl/sheet{n + 1}.xml", $"<worksheet xmlns=\"{Main}\"><sheetData>{Sheet(cases[n])}</sheetData></worksheet>");
        }

        void Add(string name, string text)
        {
            using var writer = new StreamWriter(archive.CreateEntry(name).Open(), new UTF8Encoding(false));
            writer.Write("<?xml version=\"1.0\" encoding=\"UTF-8\"?>" + text);
        }
    }

    private static string Sheet(CodeCase each)
    {
        (string Cell, string Formula)[] formulas = [.. each.Code.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line.Split('\t')).Select(parts => (parts[0], parts[1][1..]))];
        var sheet = new StringBuilder("<row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>heading</t></is></c></row>");
        for (int row = 0; row < each.Rows.GetLength(0); row++)
        {
            string number = (row + 2).ToString(CultureInfo.InvariantCulture);
            sheet.Append(CultureInfo.InvariantCulture, $"<row r=\"{number}\">");
            for (int column = 0; column < each.Rows.GetLength(1); column++)
            {
                string place = SheetWriter.Cell(column)[..^1] + number;
                sheet.Append((each.Cells is null ? each.Rows[row, column] : each.Cells[row][column]) switch
                {
                    null or double.NaN => "",
                    string text => $"<c r=\"{place}\" t=\"inlineStr\"><is><t>{SecurityElement.Escape(text)}</t></is></c>",
                    bool yes => $"<c r=\"{place}\" t=\"b\"><v>{(yes ? 1 : 0)}</v></c>",
                    DateTime date => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{date.ToOADate():R}</v></c>"),
                    var value => string.Create(CultureInfo.InvariantCulture, $"<c r=\"{place}\"><v>{value:R}</v></c>"),
                });
            }

            foreach ((string cell, string formula) in formulas)
            {
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell[..^1]}{number}\"><f>{SecurityElement.Escape(Down(formula, number))}</f></c>");
            }

            // Numbers near 0 lose digits on their way to a file, texts do not.
            for (int k = 0; k < each.OutputCount; k++)
            {
                string result = formulas[^(each.OutputCount - k)].Cell[..^1] + number;
                string cell = SheetWriter.Cell(each.Rows.GetLength(1) + formulas.Length + k)[..^1];
                sheet.Append(CultureInfo.InvariantCulture, $"<c r=\"{cell}{number}\"><f>IF(ISNUMBER({result}),TEXT({result},&quot;0.00000000000000E+000&quot;),{result})</f></c>");
            }

            sheet.Append("</row>");
        }

        return sheet.ToString();
    }

    /// <summary>The formula in another row, texts as they are.</summary>
    private static string Down(string formula, string row) =>
        CellOrText().Replace(formula, match => match.Value[0] == '"' ? match.Value : match.Groups[1].Value + row);

    [GeneratedRegex("\"[^\"]*\"|\\b([A-Z]{1,3})2\\b(?!\\()")]
    private static partial Regex CellOrText();
}
