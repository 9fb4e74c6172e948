using System.Text;

namespace NeuronPursuit.Tables.Tests.Reading;

public class CsvTests
{
    [Theory]
    [InlineData(",")]
    [InlineData(";")]
    [InlineData("\t")]
    [InlineData("|")]
    public void ReadCsv_Separator_IsFound(string separator)
    {
        Table table = Read($"a{separator}b\n1{separator}x\n2{separator}y\n");

        table.Names.Should().Equal("a", "b");
        table.Numbers("a").Should().Equal(1, 2);
        table.Texts("b").Should().Equal("x", "y");
    }

    [Fact]
    public void ReadCsv_DecimalCommas_AreNotLostAsSepLosesThem()
    {
        Table table = Read("price;weight\n1,5;1.234\n2,75;5.678\n");

        table.Numbers("price").Should().Equal(1.5, 2.75);
        table.Numbers("weight").Should().Equal([1234, 5678], "the other column shows that commas are decimals");
        table.Notes.Should().Contain("numbers have decimal commas");
    }

    [Fact]
    public void ReadCsv_CommaOnlyBeforeThreeDigits_IsAskedFor()
    {
        Table table = Read("a;b\n1,234;x\n5,678;y\n");

        table.KindOf("a").Should().Be(ColumnKind.Text);
        table.ProblemOf("a").Should().Contain("1,234").And.Contain("DecimalMark");
        Read("a;b\n1,234;x\n5,678;y\n", new CsvOptions { DecimalMark = ',' }).Numbers("a").Should().Equal(1.234, 5.678);
        Read("a;b\n1,234;x\n5,678;y\n", new CsvOptions { DecimalMark = '.' }).Numbers("a").Should().Equal(1234, 5678);
    }

    [Fact]
    public void ReadCsv_QuotedThousandsBetweenCommas_AreThousands() =>
        Read("a,b\n\"1,234\",x\n\"5,678\",y\n").Numbers("a").Should().Equal(1234, 5678);

    [Fact]
    public void ReadCsv_MoneyPercentAndThousands_AreNumbers()
    {
        Table table = Read("pay;share\n1.234,50 €;12,3 %\n0;7 %\n");

        table.Numbers("pay").Should().Equal(1234.5, 0);
        table.Numbers("share").Should().Equal(0.123, 0.07);
        table.Notes.Should().Contain(note => note.Contains("'share' has percent signs"));
    }

    [Fact]
    public void ReadCsv_TwoCurrencies_AreRefusedWithAdvice()
    {
        Table table = Read("pay,b\n$5,1\n€7,2\n");

        table.ProblemOf("pay").Should().Contain("$").And.Contain("€");
    }

    [Fact]
    public void ReadCsv_MissingMarks_AreMissingAndCounted()
    {
        Table table = Read("a,b\n1,x\nNA,?\n,-\n4,n/a\n");

        table.Numbers("a").Should().Equal(1, double.NaN, double.NaN, 4);
        table.Texts("b").Should().Equal("x", null, null, null);
        table.Notes.Should().Contain(note => note.StartsWith("missing are") && note.Contains("'NA' (1 times)") && note.Contains("blank (1 times)"));
    }

    [Fact]
    public void ReadCsv_MissingMarksOfTheCaller_TakeTheirPlace()
    {
        Table table = Read("a,b\n1,x\n-999,NA\n", new CsvOptions { MissingMarks = ["-999"] });

        table.Numbers("a").Should().Equal(1, double.NaN);
        table.Texts("b").Should().Equal("x", "NA");
    }

    [Fact]
    public void ReadCsv_QuotedSeparatorsQuotesAndLineEnds_ArePartOfCells()
    {
        Table table = Read("a,b\n\"x, \"\"y\"\"\nz\",1\nw,2\n");

        table.Texts("a").Should().Equal("x, \"y\"\nz", "w");
    }

    [Fact]
    public void ReadCsv_RaggedRows_AreRefusedByLineAndCount()
    {
        Action read = () => Read("a,b,c\n1,2,3\n\"x\ny\",2,3\n4,5\n6,7,8,9\n");

        read.Should().Throw<InvalidDataException>().WithMessage("*Line 5 has 2 cells, but there are 3 columns (2 such lines)*");
    }

    [Fact]
    public void ReadCsv_TrailingSeparatorsAndBlankLines_AreNothing()
    {
        Table table = Read("a,b,\n1,2,\n\n3,4,\n\n");

        table.Names.Should().Equal("a", "b");
        table.Numbers("b").Should().Equal(2, 4);
        table.Notes.Should().Contain("lines end with separators, behind which there is nothing");
    }

    [Fact]
    public void ReadCsv_DuplicateAndBlankNames_AreToldApart()
    {
        Table table = Read("a,a,,b\n1,2,3,4\n");

        table.Names.Should().Equal("a", "a (2)", "column 3", "b");
        table.Notes.Should().Contain(note => note.Contains("found twice")).And.Contain(note => note.Contains("has no name"));
    }

    [Fact]
    public void ReadCsv_NoHeader_IsFound()
    {
        Table table = Read("5.1,3.5,setosa\n4.9,3.0,setosa\n6.2,2.9,virginica\n");

        table.Names.Should().Equal("column 1", "column 2", "column 3");
        table.RowCount.Should().Be(3);
    }

    [Fact]
    public void ReadCsv_RowNamesAsRWritesThem_AreAColumn() =>
        Read("a,b\nr1,1,2\nr2,3,4\n").Names.Should().Equal("row", "a", "b");

