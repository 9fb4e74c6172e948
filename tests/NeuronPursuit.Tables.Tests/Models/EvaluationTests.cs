using System.Globalization;

namespace NeuronPursuit.Tables.Tests.Models;

public class EvaluationTests
{
    private static readonly Table All = Sales.Of(400);
    private static readonly (Table Training, Table Test) Parts = All.Split(0.25, seed: 3);

    [Fact]
    public void Split_Rows_AreInOnePartEach()
    {
        Parts.Test.RowCount.Should().Be(100);
        Parts.Training.RowCount.Should().Be(300);
        Parts.Test.Numbers("price").Concat(Parts.Training.Numbers("price")).Order().Should().Equal(All.Numbers("price").Order());
    }

    [Fact]
    public void Split_ByClasses_GivesEachItsShare()
    {
        Table table = Table.FromColumns(("x", Enumerable.Range(0, 103)), ("c", Enumerable.Range(0, 103).Select(i => i < 83 ? "often" : i < 98 ? "some" : "rare")));

        (Table training, Table test) = table.Split(0.2, seed: 5, classes: "c");

        test.Texts("c").GroupBy(text => text).Select(group => group.Count()).Order().Should().Equal(1, 4, 16);
        training.RowCount.Should().Be(82);
        table.Invoking(own => own.Split(classes: "x")).Should().Throw<ArgumentException>().WithMessage("*'x' holds Number*");
    }

