using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>12 % and 0.12, € and $: what training had is known, and another one is refused.</summary>
public class SignTests
{
    private static readonly TableModel Model = Sales.Small().FitTable(Training(), "y");

    [Fact]
    public void Schema_SignsOfColumns_AreKeptInTheFile()
    {
        var stream = new MemoryStream();
        Model.Save(stream);
        stream.Position = 0;

        TableModel.Load(stream).Schema.Columns.Select(column => column.Sign).Should().Equal("%", "€", null, null);
    }

    [Theory]
    [InlineData("share;pay;x\n0,12;7 €;1\n0,5;8 €;2\n", "*'share' is written with no sign, where training had %*AsNumber(\"share\")*")]
    [InlineData("share;pay;x\n12 %;7 $;1\n5 %;8 $;2\n", "*'pay' is written with $, where training had €*")]
    [InlineData("share;pay;x\n12 %;7 €;1 %\n5 %;8 €;2 %\n", "*'x' is written with %, where training had no sign*(12 % is 0.12)*")]
    public void Predict_OtherSigns_AreRefusedByName(string text, string message) =>
        Model.Invoking(own => own.Predict(Read(text))).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void Predict_NumbersThatSayTheSame_AreTaken()
    {
        double[] expected = Model.Predict(Read("share;pay;x\n12 %;7 €;1\n")).Values;

        Model.Predict(Read("share;pay;x\n12 %;7;1\n")).Values.Should().Equal(expected, "money may be without its sign");
        Model.Predict(Table.From([new { share = 0.12, pay = 7, x = 1 }])).Values.Should().Equal(expected, "a database has no signs");
        Model.Predict(Read("share;pay;x\n0,12;7 €;1\n").AsNumber("share")).Values.Should().Equal(expected, "the caller says so");
    }

    [Fact]
    public void ReadCsv_ZeroWithoutPercentSign_IsZeroPercent()
    {
        Read("share;x\n5%;1\n0;2\n7%;3\n0,0;4\n").Numbers("share").Should().Equal(0.05, 0, 0.07, 0);
        Read("share;x\n5%;1\n0;2\n7;3\n").ProblemOf("share").Should().Contain("different signs");
        Read("share;x\n5%;1\n0;2\nmany;3\n").AsNumber("share").Numbers("share").Should().Equal(0.05, 0, double.NaN);
    }

    [Fact]
    public void Predict_ZerosAlone_AreOfAnySign() =>
        Model.Predict(Read("share;pay;x\n0;7 €;0 %\n0;8 €;0 %\n")).Values.Should().Equal(Model.Predict(Read("share;pay;x\n0 %;7 €;0\n0 %;8 €;0\n")).Values);

    [Fact]
    public void Evaluate_TargetOfAnotherSign_IsRefused()
    {
        TableModel model = Sales.Small().FitTable(Training(), "share");

        model.Invoking(own => own.Evaluate(Read("share;pay;x;y\n0,12;7 €;1;2\n0,5;8 €;2;3\n"))).Should().Throw<ArgumentException>().WithMessage("*'share' is written with no sign*");
    }

    private static Table Training() => Read("share;pay;x;y\n" + string.Concat(Enumerable.Range(0, 60).Select(i => string.Create(
        CultureInfo.InvariantCulture, $"{i * 7 % 31},5 %;{i * 3 % 17} €;{i % 9};{(i * 7 % 31) + (i % 9)}\n"))));

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
