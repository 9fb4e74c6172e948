namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>A cell of a category is the same whatever the other rows of its table are.</summary>
public class CategoryCellTests
{
    private static readonly TableModel Spelled = Of("No", "no", "maybe", "later");
    private static readonly TableModel Codes = Of("12", "14", "12a", "7");
    private static readonly TableModel Truths = Of("true", "false", "unknown");

    [Theory]
    [InlineData("No")]
    [InlineData("no")]
    [InlineData("yes")]
    public void Predict_WordOfYesAndNo_IsTheSameAloneAndAmongOthers(string word)
    {
        double alone = Spelled.Predict(Read($"code,x\n{word},1\n")).Values[0];

        Spelled.Predict(Read($"code,x\n{word},1\nmaybe,1\n")).Values[0].Should().Be(alone);
        Spelled.Predict(Read($"code,x\n{word},1\nNo,1\nno,1\n")).Values[0].Should().Be(alone);
        Spelled.Predict(new Dictionary<string, object?> { ["code"] = word, ["x"] = 1 }).Values[0].Should().Be(alone);
    }

    [Fact]
    public void Predict_SpellingThatTrainingHadNot_IsFlaggedAsItIsSpelled() =>
        Spelled.Predict(Read("code,x\nNO,1\nno,1\n")).Flags.Should().Equal(new CellFlag(0, "code", CellFlagKind.UnseenCategory, "NO"));

    [Theory]
    [InlineData("12")]
    [InlineData("7")]
    [InlineData("99")]
    public void Predict_DigitsAmongCodes_AreTheCategoriesThatTheyName(string code)
    {
        double among = Codes.Predict(Read($"code,x\n{code},1\n12a,1\n")).Values[0];

        TablePrediction alone = Codes.Predict(Read($"code,x\n{code},1\n"));
        alone.Values.Should().Equal(among);
        alone.FlaggedRowCount.Should().Be(code == "99" ? 1 : 0);
        Codes.Predict(Table.From([new { code = int.Parse(code, System.Globalization.CultureInfo.InvariantCulture), x = 1 }])).Values.Should().Equal(among);
        Codes.Predict(new Dictionary<string, object?> { ["code"] = double.Parse(code, System.Globalization.CultureInfo.InvariantCulture), ["x"] = 1 }).Values.Should().Equal(among);
    }

    [Fact]
    public void Predict_NumberThatIsSpelledOtherwise_IsTheOnlyCategoryOfThatNumber() =>
        Of("1.50", "2", "open").Predict(Read("code,x\n1.50,1\n2,1\n")).Flags.Should().BeEmpty();

    [Theory]
    [InlineData(true, "true")]
    [InlineData(false, "false")]
    public void Predict_BoolOfACategory_IsTrueOrFalse(bool cell, string word)
    {
        double expected = Truths.Predict(Read($"code,x\n{word},1\nunknown,1\n")).Values[0];

        Truths.Predict(new Dictionary<string, object?> { ["code"] = cell, ["x"] = 1 }).Values.Should().Equal(expected);
        Truths.NewRecord().Set("code", cell).Set("x", 1).Predict().Should().Be(expected);
        Truths.Predict(Table.From([new { code = cell, x = 1 }])).Values.Should().Equal(expected);
    }

    [Fact]
    public void Predict_BoolThatNoCategoryIs_IsRefused()
    {
        Codes.NewRecord().Invoking(own => own.Set("code", true)).Should().Throw<ArgumentException>().WithMessage("*'code' holds categories*");
        Codes.Invoking(own => own.Predict(Table.From([new { code = true, x = 1 }]))).Should().Throw<ArgumentException>().WithMessage("*'code'*");
    }

    private static TableModel Of(params string[] codes) => Sales.Small().FitTable(
        Read("code,x,price\n" + string.Concat(Enumerable.Range(0, 90).Select(i => $"{codes[i % codes.Length]},{i % 7},{(10 * (i % codes.Length)) + (i % 7)}\n"))), "price");

    private static Table Read(string text) => Table.ReadCsv(new StringReader(text));
}
