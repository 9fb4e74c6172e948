namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>Where a new file leaves 1,234 open, the sign of decimals of the training decides.</summary>
public class DecimalMarkTests
{
    private static readonly TableModel Model = Sales.Small().FitTable(Read("area,price\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"\"{i * 7 % 31},5\",{i * 7 % 31}\n"))), "price");

    [Fact]
    public void Schema_DecimalMark_IsKeptInTheFile()
    {
        var stream = new MemoryStream();
        Model.Save(stream);
        stream.Position = 0;

        TableModel.Load(stream).Schema.Columns.Select(column => column.DecimalMark).Should().Equal(',', null);
    }

    [Fact]
    public void Predict_OpenNumbersReadByTheOtherMark_AreRefusedWithTheWayOut()
    {
        const string text = "area,x\n\"1,234\",a\n\"5,678\",b\n";

        Model.Invoking(own => own.Predict(Read(text))).Should().Throw<ArgumentException>()
            .WithMessage("*'area'*read by '.'*training had ','*DecimalMark*AsNumber(\"area\")*");
        Model.Predict(Table.ReadCsv(new StringReader(text), new CsvOptions { DecimalMark = ',' })).Values
            .Should().Equal(Model.Predict(Table.From([new { area = 1.234 }, new { area = 5.678 }])).Values);
        Model.Predict(Read(text).AsNumber("area")).Values
            .Should().Equal(Model.Predict(Table.From([new { area = 1234 }, new { area = 5678 }])).Values);
    }

    [Fact]
    public void Predict_PointsThatOtherColumnsShow_AreTaken() =>
        Model.Predict(Read("area,x\n1.234,0.5\n")).Values.Should().Equal(Model.Predict(Table.From([new { area = 1.234 }])).Values);

    [Fact]
    public void AsNumber_OtherMarkThanTheColumnWasReadBy_IsRefused() =>
        Read("area,x\n\"1,234\",a\n").Invoking(own => own.AsNumber("area", ',')).Should().Throw<ArgumentException>().WithMessage("*DecimalMark = ','*");

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
