using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Fitting;

public class FindingTests
{
    [Fact]
    public void Inspect_OrdinaryTable_FindsNothing() => Sales.Of().Without("grade").Inspect("price").Should().BeEmpty();

    [Theory]
    [InlineData("0,a{0}", "key", FindingKind.NamesRows)]
    [InlineData("{0},x", "key", FindingKind.NamesRows)]
    [InlineData("same,x", "key", FindingKind.Constant)]
    [InlineData("NA,x", "key", FindingKind.Empty)]
    public void Inspect_ColumnThatSaysNothing_IsFoundAndLeftOutOfTheFit(string cells, string column, FindingKind kind)
    {
        // The first column is what it is about; where it is plain zeros the second one.
        bool second = cells.StartsWith("0,", StringComparison.Ordinal);
        string header = second ? "zero,key,x,y" : "key,text,x,y";
        string rows = string.Concat(Enumerable.Range(1, 50).Select(row => string.Create(CultureInfo.InvariantCulture,
            $"{string.Format(CultureInfo.InvariantCulture, cells, row)},{row % 7},{(row % 7) * 2 + (row % 3)}\n")));
        Table table = Table.ReadCsv(new StringReader($"{header}\n{rows}"));

        table.Inspect("y").Should().Contain(finding => finding.Column == column && finding.Kind == kind);
        TableModel model = Sales.Small().FitTable(table, "y");
        model.Schema.Columns.Single(own => own.Name == column).Role.Should().Be(ColumnRole.LeftOut);
        model.Findings.Should().Contain(finding => finding.Column == column);
        model.Predict(table.Without(column)).Values.Should().Equal(model.Predict(table).Values);
    }

    [Fact]
    public void FitTable_IdThatTheCallerCallsANumber_IsLearnedFrom()
    {
        var table = Table.From(Enumerable.Range(1, 40).Select(i => new { id = i, y = 2.5 * i + (i % 3) }));

        FluentActions.Invoking(() => Sales.Small().FitTable(table, "y")).Should().Throw<ArgumentException>().WithMessage("*No column is left*'id'*AsNumber*");
        Sales.Small().FitTable(table.AsNumber("id"), "y").InputNames.Should().Equal("id");
    }

    [Theory]
    [InlineData(true, "groups")]
    [InlineData(false, "times")]
    public void Inspect_GroupOrTime_SaysThatTheFitHoldsOutRowsAtRandom(bool isGroup, string word)
    {
        var table = Table.From(Enumerable.Range(0, 80).Select(i => new { x = i * 7 % 31, day = i / 4, y = i * 7 % 31 * 2.0 + (i % 3) }));

        IReadOnlyList<TableFinding> findings = table.Inspect("y", isGroup ? new TableFitOptions { Group = "day" } : new TableFitOptions { Time = "day" });

        findings.Should().ContainSingle(finding => finding.Kind == FindingKind.HeldOutAtRandom).Which.Message.Should().Contain("'day'").And.Contain($"new {word}").And.Contain("CrossValidateTable");
    }