    [Fact]
    public void ReadCsv_SeparatorLineAndComments_AreNoRows() =>
        Read("sep=;\n# made by hand\na;b\n1;2\n").Numbers("a").Should().Equal(1);

    [Fact]
    public void ReadCsv_LeadingZerosAndLongDigits_StayText()
    {
        Table table = Read("zip,card,n\n01234,12345678901234567890,1\n99999,12345678901234567891,2\n");

        table.Texts("zip").Should().Equal("01234", "99999");
        table.Texts("card").Should().Equal("12345678901234567890", "12345678901234567891");
    }

    [Fact]
    public void ReadCsv_OneCellOfTextAmongNumbers_IsToldByItsLine()
    {
        Table table = Read("a,b\n1,1\n2,2\n3,3\n4,4\n5,5\nsix,6\n");

        table.KindOf("a").Should().Be(ColumnKind.Text);
        table.ProblemOf("a").Should().Contain("'six' in line 7");
        table.AsNumber("a").Numbers("a").Should().Equal(1, 2, 3, 4, 5, double.NaN);
    }

    [Fact]
    public void ReadCsv_WhatTheBeginningDoesNotShow_IsReadAgain()
    {
        var text = new StringBuilder("a;b;c\n");
        for (int row = 0; row < 3000; row++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row};1.234;{row % 7}\n");
        }

        Table table = Read(text + "1,5;1.234;x\n");

        table.Numbers("a")[^1].Should().Be(1.5);
        table.Numbers("b")[0].Should().Be(1234, "a comma of decimals in the last line says what the points are");
        table.ProblemOf("c").Should().Contain("'x' in line 3002");
    }

    [Theory]
    [InlineData("2024-03-31", "2024-03-31")]
    [InlineData("2024-03-31T14:30:00", "2024-03-31 14:30:00")]
    [InlineData("2024-03-31T14:30:00Z", "2024-03-31 14:30:00")]
    [InlineData("2024-03-31 14:30:00+02:00", "2024-03-31 12:30:00")]
    [InlineData("31.3.2024", "2024-03-31")]
    [InlineData("31/03/2024", "2024-03-31")]
    [InlineData("03/31/2024", "2024-03-31")]
    [InlineData("31 Mar 2024", "2024-03-31")]
    [InlineData("March 31, 2024", "2024-03-31")]
    public void ReadCsv_Date_IsRead(string cell, string expected)
    {
        Table table = Read($"d;n\n{cell};1\n");

        table.KindOf("d").Should().Be(ColumnKind.Date);
        table.Texts("d").Should().Equal(expected);
    }

    [Fact]
    public void ReadCsv_DateThatMayBeDayOrMonthFirst_IsAskedFor()
    {
        Table table = Read("d,n\n03/04/2024,1\n05/06/2024,2\n");

        table.ProblemOf("d").Should().Contain("d/M/yyyy").And.Contain("M/d/yyyy").And.Contain("AsDate");
        table.AsDate("d", "d/M/yyyy").Texts("d").Should().Equal("2024-04-03", "2024-06-05");
        Read("d,n\n03/04/2024,1\n25/06/2024,2\n").Texts("d").Should().Equal("2024-04-03", "2024-06-25");
    }

    [Fact]
    public void ReadCsv_Windows1252Bytes_AreRefusedWithAdvice()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllBytes(folder.File("a.csv"), CodePagesEncodingProvider.Instance.GetEncoding(1252)!.GetBytes("stadt,n\nKöln,5 €\nBonn,2 €\n"));

        FluentActions.Invoking(() => Table.ReadCsv(folder.File("a.csv"))).Should().Throw<InvalidDataException>().WithMessage("*a.csv*UTF-8*CodePagesEncodingProvider.Instance.GetEncoding(1252)*");
        Table.ReadCsv(folder.File("a.csv"), new CsvOptions { Encoding = CodePagesEncodingProvider.Instance.GetEncoding(1252) }).Numbers("n").Should().Equal(5, 2);
    }

    [Theory]
    [InlineData("")]
    [InlineData("a,b\n")]
    public void ReadCsv_NoRows_IsRefused(string text) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<InvalidDataException>();

    [Theory]
    [InlineData("no,yes\n", "no", "yes")]
    [InlineData("FALSE,TRUE\n", "FALSE", "TRUE")]
    [InlineData("Nein,Ja\n", "Nein", "Ja")]
    public void ReadCsv_YesAndNo_AreOneKindHoweverTheyAreSpelled(string words, string no, string yes)
    {
        string[] pair = words.TrimEnd().Split(',');
        Table table = Read($"ok,n\n{pair[1]},1\n{pair[0]},2\n");

        table.KindOf("ok").Should().Be(ColumnKind.YesNo);
        table.Texts("ok").Should().Equal(yes, no);
        table.Fingerprint.Should().Be(Read("ok,n\nyes,1\nno,2\n").Fingerprint);
    }

    [Fact]
    public void ReadCsv_FreeText_IsTextWithAdvice()
    {
        string rows = string.Concat(Enumerable.Range(0, 40).Select(row => $"the customer number {row} called,{row}\n"));
        Table table = Read($"remark,n\n{rows}");

        table.KindOf("remark").Should().Be(ColumnKind.Text);
        table.ProblemOf("remark").Should().Contain("Without(\"remark\")");
    }

    private static Table Read(string text, CsvOptions? options = null) => Table.ReadCsv(new StringReader(text), options);
}
