using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>Day and month are those of the training, in whatever a date comes.</summary>
public class DateFormatTests
{
    private static readonly TableModel Model = Sales.Small().FitTable(
        Read("sold,x,price\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{Day(i)},{i % 7},{i + (i % 7)}\n"))), "price");

    private static readonly double Expected = Model.Predict(Read("sold,x\n2020-02-13,1\n")).Values[0];

    [Theory]
    [InlineData("13/02/2020")]
    [InlineData("2020-02-13")]
    [InlineData("13.02.2020")]
    [InlineData("Feb 13, 2020")]
    public void Cell_FormatOfTheTrainingOrOneThatLeavesNothingOpen_IsRead(string cell)
    {
        Model.Predict(Row(cell)).Values.Should().Equal(Expected);
        Model.NewRecord().Set("sold", cell).Set("x", 1).Predict().Should().Be(Expected);
        Model.Predict(Read($"sold,x\n\"{cell}\",1\n")).Values.Should().Equal(Expected);
    }

    [Theory]
    [InlineData("02/13/2020")]
    [InlineData("02-13-2020")]
    [InlineData("02/13/20")]
    public void Cell_AnotherFormat_IsRefusedByName(string cell)
    {
        Model.Invoking(own => own.Predict(Row(cell))).Should().Throw<ArgumentException>().WithMessage("*'sold' holds dates*");
        Model.NewRecord().Invoking(own => own.Set("sold", cell)).Should().Throw<ArgumentException>().WithMessage("*'sold' holds dates*");
        Model.Invoking(own => own.Predict(Read($"sold,x\n\"{cell}\",1\n"))).Should().Throw<ArgumentException>()
            .WithMessage("*'sold' has dates that were read as *where training had d/M/yyyy*AsDate*");
    }

    [Theory]
    [InlineData("M/d/yyyy")]
    [InlineData("MM/dd/yyyy")]
    public void Predict_AnotherFormatThatTheCallerSays_IsTaken(string format) =>
        Model.Predict(Read("sold,x\n02/13/2020,1\n").AsDate("sold", format)).Values.Should().Equal(Expected);

    [Fact]
    public void Predict_TableOfBothFormatsThatFit_IsRead() =>
        Model.Predict(Read("sold,x\n13/02/2020,1\n2020-02-13,1\n")).Values.Should().Equal(Expected, Expected);

    private static Dictionary<string, object?> Row(string cell) => new() { ["sold"] = cell, ["x"] = 1 };

    private static string Day(int i) => new DateTime(2020, 1, 2).AddDays(i * 3).ToString("dd'/'MM'/'yyyy", CultureInfo.InvariantCulture);

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
