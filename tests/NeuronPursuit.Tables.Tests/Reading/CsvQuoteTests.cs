namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>Quotes that are part of cells, as in inches, hold nothing together.</summary>
public class CsvQuoteTests
{
    [Fact]
    public void ReadCsv_InchesInCells_AreReadAsTheyAre()
    {
        Table table = Read("part,n\n5\" pipe,1\n6\" pipe,2\nbend 3\",3\n\"say \"\"a\"\", b\",4\n");

        table.Texts("part").Should().Equal("5\" pipe", "6\" pipe", "bend 3\"", "say \"a\", b");
        table.Numbers("n").Should().Equal(1, 2, 3, 4);
        table.Notes.Should().Contain("cells that do not begin with a quote have some, which are read as part of them");
    }

    [Fact]
    public void ReadCsv_InchesBehindTheBeginningOfTheFile_AreReadAsTheyAre()
    {
        string rows = string.Concat(Enumerable.Range(0, 90_000).Select(row => $"a plain pipe {row % 7},{row}\n"));
        Table table = Read($"part,n\n{rows}5\" pipe,-1\nx,-2\n6\" pipe,-3\n");

        table.RowCount.Should().Be(90_003);
        table.Texts("part")[^3..].Should().Equal("5\" pipe", "x", "6\" pipe");
        table.Numbers("n")[^3..].Should().Equal(-1, -2, -3);
    }

    [Theory]
    [InlineData("size;n\n3\" x 4\";1\n5\" x 6\";2\n", "3\" x 4\"", "5\" x 6\"")]
    [InlineData("size\tn\n 5\" \t1\n\"a\tb\"\t2\n", "5\"", "a\tb")]
    [InlineData("a\"b,n\n1\"2,1\nx,2\n", "1\"2", "x")]
    public void ReadCsv_QuotesOfAnySeparatorAndHeader_AreReadAsTheyAre(string text, string first, string second) =>
        Read(text).Columns[0].Invoking(column => new[] { column.TextAt(0), column.TextAt(1) }).Should().NotThrow().Which.Should().Equal(first, second);

    [Theory]
    [InlineData("part,n\n\"5\" pipe\",1\nb,2\n", "*line 2*goes on behind the quote*")]
    [InlineData("part,n\na,1\n\"x\" y,2\n", "*line 3*goes on behind the quote*")]
    [InlineData("part,n\n5\" pipe,1\n\"b,2\nc,3\n", "*quote in line 3*never ends*")]
    public void ReadCsv_QuotesThatContradict_AreRefusedByLine(string text, string message) =>
        FluentActions.Invoking(() => Read(text)).Should().Throw<InvalidDataException>().WithMessage(message);

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
