using System.Text;

namespace NeuronPursuit.Fuzz;

/// <summary>CSV files, and saved models of tables.</summary>
internal static class Tables
{
    public static IReadOnlyList<Target> Targets { get; } =
    [
        new("table", bytes => Use(TableModel.Load(new MemoryStream(bytes))), Seeds),
        new("csv", UseCsv, () => Csv!.Select(Encoding.UTF8.GetBytes)),
    ];

    private static readonly string[] Csv =
    [
        "area,city,garden,sold,price\n80.5,Bonn,yes,2024-01-31,310\n60,\"Ulm, old\",no,2023-12-01,205.5\nNA,Ulm,,2023-12-02,1e2\n",
        "preis;teil;anteil\r\n1.234,50 €;5\" Rohr;12 %\r\n-;\"a \"\"b\"\"\";7,5 %\r\n",
        "a\tb\n1,234\t007\n5,678\tA12\n\n",
        "  18.0   8   ?  \"chevrolet\nchevelle\"\n 15.0   8  1  x\n",
    ];

    public static byte[] Use(TableModel model)
    {
        _ = model.ToString();
        _ = model.ToFormula();
        TableRecord record = model.NewRecord();
        _ = model.IsClassifier ? record.PredictProbabilities()[0] : record.Predict();
        return Saved(model);
    }

    /// <summary>Whatever is read has a cell for every row and column. How it was spelled is lost, so that nothing can be written again.</summary>
    public static byte[] UseCsv(byte[] bytes)
    {
        var table = Table.ReadCsv(new StringReader(Encoding.UTF8.GetString(bytes)));
        _ = table.Fingerprint;
        _ = table.ToString();
        foreach (string name in table.Names)
        {
            _ = table.ProblemOf(name);
            if (table.Texts(name).Length != table.RowCount)
            {
                throw new InvalidOperationException($"Column '{name}' has {table.Texts(name).Length} of {table.RowCount} cells.");
            }
        }

        return "a,b\n1,2\n"u8.ToArray();
    }

    public static IEnumerable<byte[]> Seeds()
    {
        var table = Table.FromColumns(
            ("x", Enumerable.Range(0, 60).Select(i => i * 7 % 31)), ("city", Enumerable.Range(0, 60).Select(i => i % 11 == 0 ? null : "c" + (i % 3))),
            ("sold", Enumerable.Range(0, 60).Select(i => new DateTime(2023, 1, 1).AddDays(9 * i))), ("ok", Enumerable.Range(0, 60).Select(i => i % 2 == 0)),
            ("y", Enumerable.Range(0, 60).Select(i => (i * 7 % 31) + (i % 3))));
        yield return Saved(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).WithMaxDegreeOfParallelism(1).FitTable(table, "y"));
        yield return Saved(new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2).WithMaxDegreeOfParallelism(1).FitTable(table, "ok"));
    }

    private static byte[] Saved(TableModel model)
    {
        using var stream = new MemoryStream();
        model.Save(stream);
        return stream.ToArray();
    }
}
