namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>What takes arrays takes a model of a table by its encoded rows and their names.</summary>
public class AddOnTests
{
    [Fact]
    public void ReportAndOnnx_OfAModelOfATable_HaveItsNames()
    {
        using var folder = new TemporaryFolder();
        Table table = Sales.Of().Without("grade");
        TableModel model = Sales.Small().FitTable(table, "price");

        model.Model.SaveReport(folder.File("report.html"), model.Encode(table), table.Numbers("price"), new ReportOptions { ColumnNames = model.InputNames, OutputNames = ["price"] });
        model.Model.SaveAsOnnx(folder.File("model.onnx"), Precision.Double, model.InputNames);

        File.ReadAllText(folder.File("report.html")).Should().Contain("city=Bonn").And.Contain("price");
        File.ReadAllText(folder.File("model.onnx")).Should().Contain("city=Bonn");
        model.Model.Predict(model.Encode(table)).Should().Equal(model.Predict(table).Values);
    }
}
