namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>One name above cells with commas: decimals or texts, never names of rows.</summary>
public class OneColumnTests
{
    [Fact]
    public void ReadCsv_OneColumnOfDecimalCommas_IsNumbers()
    {
        Table table = Read("area\n62,8\n70,1\n");

        table.Names.Should().Equal("area");
        table.Numbers("area").Should().Equal(62.8, 70.1);
        table.Notes.Should().Contain("one column").And.Contain("numbers have decimal commas");
    }

    [Fact]
    public void ReadCsv_OneColumnOfTextWithCommas_IsText()
    {
        Table table = Read("address\nBonn, Markt 1\nUlm, Hafen 2\nKöln\n");

        table.Names.Should().Equal("address");
        table.Texts("address").Should().Equal("Bonn, Markt 1", "Ulm, Hafen 2", "Köln");
    }

    [Fact]
    public void ReadCsv_OneColumnOfOpenNumbers_IsAskedFor() =>
        Read("area\n1,234\n5,678\n").ProblemOf("area").Should().Contain("1,234").And.Contain("AsNumber(\"area\", '.')");

    [Fact]
    public void ReadCsv_OneNameAndSeparatorsAtTheEnd_IsOneColumn() => Read("a\n5,\n6,\n").Numbers("a").Should().Equal(5, 6);

    [Fact]
    public void ReadCsv_OneNameAndACommaThatIsSaid_IsRefusedByLine() =>
        FluentActions.Invoking(() => Table.ReadCsv(new StringReader("area\n62,8\n70,1\n"), new CsvOptions { Separator = ',' }))
            .Should().Throw<InvalidDataException>().WithMessage("*Line 2 has 2 cells*");

    [Fact]
    public void Predict_OneColumnOfDecimalCommas_IsThatOfTheTrainingFile()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{30 + (i * 7 % 31)},5;{i * 7 % 31}\n"));
        TableModel model = Sales.Small().FitTable(Read("area;price\n" + rows), "price");

        model.Predict(Read("area\n32,5\n40,5\n")).Values.Should().Equal(model.Predict(Read("area;x\n32,5;1\n40,5;2\n")).Values);
    }

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
