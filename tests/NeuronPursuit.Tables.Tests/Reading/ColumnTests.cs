namespace NeuronPursuit.Tables.Tests.Reading;

public class ColumnTests
{
    [Fact]
    public void FromColumns_ArraysAndLists_AreTheTableOfTheRecords() =>
        Table.FromColumns(("a", new[] { 1.5, double.NaN }), ("b", new List<string?> { "x", null }), ("c", new bool?[] { null, true })).Fingerprint
            .Should().Be(Table.From([new { a = 1.5, b = (string?)"x", c = (bool?)null }, new { a = double.NaN, b = (string?)null, c = (bool?)true }]).Fingerprint);

    [Fact]
    public void FromColumns_OtherLengthsAndNamesTwice_AreRefused()
    {
        FluentActions.Invoking(() => Table.FromColumns(("a", new[] { 1, 2 }), ("b", new[] { 1 }))).Should().Throw<ArgumentException>().WithMessage("*'a' has 2 cells and 'b' 1*");
        FluentActions.Invoking(() => Table.FromColumns(("a", new[] { 1 }), ("a", new[] { 1 }))).Should().Throw<ArgumentException>();
    }

    [Fact]
    public void AsKinds_ColumnsOfOtherKinds_AreTakenAsTheCallerSays()
    {
        Table table = Table.FromColumns(("code", new[] { 1.0, 2 }), ("flag", new[] { 0, 1 }), ("text", new[] { "7", "x" }), ("zip", new[] { "007", "010" }), ("day", new[] { "1/2/2024", "3/2/2024" }));

        table.AsCategory("code").Texts("code").Should().Equal("1", "2");
        table.AsYesNo("flag").KindOf("flag").Should().Be(ColumnKind.YesNo);
        table.AsYesNo("flag").Texts("flag").Should().Equal("0", "1");
        table.AsNumber("text").Numbers("text").Should().Equal(7, double.NaN);
        table.AsNumber("zip").Numbers("zip").Should().Equal(7, 10);
        table.AsDate("day", "M/d/yyyy").Dates("day").Should().Equal(new DateTime(2024, 1, 2), new DateTime(2024, 3, 2));
        table.Invoking(own => own.AsYesNo("text")).Should().Throw<ArgumentException>().WithMessage("*'7'*neither yes nor no*");
        table.Invoking(own => own.AsDate("text", "d/M/yyyy")).Should().Throw<ArgumentException>().WithMessage("*'7'*d/M/yyyy*");
        table.Invoking(own => own.AsNumber("nine")).Should().Throw<ArgumentException>().WithMessage("*'nine'*code, flag, text, zip, day*");
    }

    [Fact]
    public void Rows_SelectedAndFiltered_AreThose()
    {
        Table table = Table.FromColumns(("a", new[] { 1, 2, 3 }), ("b", new[] { "x", "z", "x" }));

        table.SelectRows([2, 0]).Numbers("a").Should().Equal(3, 1);
        table.Where("b", text => text == "x").Numbers("a").Should().Equal(1, 3);
        table.SelectRows([1]).Fingerprint.Should().Be(Table.FromColumns(("a", new[] { 2 }), ("b", new[] { "z" })).Fingerprint);
        table.Invoking(own => own.SelectRows([3])).Should().Throw<ArgumentException>().WithMessage("*Row 3*from 0 to 2*");
        table.Invoking(own => own.Where("b", _ => false)).Should().Throw<ArgumentException>();
        table.Without("a").Names.Should().Equal("b");
        table.Invoking(own => own.Rename("a", "b")).Should().Throw<ArgumentException>().WithMessage("*'b' already*");
        table.ToString().Should().Be("3 rows, 2 columns\na: Number\nb: Category, 2 different");
    }
}