    [Fact]
    public void FitTable_WithLogger_TellsFindings()
    {
        Table table = Table.ReadCsv(new StringReader("a,unit,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i * 7 % 31},EUR,{i * 7 % 31 * 2 + (i % 3)}\n"))));
        var logger = new RecordingLogger();

        TableModel model = Sales.Small().WithLogger(logger).FitTable(table, "y");

        model.Findings.Should().ContainSingle();
        logger.Events.Should().ContainSingle(one => one.EventId == 100).Which.Message.Should().Be($"Constant (unit): {model.Findings[0].Message}");
    }

    [Fact]
    public void Inspect_CopyOfTheTargetAndOfAnInput_AreFound()
    {
        var table = Table.From(Enumerable.Range(0, 60).Select(i => new { a = i * 37 % 60, b = i * 37 % 60, euro = (i * i % 71) / 100.0, y = i * i % 71 }));

        IReadOnlyList<TableFinding> findings = table.Inspect("y");

        findings.Select(finding => (finding.Kind, finding.Column)).Should().Equal((FindingKind.TellsTheTarget, "euro"), (FindingKind.Duplicate, "b"));
        findings[0].Message.Should().Contain("Without(\"euro\")");
    }

    [Fact]
    public void Inspect_CodeThatTellsTheClass_IsFound()
    {
        var table = Table.From(Enumerable.Range(0, 90).Select(i => new { x = i % 11, code = "k" + (i % 9), y = i % 9 < 4 ? "good" : "bad" }));

        table.Inspect("y").Should().ContainSingle(finding => finding.Kind == FindingKind.TellsTheTarget && finding.Column == "code");
    }

    [Fact]
    public void Inspect_RareClass_IsFound()
    {
        var table = Table.From(Enumerable.Range(0, 200).Select(i => new { x = i * 7 % 31, y = i % 50 == 0 ? "bad" : "good" }));

        table.Inspect("y").Should().ContainSingle(finding => finding.Kind == FindingKind.RareClass).Which.Message.Should().Contain("'bad'").And.Contain("4 of 200");
    }

    [Fact]
    public void Inspect_NumbersThatMayBeCodesAndTargetsThatMayBeClasses_AreFound()
    {
        var table = Table.From(Enumerable.Range(0, 60).Select(i => new { zipCode = 10000 + (i % 9), x = i * 7 % 31, y = i % 4 }));

        table.Inspect("y").Select(finding => finding.Kind).Should().BeEquivalentTo([FindingKind.TargetMayBeClasses, FindingKind.MayBeCodes]);
        table.AsCategory("zipCode", "y").Inspect("y").Should().BeEmpty();
    }

    [Fact]
    public void FitTable_MissingTargets_AreLeftOutAndReported()
    {
        Table table = Table.ReadCsv(new StringReader("x,y\n" + string.Concat(Enumerable.Range(0, 40).Select(i => $"{i * 7 % 31},{(i == 3 ? "NA" : (i % 9).ToString(CultureInfo.InvariantCulture))}\n"))));

        TableModel model = Sales.Small().FitTable(table, "y");

        model.Schema.RowCount.Should().Be(39);
        model.Findings.Should().Contain(finding => finding.Kind == FindingKind.TargetMissing && finding.Message.Contains("1 of 40"));
    }

    [Fact]
    public void FitTable_Text_IsRefusedWithAdviceUnlessTheCallerSaysOtherwise()
    {
        Table text = Table.From(Enumerable.Range(0, 60).Select(i => new { remark = $"called the shop {i} times", x = i % 7, y = i % 5 }));

        FluentActions.Invoking(() => Sales.Small().FitTable(text, "y")).Should().Throw<ArgumentException>().WithMessage("*'remark' is text*Without(\"remark\")*");
        Sales.Small().FitTable(text.AsCategory("remark"), "y").InputNames.Should().Contain("remark (mean of y)");
    }

    [Theory]
    [InlineData("prise", "*'prise'*Is 'price' meant?*")]
    [InlineData("sold", "*'sold' has dates*")]
    public void FitTable_TargetThatCannotBe_IsRefused(string target, string message) =>
        FluentActions.Invoking(() => Sales.Small().FitTable(Sales.Of(), target)).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void FitTable_WeightGroupAndTime_AreNotInputsButTime()
    {
        var table = Table.From(Enumerable.Range(0, 80).Select(i => new { x = i * 7 % 31, w = 1 + (i % 2), who = "p" + (i % 8), day = i * 3 % 80, y = i * 7 % 31 * 2.0 + (i % 3) }));

        Sales.Small().FitTable(table, "y", new TableFitOptions { Weight = "w", Group = "who" }).InputNames.Should().Equal("x", "day");
        FluentActions.Invoking(() => Sales.Small().FitTable(table, "y", new TableFitOptions { Weight = "who" })).Should().Throw<ArgumentException>().WithMessage("*'who'*weights*");
        FluentActions.Invoking(() => Sales.Small().FitTable(table, "y", new TableFitOptions { Group = "y" })).Should().Throw<ArgumentException>();
    }
}
