using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Fitting;

/// <summary>Texts that should be numbers are told, with what makes them numbers.</summary>
public class NumbersAmongTextsTests
{
    [Fact]
    public void Inspect_NumbersAsTextInRecords_AdviseAsNumber()
    {
        Table table = Of(i => (i + 0.5).ToString(CultureInfo.InvariantCulture));

        table.Inspect("y").Single(finding => finding.Column == "x").Should().Match<TableFinding>(finding =>
            finding.Kind == FindingKind.NamesRows && finding.Message.Contains("table.AsNumber(\"x\")") && !finding.Message.Contains("AsCategory"));
        Of(i => (i % 9).ToString(CultureInfo.InvariantCulture)).Inspect("y").Single(finding => finding.Column == "x").Should().Match<TableFinding>(finding =>
            finding.Kind == FindingKind.MayBeNumbers && finding.Message.Contains("table.AsNumber(\"x\")"));
    }

    [Fact]
    public void Inspect_MostCellsAreNumbers_TellsThePartAndTheRest()
    {
        Table table = Of(i => i % 4 == 0 ? "unknown" : (i % 9).ToString(CultureInfo.InvariantCulture));

        table.Inspect("y").Single(finding => finding.Column == "x").Message.Should()
            .Be("Column 'x' is taken as categories. 75 % of its cells are numbers; the rest is such as 'unknown'. If that means missing, name it in CsvOptions.MissingMarks, or say table.AsNumber(\"x\").");
        table.AsNumber("x").Inspect("y").Should().NotContain(finding => finding.Column == "x");
        table.AsCategory("x").Inspect("y").Should().NotContain(finding => finding.Column == "x");
    }

    [Fact]
    public void Inspect_NumbersWithAUnit_TellIt() =>
        Of(i => string.Create(CultureInfo.InvariantCulture, $"{i + 0.87:0.00} kg")).Inspect("y").Single(finding => finding.Column == "x").Message.Should().Contain("the unit 'kg'");

    [Fact]
    public void Inspect_Codes_AreNoNumbers()
    {
        Of(i => i % 3 == 0 ? "A12" : (i % 9).ToString(CultureInfo.InvariantCulture)).Inspect("y").Should().NotContain(finding => finding.Kind == FindingKind.MayBeNumbers);
        Of(i => i % 3 == 0 ? "007" : (i % 9).ToString(CultureInfo.InvariantCulture)).Inspect("y").Should().NotContain(finding => finding.Kind == FindingKind.MayBeNumbers);
    }

    [Theory]
    [InlineData("number_of_steps", false)]
    [InlineData("key_rate", false)]
    [InlineData("index_price", false)]
    [InlineData("row_width", false)]
    [InlineData("customer_id", true)]
    [InlineData("idCustomer", true)]
    [InlineData("Order No", true)]
    [InlineData("RowNumber", true)]
    [InlineData("key", true)]
    [InlineData("row", true)]
    public void Inspect_WholeNumbersThatAllDiffer_AreNamesOfRowsByTheirOwnName(string name, bool leftOut) =>
        Table.FromColumns((name, Enumerable.Range(0, 60).Select(i => 5000 + (i * 37 % 61))), ("z", Enumerable.Range(0, 60).Select(i => i % 7)), ("y", Enumerable.Range(0, 60).Select(i => i * 3 % 17)))
            .Inspect("y").Any(finding => finding.Column == name && finding.Kind == FindingKind.NamesRows).Should().Be(leftOut);

    private static Table Of(Func<int, string> cell) => Table.FromColumns(
        ("x", Enumerable.Range(0, 60).Select(cell)), ("z", Enumerable.Range(0, 60).Select(i => i % 7)), ("y", Enumerable.Range(0, 60).Select(i => i * 7 % 31)));
}
