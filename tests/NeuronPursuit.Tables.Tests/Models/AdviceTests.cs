namespace NeuronPursuit.Tables.Tests.Models;

/// <summary>Messages say what is true of what was asked.</summary>
public class AdviceTests
{
    [Fact]
    public void EffectOf_ClassOfARegression_IsRefusedAsSuch()
    {
        Table table = Sales.Of().Without("grade");

        Sales.Small().FitTable(table, "price").Invoking(own => own.EffectOf(table, "area", label: "A"))
            .Should().Throw<ArgumentException>().WithMessage("There is no class 'A': the model predicts numbers.*");
        Table classes = Sales.Of().Without("price");
        Sales.Small().FitTable(classes, "grade").Invoking(own => own.EffectOf(classes, "area", label: "hig"))
            .Should().Throw<ArgumentException>().WithMessage("*Is 'high' meant? The classes are high, low, middle.*");
    }

    [Theory]
    [InlineData("Fläche", "Flaeche")]
    [InlineData("Strasse", "Straße")]
    [InlineData("Groesse", "größe")]
    public void Column_WrittenWithoutUmlauts_IsOffered(string asked, string there) =>
        Table.FromColumns((there, new[] { 1, 2 })).Invoking(own => own.Numbers(asked)).Should().Throw<ArgumentException>().WithMessage($"*Is '{there}' meant?*");

    [Fact]
    public void RecipeChoice_Text_HasItsSettings() =>
        new RecipeChoice("Fast", RecipeReason.Settings) { Settings = ["WithMaxIterations", "WithOptimizer"] }.ToString().Should().Contain("Settings = [WithMaxIterations, WithOptimizer]");

    [Fact]
    public void CrossValidateTable_FirstBlockOfOneClass_NamesTheFold()
    {
        Table table = Table.FromColumns(
            ("t", Enumerable.Range(0, 60)), ("x", Enumerable.Range(0, 60).Select(i => i * 7 % 31)), ("y", Enumerable.Range(0, 60).Select(i => i < 30 ? "a" : i % 2 == 0 ? "a" : "b")));

        FluentActions.Invoking(() => Sales.Small().CrossValidateTable(table, "y", 3, new TableFitOptions { Time = "t" }))
            .Should().Throw<ArgumentException>().WithMessage("The * training rows of fold 1 of 3 cannot be learned from: *'a' wherever it is known*");
    }

    [Fact]
    public void CrossValidateTable_FewerGroupsThanFolds_NamesTheColumn()
    {
        Table table = Table.FromColumns(
            ("who", Enumerable.Range(0, 60).Select(i => i % 2 == 0 ? "a" : "b")), ("x", Enumerable.Range(0, 60).Select(i => i * 7 % 31)), ("y", Enumerable.Range(0, 60).Select(i => i * 7 % 31)));

        FluentActions.Invoking(() => Sales.Small().CrossValidateTable(table, "y", 5, new TableFitOptions { Group = "who" }))
            .Should().Throw<ArgumentException>().WithMessage("*column 'who'*");
    }
}
