using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace NeuronPursuit.Tables.Tests.Exports;

/// <summary>What OnnxRuntime computes from columns of the table, each by its name, is what the model predicts.</summary>
public class OnnxTests
{
    private static readonly Table Rows = Of(260, new Random(3));

    /// <summary>With categories that training had not, gaps in every column, and dates before and after those of training.</summary>
    private static readonly Table New = Of(400, new Random(4), isNew: true);

    [Fact]
    public void SaveAsOnnx_AllKindsOfColumns_PredictAlike()
    {
        TableModel model = Sales.Small().FitTable(Rows.Without("ok", "kind"), "label");

        model.Encoder.Encodings.Select(encoding => encoding.GetType()).Distinct().Should().HaveCount(4, "all encodings are there");
        model.InputNames.Should().Contain("city=(other)").And.Contain("city=(missing)").And.Contain("sold (day, sine)").And.Contain("sold=Monday");
        Difference(Run(model, New)[OnnxExport.PredictionName], model.Predict(New).Values).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void SaveAsOnnx_Classes_PredictAlikeInTheirOrder()
    {
        TableModel model = Sales.Small().FitTable(Rows.Without("ok", "label"), "kind");
        TablePrediction expected = model.Predict(New);

        Dictionary<string, Array> actual = Run(model, New);

        Difference(actual[OnnxExport.ProbabilitiesName], [.. expected.Probabilities.Cast<double>()]).Should().BeLessThan(1e-12);
        actual[OnnxExport.LabelName].Cast<string>().Should().Equal(expected.Labels);
    }

    [Fact]
    public void SaveAsOnnx_YesAndNo_HaveNoBeforeYes()
    {
        TableModel model = Sales.Small().FitTable(Rows.Without("kind", "label"), "ok");
        TablePrediction expected = model.Predict(New);

        Dictionary<string, Array> actual = Run(model, New);

        model.Classes.Should().Equal("Nein", "Ja");
        Difference(actual[OnnxExport.ProbabilitiesName], [.. expected.Probabilities.Cast<double>()]).Should().BeLessThan(1e-12);
        actual[OnnxExport.LabelName].Cast<string>().Should().Equal(expected.Labels);
    }

    [Theory]
    [InlineData("prediction", "prediction (input)")]
    [InlineData("encoded", "encoded")]
    [InlineData("values/scaled", "values/scaled")]
    [InlineData("column1", "column1")]
    [InlineData("Größe [m²]", "Größe [m²]")]
    public void SaveAsOnnx_ColumnCalledAsANodeIs_KeepsItsName(string name, string expected)
    {
        TableModel model = Sales.Small().FitTable(Rows.Without("ok", "kind").Rename("area", name), "label");

        using InferenceSession session = Session(model);
        session.InputMetadata.Keys.Should().Contain(expected);
        Difference(Run(model, New.Rename("area", name), column => column == name ? expected : column)[OnnxExport.PredictionName], model.Predict(New.Rename("area", name)).Values)
            .Should().BeLessThan(1e-12);
    }

    [Fact]
    public void SaveAsOnnx_OneColumn_PredictsAlike()
    {
        TableModel model = Sales.Small().FitTable(Table.FromColumns(("x", Enumerable.Range(0, 50).Select(i => i * 7 % 31)), ("y", Enumerable.Range(0, 50).Select(i => i * 7 % 31 * 2.5))), "y");

        Difference(Run(model, Table.From([new { x = 3.5 }]))[OnnxExport.PredictionName], model.Predict(Table.From([new { x = 3.5 }])).Values).Should().BeLessThan(1e-12);
    }

    [Fact]
    public void SaveAsOnnx_Twice_HasTheSameBytesAsTheFile()
    {
        using var folder = new TemporaryFolder();
        TableModel model = Sales.Small().FitTable(Rows.Without("ok", "kind"), "label");
        var stream = new MemoryStream();

        model.SaveAsOnnx(stream);
        model.SaveAsOnnx(folder.File("model.onnx"));

        File.ReadAllBytes(folder.File("model.onnx")).Should().Equal(stream.ToArray());
        using var session = new InferenceSession(stream.ToArray());
        session.ModelMetadata.CustomMetadataMap["columns"].Should().Be("[\"area\",\"city\",\"shop\",\"garden\",\"sold\"]");
        session.ModelMetadata.Description.Should().Contain("'label'");
    }

    private static Table Of(int rows, Random random, bool isNew = false)
    {
        bool Gap() => random.Next(9) == 0;
        string[] cities = isNew ? ["Bonn", "Ulm", "Rare", "Paris"] : ["Bonn", "Ulm", "Köln"];
        var cells = Enumerable.Range(0, rows).Select(i => new
        {
            area = isNew && Gap() ? double.NaN : 30 + (100 * random.NextDouble()),
            city = Gap() ? null : !isNew && i == 7 ? "Rare" : cities[random.Next(cities.Length)],
            shop = isNew && Gap() ? null : "s" + random.Next(isNew ? 70 : 60),
            garden = isNew && Gap() ? (bool?)null : random.Next(2) == 0,
            sold = isNew && Gap() ? (DateTime?)null : new DateTime(2022, 1, 1).AddMinutes(random.Next(900_000) - (isNew ? 300_000 : 0)),
        }).Select(row => (row, label: row.area + (row.city == "Ulm" ? 30 : 0) + (row.garden == true ? 20 : 0) + (row.sold?.Month == 7 ? 10 : 0))).ToArray();
        return Table.From(cells.Select(cell => new
        {
            cell.row.area,
            cell.row.city,
            cell.row.shop,
            cell.row.garden,
            cell.row.sold,
            ok = cell.label > 90 ? "Ja" : "Nein",
            kind = cell.label > 120 ? "high" : cell.label > 70 ? "middle" : "low",
            cell.label,
        }));
    }

    private static InferenceSession Session(TableModel model)
    {
        var stream = new MemoryStream();
        model.SaveAsOnnx(stream);
        return new InferenceSession(stream.ToArray());
    }

    private static Dictionary<string, Array> Run(TableModel model, Table table, Func<string, string>? written = null)
    {
        using InferenceSession session = Session(model);
        NamedOnnxValue[] inputs = [.. model.Schema.Inputs.Select(column => Input(column, table, (written ?? (name => name))(column.Name)))];
        using IDisposableReadOnlyCollection<DisposableNamedOnnxValue> results = session.Run(inputs);
        return results.ToDictionary(result => result.Name, result => result.Value is Tensor<string> texts ? (Array)texts.ToArray() : result.AsTensor<double>().ToArray());
    }

    private static NamedOnnxValue Input(ColumnSchema column, Table table, string name)
    {
        int[] shape = [table.RowCount, 1];
        return column.Kind switch
        {
            ColumnKind.Category => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<string>(Array.ConvertAll(table.Texts(column.Name), text => text ?? ""), shape)),
            ColumnKind.YesNo => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Array.ConvertAll(table.Texts(column.Name), text => text switch { null => double.NaN, "yes" => 1.0, _ => 0 }), shape)),
            ColumnKind.Date => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(Array.ConvertAll(table.Dates(column.Name), date => date is { } day ? (day - DateTime.UnixEpoch).TotalDays : double.NaN), shape)),
            _ => NamedOnnxValue.CreateFromTensor(name, new DenseTensor<double>(table.Numbers(column.Name), shape)),
        };
    }

    private static double Difference(Array actual, double[] expected)
    {
        actual.Length.Should().Be(expected.Length);
        double scale = expected.Max(Math.Abs);
        return actual.Cast<double>().Zip(expected, (a, b) => Math.Abs(a - b) / scale).Max();
    }
}
