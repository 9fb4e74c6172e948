using System.Text;

namespace NeuronPursuit.Tables.Tests.Reading;

/// <summary>1,234 is 1234 or 1.234: by evidence, and never silently.</summary>
public class CsvMarkTests
{
    private const string Open = "a;b\n1,234;x\n5,678;y\n";

    [Fact]
    public void AsNumber_ColumnWhoseMarkIsOpen_IsAskedForIt()
    {
        Table table = Read(Open);

        table.Invoking(own => own.AsNumber("a")).Should().Throw<ArgumentException>().WithMessage("*'a' has 1,234*AsNumber(\"a\", '.')*");
        table.AsNumber("a", ',').Numbers("a").Should().Equal(1.234, 5.678);
        table.AsNumber("a", '.').Numbers("a").Should().Equal(1234, 5678);
        table.Invoking(own => own.AsNumber("a", ';')).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void AsNumber_PointsAndCommasOfDecimals_AreNotMissingInSilence()
    {
        Table table = Read("a;b\n1,5;x\n2.5;y\n3;z\n");

        table.Invoking(own => own.AsNumber("a")).Should().Throw<ArgumentException>().WithMessage("*2.5*1,5*");
        table.AsNumber("a", ',').Numbers("a").Should().Equal(1.5, double.NaN, 3);
    }

    [Fact]
    public void AsNumber_MarkThatTheFileShows_IsTaken()
    {
        Table table = Read("a;b\n1.234;0,5\n2.345;0,5\n3.456;1,5\n4.567;1,5\n5.678;2,5\nsix;2,5\n");

        table.KindOf("a").Should().Be(ColumnKind.Text);
        table.AsNumber("a").Numbers("a").Should().Equal(1234, 2345, 3456, 4567, 5678, double.NaN);
    }

    [Fact]
    public void AsNumber_PercentBesidePlain_IsRefused() =>
        Read("a;b\n12 %;x\n0.5;y\n").Invoking(own => own.AsNumber("a")).Should().Throw<ArgumentException>().WithMessage("*different signs*%*");

    [Fact]
    public void ReadCsv_QuotedThousandsOfACommaFile_AreThousandsAndTold()
    {
        Table table = Read("a,b\n\"1,234\",x\n\"5,678\",y\n99,z\n");

        table.Numbers("a").Should().Equal(1234, 5678, 99);
        table.Notes.Should().ContainSingle(note => note.StartsWith("'a' has numbers such as 1,234, which is taken as 1234"));
    }

    [Fact]
    public void ReadCsv_ThousandsWithAndWithoutComma_AreAskedFor() =>
        Read("a,b\n\"1,234\",x\n5678,y\n").ProblemOf("a").Should().Contain("1,234").And.Contain("AsNumber(\"a\", '.')");

    [Fact]
    public void ReadCsv_PointsAndCommasBeforeThreeDigits_AreAskedFor() =>
        Read("a,b\n\"1,234\",x\n5.678,y\n").KindOf("a").Should().Be(ColumnKind.Text);

    [Fact]
    public void ReadCsv_MarkByOtherColumns_IsTold() =>
        Read("a;b\n1.234;0,5\n2.345;0,7\n").Notes.Should().ContainSingle(note => note.StartsWith("'a' has numbers such as 1.234, which is taken as 1234, by"));

    [Fact]
    public void ReadCsv_WholeNumbersBesideDecimalCommas_AreNoDecimalPoints()
    {
        Read("a;b\n1;0,5\n2;0,7\n").Notes.Should().Contain("numbers have decimal commas");
        Read("a;b\n1.5;0,5\n2;0,7\n").Notes.Should().Contain("numbers have decimal commas, and in some columns decimal points");
    }

    [Fact]
    public void ReadCsv_FirstCommaBehindTheBeginning_IsNoThousandsInSilence()
    {
        var text = new StringBuilder("a;b\n");
        for (int row = 0; row < 3000; row++)
        {
            text.Append(System.Globalization.CultureInfo.InvariantCulture, $"{row};x\n");
        }

        Read(text + "1,234;x\n").ProblemOf("a").Should().Contain("1,234");
    }

    [Theory]
    [InlineData("007", "A12", "9")]
    [InlineData("100", "A12", "B7")]
    public void ReadCsv_CodesAmongNumbers_AreCategories(params string[] codes)
    {
        string[] cells = [.. codes, "300", "400", "500", "600", "700", "800", "900"];
        string rows = string.Concat(Enumerable.Range(0, 30).Select(row => $"{cells[row % cells.Length]},{row % 7},{(row % 7) + (row % 10)}\n"));
        Table table = Read($"code,x,y\n{rows}");

        table.KindOf("code").Should().Be(ColumnKind.Category);
        table.ProblemOf("code").Should().BeNull();
        Sales.Small().FitTable(table, "y").InputNames.Should().Contain("code=A12");
        if (codes[0] == "100")
        {
            table.Notes.Should().Contain("'code' has whole numbers and codes such as 'A12': all of them are categories");
        }
    }

    [Fact]
    public void ReadCsv_OneMistypedNumberOfMany_IsStillTold()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(row => $"{(row == 40 ? "4O" : row * 7 % 31)},{row}\n"));

        Read($"a,b\n{rows}").ProblemOf("a").Should().Contain("'4O' in line 42");
    }

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
