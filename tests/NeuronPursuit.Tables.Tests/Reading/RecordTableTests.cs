using System.Text.Json;

namespace NeuronPursuit.Tables.Tests.Reading;

public class RecordTableTests
{
    public interface INamed
    {
        string Name { get; }
    }

    public interface ISized : INamed
    {
        double Size { get; }
    }

    [Fact]
    public void From_InterfaceBehindAnother_HasThePropertiesOfBoth()
    {
        ISized[] records = [new Flat("a", 1), new Flat("b", 2)];

        Table table = Table.From(records);

        table.Names.Should().Equal("Name", "Size");
        table.Numbers("Size").Should().Equal(1, 2);
    }

    [Fact]
    public void From_WholeNumberThatRoundsToTheLimit_IsRefused()
    {
        FluentActions.Invoking(() => Table.FromColumns(("n", new[] { 9007199254740993 }))).Should().Throw<ArgumentException>().WithMessage("*9007199254740993*last digits*");
        FluentActions.Invoking(() => Table.FromColumns(("n", new[] { -9007199254740993 }))).Should().Throw<ArgumentException>();
        FluentActions.Invoking(() => Table.FromColumns(("n", new[] { (UInt128)9007199254740993 }))).Should().Throw<ArgumentException>();
        Table.FromColumns(("n", new[] { 9007199254740992, long.MinValue / 1024 })).Numbers("n").Should().Equal(9007199254740992, -9007199254740992);
    }

    [Fact]
    public void Predict_JsonNumberThatLosesADigit_IsRefused()
    {
        TableModel model = Sales.Small().FitTable(Table.FromColumns(("n", Enumerable.Range(0, 60).Select(i => i * 7 % 31)), ("y", Enumerable.Range(0, 60).Select(i => i * 7 % 31))), "y");

        model.Invoking(own => own.Predict(new Dictionary<string, object?> { ["n"] = JsonSerializer.Deserialize<JsonElement>("9007199254740993") }))
            .Should().Throw<ArgumentException>().WithMessage("*'n'*last digits*");
    }

    private sealed record Flat(string Name, double Size) : ISized;
}