    [Fact]
    public void Evaluate_Numbers_AreThoseOfRegressionErrors()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("grade"), "price");

        TableEvaluation evaluation = model.Evaluate(Parts.Test);

        evaluation.Regression.Should().Be(RegressionErrors.Of(model.Predict(Parts.Test).Values, Parts.Test.Numbers("price")));
        evaluation.Regression!.RSquared.Should().BeGreaterThan(0.9);
        evaluation.Classification.Should().BeNull();
        evaluation.IntervalCoverage.Should().BeNull();
    }

    [Fact]
    public void Evaluation_CoverageOfWeightedRows_CountsWeights()
    {
        var target = new ColumnSchema("y", ColumnKind.Number, ColumnRole.Target);
        var prediction = new TablePrediction("y", [1, 2, 3], [(0, 2), (0, 1), (2, 4)], 0.9, []);
        var known = new NumberColumn("y", [1, 2, 3]);

        TableEvaluation.Of(target, known, prediction, null).IntervalCoverage.Should().BeApproximately(2.0 / 3, 1e-15);
        TableEvaluation.Of(target, known, prediction, [1, 8, 1]).IntervalCoverage.Should().BeApproximately(0.2, 1e-15);
    }

    [Fact]
    public void ToString_OfAnotherCulture_IsInvariant()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = CultureInfo.GetCultureInfo("de-DE");
            new TableEvaluation(3, RegressionErrors.Of([1, 2, 3.5], [1, 2, 3]), null, 0.905, 0).ToString().Should().EndWith("intervals hold 90.5 %");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Evaluate_Classes_AreThoseOfClassificationErrors()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("price"), "grade");
        string?[] grades = Parts.Test.Texts("grade");

        TableEvaluation evaluation = model.Evaluate(Parts.Test);

        evaluation.Classification!.LogLoss.Should().Be(model.Classifier.Evaluate(model.Encode(Parts.Test), grades!).LogLoss);
        evaluation.Classification.Accuracy.Should().Be(model.Predict(Parts.Test).Labels.Zip(grades).Average(pair => pair.First == pair.Second ? 1.0 : 0));
        FluentActions.Invoking(() => model.Evaluate(Table.ReadCsv(new StringReader("area,city,garden,sold,grade\n80,Bonn,no,2023-01-01,huge\n81,Ulm,no,2023-01-01,low\n"))))
            .Should().Throw<ArgumentException>().WithMessage("*'huge' in row 0*high, low, middle*");
    }

    [Fact]
    public void Evaluate_YesAndNoWhoseOrdinalOrderIsTheOther_AreNotSwapped()
    {
        var random = new Random(7);
        string rows = string.Concat(Enumerable.Range(0, 200).Select(_ => random.Next(100)).Select(x => $"{x},{random.Next(9)},{(x > 50 ? "Ja" : "Nein")}\n"));
        Table table = Table.ReadCsv(new StringReader($"x,z,ok\n{rows}"));

        TableModel model = Sales.Small().FitTable(table, "ok");

        model.Classes.Should().Equal("Nein", "Ja");
        model.Classifier.Labels.Should().Equal("Ja", "Nein");
        model.Evaluate(table).Classification!.Accuracy.Should().BeGreaterThan(0.95);
    }

    [Theory]
    [InlineData("ja", "nein")]
    [InlineData("YES", "no")]
    [InlineData("ja", "nee")]
    [InlineData("Y", "N")]
    [InlineData("true", "false")]
    public void Evaluate_YesAndNo_HaveYesAsThePositiveClass(string yes, string no)
    {
        var random = new Random(9);
        string rows = string.Concat(Enumerable.Range(0, 300).Select(_ => random.Next(100)).Select(x => $"{x},{random.Next(9)},{(x + random.Next(20) > 90 ? yes : no)}\n"));
        Table table = Table.ReadCsv(new StringReader($"x,z,ok\n{rows}"));
        int positives = table.Texts("ok").Count(text => text == yes);

        TableModel model = Sales.Small().FitTable(table, "ok");
        TablePrediction prediction = model.Predict(table);
        TableRecord record = model.NewRecord().Set("x", table.Numbers("x")[0]).Set("z", table.Numbers("z")[0]);

        model.Classes.Should().Equal(no, yes);
        model.Evaluate(table).Classification!.Binary!.Confusion[1].Sum().Should().Be(positives);
        model.Evaluate(table).Classification!.Binary!.RocAuc.Should().BeGreaterThan(0.8);
        prediction.Labels.Should().Equal(Enumerable.Range(0, 300).Select(row => prediction.Probabilities[row, 1] > prediction.Probabilities[row, 0] ? yes : no));
        model.EffectOf(table, "x").Points[^1].Mean.Should().BeGreaterThan(model.EffectOf(table, "x").Points[0].Mean);
        record.PredictProbabilities().ToArray().Should().Equal(prediction.Probabilities[0, 0], prediction.Probabilities[0, 1]);
        Sales.Small().CrossValidateTable(table, "ok", 2).Evaluation.Classification!.Binary!.RocAuc.Should().BeGreaterThan(0.8);
    }

    [Fact]
    public void CrossValidateTable_Numbers_JudgesEveryRowOnceByModelsThatHadNotSeenIt()
    {
        TableCrossValidation result = Sales.Small().CrossValidateTable(All.Without("grade"), "price", folds: 4);

        result.Folds.SelectMany(fold => fold.TestRows).Order().Should().Equal(Enumerable.Range(0, 400));
        result.Folds.Should().AllSatisfy(fold => fold.Model.Schema.RowCount.Should().Be(300));
        result.Evaluation.Regression!.RSquared.Should().BeGreaterThan(0.9);
        result.Evaluation.RowCount.Should().Be(400);
    }

    [Fact]
    public void CrossValidateTable_ClassesByGroups_KeepGroupsTogether()
    {
        var random = new Random(8);
        var table = Table.From(Enumerable.Range(0, 240).Select(i => (Who: i % 24, X: random.Next(100))).Select(row => new { who = "p" + row.Who, x = row.X, z = random.NextDouble(), ok = row.X > 50 ? "good" : "bad" }));

        TableCrossValidation result = Sales.Small().CrossValidateTable(table, "ok", folds: 3, new TableFitOptions { Group = "who" });

        string?[] who = table.Texts("who");
        result.Folds.SelectMany(fold => fold.TestRows.Select(row => (Group: who[row], Fold: fold))).Distinct().Select(pair => pair.Group).Should().OnlyHaveUniqueItems();
        result.Folds[0].Model.InputNames.Should().Equal("x", "z");
        result.Evaluation.Classification!.Accuracy.Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void CrossValidateTable_InTime_JudgesByEarlierRows()
    {
        Table table = All.Without("grade");
        DateTime?[] sold = table.Dates("sold");

        TableCrossValidation result = Sales.Small().CrossValidateTable(table, "price", folds: 2, new TableFitOptions { Time = "sold" });

        result.Folds.Should().HaveCount(2);
        result.Folds[0].TestRows.Max(row => sold[row]).Should().BeBefore(result.Folds[1].TestRows.Min(row => sold[row])!.Value);
        result.Folds[0].Model.Schema.Columns.Single(column => column.Name == "sold").Maximum
            .Should().BeLessThan(Alignment.DaysOf(result.Folds[0].TestRows.Min(row => sold[row])!.Value.Ticks));
    }

    [Fact]
    public void Intervals_OfABag_AreHeldOnNewRows()
    {
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(6).WithValidation(0.25, 3)
            .FitTable(Parts.Training.Without("grade"), "price");

        TablePrediction prediction = model.Predict(Parts.Test, 0.8);

        prediction.HasIntervals.Should().BeTrue();
        prediction.Coverage.Should().Be(0.8);
        prediction.Lower.Zip(prediction.Upper, prediction.Values).Should().OnlyContain(row => row.First <= row.Third && row.Third <= row.Second);
        model.Evaluate(Parts.Test).IntervalCoverage.Should().BeInRange(0.7, 1);
        model.Predict(Parts.Test, 0).HasIntervals.Should().BeFalse();
        FluentActions.Invoking(() => model.Predict(Parts.Test, 1.5)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Fact]
    public void Intervals_OfFewHeldOutRows_AreThereForALowerCoverageOnly()
    {
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithDepth(2).WithMaxIterations(3).WithValidation(0.2, 3)
            .FitTable(Parts.Training.SelectRows(Enumerable.Range(0, 50)).Without("grade"), "price");

        model.Predict(Parts.Test).HasIntervals.Should().BeFalse("ten rows do not bound nine in ten");
        model.Predict(Parts.Test, 0.5).HasIntervals.Should().BeTrue();
        FluentActions.Invoking(() => model.Predict(Parts.Test, 0.9)).Should().Throw<ArgumentOutOfRangeException>().WithMessage("*held-out samples*");
        model.Evaluate(Parts.Test).IntervalCoverage.Should().BeNull();
    }

    [Fact]
    public void Importances_Columns_AreJudgedAsAWhole()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("grade"), "price");

        IReadOnlyList<ColumnImportance> importances = model.Importances(Parts.Test);

        importances.Select(importance => importance.Column).Should().BeEquivalentTo("area", "city", "garden", "sold");
        importances[0].Column.Should().Be("area");
        importances[0].Increase.Should().BeGreaterThan(importances[1].Increase).And.BeGreaterThan(50);
        model.Importances(Parts.Test).Should().Equal(importances);
    }

    [Fact]
    public void EffectOf_NumberAndCategory_TellWhatTheTargetDoes()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("grade"), "price");

        ColumnEffect area = model.EffectOf(Parts.Test, "area", points: 5);
        ColumnEffect city = model.EffectOf(Parts.Test, "city");

        area.Points.Should().HaveCount(5).And.BeInAscendingOrder(point => point.Mean);
        area.Points[0].Rows.Should().HaveCount(100);
        ((area.Points[^1].Mean - area.Points[0].Mean) / (area.Points[^1].Value - area.Points[0].Value)).Should().BeApproximately(3, 0.3, "the price is three times the area");
        city.Points.Select(point => point.Text).Should().Equal("Bonn", "Köln", "Ulm");
        city.Points.Should().BeInAscendingOrder(point => point.Mean);
        model.Invoking(own => own.EffectOf(Parts.Test, "grade")).Should().Throw<ArgumentException>().WithMessage("*'grade'*");
    }

    [Fact]
    public void EffectOf_Classes_IsTheProbabilityOfOne()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("price"), "grade");

        ColumnEffect effect = model.EffectOf(Parts.Test, "area", label: "high");

        effect.Class.Should().Be("high");
        effect.Points[^1].Mean.Should().BeGreaterThan(effect.Points[0].Mean);
        effect.Points.Should().OnlyContain(point => point.Mean >= 0 && point.Mean <= 1);
    }

    [Fact]
    public void ToFormula_Names_AreThoseOfColumnsAndTarget()
    {
        string formula = Sales.Small().FitTable(Parts.Training.Without("grade", "city", "sold"), "price", new TableFitOptions { Units = new Dictionary<string, string> { ["price"] = "k€" } }).ToFormula();

        formula.Should().Contain("area").And.Contain("garden").And.Contain("price [k€]");
    }
}
