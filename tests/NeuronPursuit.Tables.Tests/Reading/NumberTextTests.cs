using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Reading;

public class NumberTextTests
{
    [Theory]
    [InlineData("0")]
    [InlineData("-0.1")]
    [InlineData("123456.789")]
    [InlineData("9007199254740993")]
    [InlineData("0.30000000000000004")]
    [InlineData("1.7976931348623157e308")]
    [InlineData("5e-324")]
    [InlineData("2.2250738585072011e-308")]
    [InlineData("179769313486231570.25")]
    [InlineData("1234567890123456.7")]
    public void TryRead_PlainNumber_HasTheBitsOfParse(string text)
    {
        double expected = double.Parse(text, CultureInfo.InvariantCulture);
        bool isCode = text == "9007199254740993";

        NumberText.TryRead(text, new NumberStyle('.'), out double value).Should().Be(!isCode);
        NumberText.TryRead(text.Replace('.', ','), new NumberStyle(','), out double comma).Should().Be(!isCode);

        if (!isCode)
        {
            BitConverter.DoubleToInt64Bits(value).Should().Be(BitConverter.DoubleToInt64Bits(expected));
            comma.Should().Be(expected);
        }
    }

    [Fact]
    public void TryRead_ManyRandomNumbers_HaveTheBitsOfParse()
    {
        var random = new Random(3);
        for (int i = 0; i < 20_000; i++)
        {
            double number = (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-12, 12));
            string text = i % 2 == 0 ? number.ToString("R", CultureInfo.InvariantCulture) : number.ToString("F" + random.Next(1, 12), CultureInfo.InvariantCulture);
            NumberText.TryRead(text, new NumberStyle('.'), out double value).Should().BeTrue(text);
            BitConverter.DoubleToInt64Bits(value).Should().Be(BitConverter.DoubleToInt64Bits(double.Parse(text, CultureInfo.InvariantCulture)), text);
        }
    }

    [Theory]
    [InlineData("1.234,5", ',', 1234.5)]
    [InlineData("1,234.5", '.', 1234.5)]
    [InlineData("1 234 567", '.', 1234567)]
    [InlineData("1\u00a0234,50", ',', 1234.5)]
    [InlineData("1'234.50", '.', 1234.5)]
    [InlineData(".5", '.', 0.5)]
    [InlineData("+7", '.', 7)]
    [InlineData("\u22127", '.', -7)]
    [InlineData("(1,234.50)", '.', -1234.5)]
    [InlineData("1.5E+3", '.', 1500)]
    public void TryRead_NumberAsPeopleWriteIt_IsRead(string text, char mark, double expected)
    {
        NumberText.TryRead(text, new NumberStyle(mark), out double value).Should().BeTrue();
        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("$1,234.50", '.', 1234.5)]
    [InlineData("1.234,50 €", ',', 1234.5)]
    [InlineData("-£5", '.', -5)]
    [InlineData("CHF 12.50", '.', 12.5)]
    [InlineData("12.3%", '.', 0.123)]
    [InlineData("12,3 %", ',', 0.123)]
    public void TryRead_MoneyAndPercent_AreNumbersOfTheirStyle(string text, char mark, double expected)
    {
        NumberStyle style = NumberText.StyleOf(text, mark)!.Value;
        NumberText.TryRead(text, style, out double value).Should().BeTrue();
        value.Should().Be(expected);
    }

    [Theory]
    [InlineData("")]
    [InlineData("-")]
    [InlineData("007")]
    [InlineData("1,23.5")]
    [InlineData("12,34,567")]
    [InlineData("1.2.3")]
    [InlineData("1e999")]
    [InlineData("5 kg")]
    [InlineData("0x1F")]
    [InlineData("Infinity")]
    [InlineData("12345678901234567890")]
    public void EvidenceOf_WhatIsNoNumber_SaysSo(string text) => NumberText.EvidenceOf(text).Should().Be(MarkEvidence.NotNumber);

    [Theory]
    [InlineData("1,5", "Comma")]
    [InlineData("0,123", "Comma")]
    [InlineData("1.234.567", "Comma")]
    [InlineData("1.5", "Point")]
    [InlineData("1,234,567", "Point")]
    [InlineData("1,234", "Ambiguous")]
    [InlineData("1.234", "Ambiguous")]
    [InlineData("12", "None")]
    public void EvidenceOf_Number_TellsTheSignOfDecimals(string text, string expected) =>
        NumberText.EvidenceOf(text).ToString().Should().Be(expected);
}
