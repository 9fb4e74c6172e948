using OwnTable;

namespace NeuronPursuit.Plotting.Tests.Samples;

/// <summary>Files as they come, and what is no cell of them.</summary>
public sealed class CsvTableTests : IDisposable
{
    private const string Plain = "size,kind,price\n1,red,10\n2,\"dark, red\",20\n3,blue,30\n";

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(Plain)]
    [InlineData("size,kind,price,\n1,red,10,\n2,\"dark, red\",20,\n3,blue,30,\n")]
    [InlineData("size,kind,price\n1,red,10,\n2,\"dark, red\",20,\n3,blue,30,\n")]
    [InlineData("size,kind,price,\n1,red,10\n2,\"dark, red\",20\n3,blue,30\n")]
    [InlineData("size,kind,price\n1,red,10\n2,\"dark, red\",20,,,\n3,blue,30,\n")]
    [InlineData("size;kind;price;;\n1;red;10;;\n2;dark, red;20;;\n3;blue;30;;\n")]
    [InlineData("sep=;\nsize;kind;price\n1;red;10\n2;dark, red;20\n3;blue;30\n")]
    [InlineData("\"sep=,\"\r\nsize,kind,price\r\n1,red,10\r\n2,\"dark, red\",20\r\n3,blue,30\r\n")]
    [InlineData("sep=\t\nsize\tkind\tprice\n1\tred\t10\n2\tdark, red\t20\n3\tblue\t30\n")]
    [InlineData("SEP=|\nsize|kind|price\n1|red|10\n2|dark, red|20\n3|blue|30\n")]
    [InlineData("\uFEFFsize,kind,price\n1,red,10\n2,\"dark, red\",20\n3,blue,30\n")]
    [InlineData("size,kind,price\r1,red,10\r2,\"dark, red\",20\r3,blue,30\r")]
    [InlineData("# exported by a tool, version 3\n\nsize,kind,price\n1,red,10\n2,\"dark, red\",20\n# a note\n3,blue,30\n# end\n")]
    [InlineData("% one\n// two\nsize,kind,price\n1,red,10\n#1,red,11\n2,\"dark, red\",20\n3,blue,30\n")]
    [InlineData("size kind price\n1 red 10\n2 \"dark, red\" 20\n3 blue 30\n")]
    [InlineData("size    kind        price\n   1    red            10\n   2    \"dark, red\"    20\n   3    blue           30\n")]
    [InlineData("# written by a program\nsize\t kind  price\n1\t red 10 \n2 \"dark, red\" 20\n3 blue 30\n")]
    public void Read_SameTableInOtherForms_HasTheSameCells(string text)
    {
        CsvTable table = Read(text);

        table.Names.Should().Equal("size", "kind", "price");
        Cells(table).Should().Equal("1|red|10", "2|dark, red|20", "3|blue|30");
        table.RowNames.Should().BeNull();
    }

    [Theory]
    [InlineData("size,price\na,1,10\nb,2,20\nc,3,\n", "column 1,size,price")]
    [InlineData("size price\n\"a b\" 1 10\n\"c d\" 2 20\ne 3 NA\n", "column 1,size,price")]
    [InlineData("\"\",\"size\",\"price\"\n\"1\",1,10\n\"2\",2,20\n\"3\",3,NA\n", "column 1,size,price")]
    [InlineData(",size,price\n7,1,10\n3,2,20\n0,3,\n", "column 1,size,price")]
    public void Read_NamesOfRows_AreNoColumnToLearnFrom(string text, string names)
    {
        CsvTable table = Read(text);

        string.Join(',', table.Names).Should().Be(names);
        table.RowNames.Should().Be(0);
        Enumerable.Range(0, 3).Select(row => table.Cell(row, 1) + "|" + table.Cell(row, 2)).Should().Equal("1|10", "2|20", "3|");
        table.Notes.Should().Contain(note => note.Contains("only names the rows"));
    }

    [Theory]
    [InlineData(",size,price\n0.5,1,10\n0.25,2,20\n0.125,3,30\n")]
    [InlineData(",size,price\nred,1,10\nblue,2,20\nred,3,30\n")]
    public void Read_FirstColumnWithoutANameThatIsNoIndex_IsAColumn(string text)
    {
        CsvTable table = Read(text);

        table.RowNames.Should().BeNull();
        table.Names.Should().Equal("column 1", "size", "price");
    }

    [Theory]
    [InlineData("5.1,3.5,setosa\n4.9,3.0,setosa\n7.0,3.2,versicolor\n")]
    [InlineData("5.1 3.5 setosa\n4.9 3.0 setosa\n7.0 3.2 versicolor\n")]
    [InlineData("# flowers\n5.1;3.5;setosa;\n4.9;3.0;setosa;\n7.0;3.2;versicolor;\n")]
    [InlineData("5.1,NA,setosa\n4.9,3.0,setosa\n7.0,3.2,versicolor\n")]
    public void Read_NoLineOfNames_KeepsTheFirstRow(string text)
    {
        CsvTable table = Read(text);

        table.Names.Should().Equal("column 1", "column 2", "column 3");
        table.RowCount.Should().Be(3);
        table.Number(0, 0).Should().Be(5.1);
        table.Notes.Should().Contain(note => note.Contains("no line names the columns"));
        FluentActions.Invoking(() => table.Column("species")).Should().Throw<BadTableException>()
            .WithMessage("There is no column 'species'. The columns are: column 1, column 2, column 3. The first line has numbers where the others have*");
    }

    [Theory]
    [InlineData("name,2019,2020\na,1,2\nb,3,4\n", "2020")]
    [InlineData("2019,2020\n1,2\n3,4\n", "2019")]
    [InlineData("name,colour\na,red\nb,blue\n", "nothing")]
    [InlineData("size,price\n1,x\n2,3\n", "nothing")]
    [InlineData("size,price\nx,1\n", "nothing")]
    public void Read_NamesThatAreNumbersOrTexts_AreNames(string text, string wanted)
    {
        CsvTable table = Read(text, wanted);

        table.RowCount.Should().Be(text.Count(sign => sign == '\n') - 1);
    }

    [Theory]
    [InlineData("# size price\n1 10\n2 20\n")]
    [InlineData("#size,price\n1,10\n2,20\n")]
    [InlineData("# a table\n# size\tprice\n1\t10\n2\t20\n")]
    public void Read_NamesInAComment_AreNames(string text)
    {
        CsvTable table = Read(text);

        table.Names.Should().Equal("size", "price");
        Cells(table).Should().Equal("1|10", "2|20");
        table.Notes.Should().Contain(note => note.Contains("names the columns"));
    }

    [Fact]
    public void Read_CellsThatBeginLikeComments_AreCells()
    {
        CsvTable table = Read("# colours\ncolour,price\n#ff0000,1\n#00ff00,2\n#0000ff,3\n");

        Cells(table).Should().Equal("#ff0000|1", "#00ff00|2", "#0000ff|3");
        Cells(Read("colour,price\n\"#ff0000\",1\nred,2\nblue,3\n")).Should().Equal("#ff0000|1", "red|2", "blue|3");
    }

    [Theory]
    [InlineData("colour,price\n#ff0000,1\nred,2\nblue,3\ngreen,4\n", "Line 2 begins with '#' and has as many cells as a row.*")]
    [InlineData("colour,price\nred,1,2\nblue,3\n", "Line 2 has 3 cells, but the header has 2 columns.*")]
    [InlineData("sep=;\ncolour;price\n\nred;1\nblue\n", "Line 5 has 1 cells, but the header has 2 columns.*")]
    [InlineData("# one\ncolour,price\nred,1\n# two\nblue,3,4,5\n", "Line 5 has 4 cells, *")]
    [InlineData("1,2\n3\n", "Line 2 has 1 cells, but the first row has 2 columns.*")]
    [InlineData("# nothing\n", "*is empty*")]
    [InlineData("sep=;\n", "*is empty*")]
    public void Read_WhatCannotBeTold_IsRefusedByItsLine(string text, string message) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<BadTableException>().WithMessage(message);

    [Fact]
    public void Read_CellOfSeveralLines_IsOneCell()
    {
        CsvTable table = Read("note,price\n\"one\n# two\n\",1\nthree,2\n");

        table.RowCount.Should().Be(2);
        table.Cell(0, 0).Should().Be("one\n# two\n");
        table.Line(1).Should().Be(5);
    }

    private CsvTable Read(string text, params string[] wanted)
    {
        string path = _folder.File("table.csv");
        File.WriteAllText(path, text);
        return CsvTable.Read(path, wanted);
    }

    private static string[] Cells(CsvTable table) =>
        [.. Enumerable.Range(0, table.RowCount).Select(row => string.Join('|', table.Names.Select((_, column) => table.Cell(row, column))))];
}
