using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>A column of dates with a cell that is none is neither categories nor names of rows.</summary>
public class OddDateTests
{
    [Fact]
    public void ReadCsv_DatesWithABadCell_AreRefusedByLineWithTheWayOut()
    {
        Table table = Read(Csv("unknown"));

        table.KindOf("sold").Should().Be(ColumnKind.Text);
        table.ProblemOf("sold").Should().Contain("dates in 29 cells and something else in 1, first 'unknown' in line 12").And.Contain("MissingMarks").And.Contain("AsCategory(\"sold\")");
        FluentActions.Invoking(() => Sales.Small().FitTable(table, "y")).Should().Throw<ArgumentException>().WithMessage("*'sold'*in line 12*");
        Table.ReadCsv(new StringReader(Csv("unknown")), new CsvOptions { MissingMarks = ["unknown"] }).KindOf("sold").Should().Be(ColumnKind.Date);
        table.AsCategory("sold").ProblemOf("sold").Should().BeNull();
    }

    [Fact]
    public void ReadCsv_DatesOfTwoFormats_AreToldWithBoth() =>
        Read(Csv("12/31/2024")).ProblemOf("sold").Should().Contain("dates of several formats").And.Contain("'12/31/2024' in line 12");

    [Fact]
    public void From_DatesAsTextWithABadCell_AreRefusedByRow() =>
        Table.FromColumns(("sold", Enumerable.Range(0, 30).Select(i => i == 4 ? "n.a." : Day(i)))).ProblemOf("sold")
            .Should().Contain("'n.a.' in row 4 (counted from 0)");

    [Fact]
    public void ReadCsv_FewDatesAmongTexts_AreCategories() =>
        Read("a,b\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{(i % 2 == 0 ? Day(1) : "open")},{i}\n"))).KindOf("a").Should().Be(ColumnKind.Category);

    [Fact]
    public void AsDate_CellThatIsNone_NamesMissingMarks() =>
        Read(Csv("unknown")).Invoking(own => own.AsDate("sold", "d.M.yyyy")).Should().Throw<ArgumentException>().WithMessage("*'unknown'*MissingMarks*");

    private static string Csv(string odd) =>
        "x,sold,y\n" + string.Concat(Enumerable.Range(0, 30).Select(i => $"{i * 7 % 11},{(i == 10 ? odd : Day(i))},{i * 7 % 11}\n"));

    private static string Day(int i) => new DateTime(2023, 1, 20).AddDays(i * 5).ToString("dd.MM.yyyy", CultureInfo.InvariantCulture);

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
