namespace NeuronPursuit.Tables.Tests.Models;

public class PredictionTests
{
    private static readonly Table Training = Sales.Of().Without("grade");
    private static readonly TableModel Model = Sales.Small().FitTable(Training, "price");
    private static readonly TableModel Grades = Sales.Small().FitTable(Sales.Of().Without("price"), "grade");

    [Fact]
    public void Predict_ColumnsInAnyOrderAndFurtherOnes_AreFoundByName()
    {
        Table turned = Table.ReadCsv(new StringReader(Sales.Csv())).Rename("grade", "other");
        var swapped = new Table([.. turned.Columns.Reverse()]);

        Model.Predict(swapped).Values.Should().Equal(Model.Predict(Training).Values);
    }

    [Fact]
    public void Predict_MissingRenamedAndMistypedColumns_AreRefusedByName()
    {
        Table other = Training.Without("garden").Rename("area", "Area_").AsCategory("sold");
        Action predict = () => Model.Predict(other);

        predict.Should().Throw<ArgumentException>()
            .WithMessage("*Column 'area' (numbers) is missing. Is 'Area_' meant?*Column 'garden' (yes and no) is missing*");
        FluentActions.Invoking(() => Model.Predict(Training.Without("area").Rename("city", "area"))).Should().Throw<ArgumentException>()
            .WithMessage("*'area' has categories, such as * where training had numbers. They went from *'city'*");
        FluentActions.Invoking(() => Model.Predict(Training.Without("city").Rename("area", "city"))).Should().Throw<ArgumentException>()
            .WithMessage("*'city' has numbers*where training had categories. They were Bonn, Köln, Ulm.*");
    }

    [Fact]
    public void Predict_WhatTrainingHadNot_IsFlaggedByRowAndCounted()
    {
        Table table = Table.ReadCsv(new StringReader("city,area,garden,sold\nBonn,80,yes,2023-01-01\nParis,1e9,no,2023-01-01\nUlm,NA,no,2124-01-01\n"));

        TablePrediction prediction = Model.Predict(table);

        prediction.Flags.Should().Equal(
            new CellFlag(1, "area", CellFlagKind.OutOfRange, "1000000000"),
            new CellFlag(1, "city", CellFlagKind.UnseenCategory, "Paris"),
            new CellFlag(2, "area", CellFlagKind.NeverMissing, ""),
            new CellFlag(2, "sold", CellFlagKind.OutOfRange, "2124-01-01"));
        prediction.FlaggedRowCount.Should().Be(2);
        prediction.ToString().Should().Contain("city: 1 unseen categories, such as 'Paris'");
        prediction.Values.Should().OnlyContain(value => double.IsFinite(value));
    }

    [Fact]
    public void Predict_OtherSpellingsOfTheSame_AreTheSame()
    {
        Table one = Table.ReadCsv(new StringReader("area,city,garden,sold\n80,Bonn,yes,2023-05-06\n90,Ulm,no,2023-07-08\n"));
        Table other = Table.ReadCsv(new StringReader("Area;City;Garden;Sold\n80,0;Bonn;ja;6.5.2023\n90,0;Ulm;nein;8.7.2023\n"))
            .Rename("Area", "area").Rename("City", "city").Rename("Garden", "garden").Rename("Sold", "sold");

        Model.Predict(other).Values.Should().Equal(Model.Predict(one).Values);
    }

    [Theory]
    [InlineData("area,city,garden,sold\n80,Bonn,no,2023-05-06\nlarge,Ulm,no,2023-05-06\n", "*'area'*such as 'large'*")]
    [InlineData("area,city,garden,sold\n80,Bonn,no,2023-05-06\n81,Ulm,no,soon\n", "*'sold'*such as 'soon'*")]
    [InlineData("area,city,garden,sold\n80,Bonn,1,2023-05-06\n81,Ulm,7,2023-05-06\n", "*'garden'*such as '7'*")]
    public void Predict_ColumnThatDoesNotFit_ShowsTheCellThatDoesNot(string text, string message) =>
        Model.Invoking(own => own.Predict(Table.ReadCsv(new StringReader(text)))).Should().Throw<ArgumentException>().WithMessage(message);

    [Fact]
    public void Predict_AmbiguousDates_AreReadAsInTraining()
    {
        string rows = string.Concat(Enumerable.Range(0, 60).Select(i => $"{1 + (i % 28)}/{1 + (i % 12)}/2023,{i % 28}\n"));
        TableModel model = Sales.Small().FitTable(Table.ReadCsv(new StringReader($"d,y\n{rows}")), "y");

        Table ambiguous = Table.ReadCsv(new StringReader("d\n3/4/2023\n5/4/2023\n"));

        ambiguous.KindOf("d").Should().Be(ColumnKind.Text);
        model.Predict(ambiguous).Values.Should().Equal(model.Predict(ambiguous.AsDate("d", "d/M/yyyy")).Values);
    }

    [Fact]
    public void Prediction_OfNumbers_SaysThatThereAreNoLabels()
    {
        TablePrediction prediction = Model.Predict(Training);

        prediction.Invoking(own => own.Labels).Should().Throw<InvalidOperationException>().WithMessage("*'price' is a number*Values*");
        prediction.Invoking(own => own.Probabilities).Should().Throw<InvalidOperationException>();
        prediction.HasIntervals.Should().BeFalse();
        prediction.Invoking(own => own.Lower).Should().Throw<InvalidOperationException>().WithMessage("*held-out*");
        Model.Invoking(own => own.Classifier).Should().Throw<InvalidOperationException>().WithMessage("*AsCategory(\"price\")*");
    }

    [Fact]
    public void Prediction_OfClasses_HasLabelsAndProbabilitiesInTheirOrder()
    {
        TablePrediction prediction = Grades.Predict(Training);

        prediction.Classes.Should().Equal("high", "low", "middle");
        prediction.Labels.Should().HaveCount(200).And.OnlyContain(label => prediction.Classes.Contains(label));
        for (int row = 0; row < 200; row++)
        {
            double[] own = [.. Enumerable.Range(0, 3).Select(k => prediction.Probabilities[row, k])];
            own.Sum().Should().BeApproximately(1, 1e-9);
            prediction.Classes[Array.IndexOf(own, own.Max())].Should().Be(prediction.Labels[row]);
        }

        prediction.Invoking(own => own.Values).Should().Throw<InvalidOperationException>().WithMessage("*'grade' is a class (high, low, middle)*");
        prediction.Invoking(own => own.Upper).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Predict_YesAndNo_AreLabelsAsTheTrainingTableSpellsThem()
    {
        var random = new Random(2);
        string rows = string.Concat(Enumerable.Range(0, 80).Select(_ => random.Next(100)).Select(x => $"{x},{random.Next(9)},{(x > 40 ? "Y" : "N")}\n"));
        TableModel model = Sales.Small().FitTable(Table.ReadCsv(new StringReader($"x,z,ok\n{rows}")), "ok");

        model.Classes.Should().Equal("N", "Y");
        model.Predict(Table.ReadCsv(new StringReader("x,z\n90,1\n5,2\n"))).Labels.Should().Equal("Y", "N");
    }

    [Fact]
    public void Predict_CategoriesMadeOfNumbers_AreFoundInATableOfNumbers()
    {
        var table = Table.From(Enumerable.Range(0, 90).Select(i => new { grade = i % 3, x = i * 7 % 31, y = (i % 3 == 1 ? 50.0 : 0) + (i * 7 % 31) }));
        TableModel model = Sales.Small().FitTable(table.AsCategory("grade"), "y");

        model.InputNames.Should().Contain("grade=1");
        model.Predict(table).Values.Should().Equal(model.Predict(table.AsCategory("grade")).Values);
    }

    [Fact]
    public void Record_AndDictionary_PredictTheBitsOfTheTable()
    {
        TableRecord record = Model.NewRecord();
        double expected = Model.Predict(Training).Values[1];
        string?[] city = Training.Texts("city");

        record.Set("area", Training.Numbers("area")[1]).Set("city", city[1]).Set("garden", Training.Texts("garden")[1]).Set("sold", Training.Dates("sold")[1]!.Value);

        record.Predict().Should().Be(expected);
        Model.Predict(new Dictionary<string, object?>
        {
            ["sold"] = Training.Dates("sold")[1],
            ["garden"] = Training.Texts("garden")[1] == "yes",
            ["city"] = city[1],
            ["area"] = Training.Numbers("area")[1],
        }).Values.Should().Equal(expected);
        record.Set("city", "Paris").FlagOf("city").Should().Be(CellFlagKind.UnseenCategory);
        record.Invoking(own => own.Set("aria", 3)).Should().Throw<ArgumentException>().WithMessage("*'aria'*Is 'area' meant?*");
        record.Invoking(own => own.Set("area", "big")).Should().Throw<ArgumentException>().WithMessage("*'area' holds numbers*'big'*");
        record.Invoking(own => own.PredictLabel()).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Record_OfClasses_GivesTheLabelOfTheTable()
    {
        TableRecord record = Grades.NewRecord().Set("area", Training.Numbers("area")[5]).Set("city", Training.Texts("city")[5])
            .Set("garden", Training.Texts("garden")[5]).Set("sold", Training.Dates("sold")[5]!.Value);

        record.PredictLabel().Should().Be(Grades.Predict(Training).Labels[5]);
        record.PredictProbabilities().ToArray().Sum().Should().BeApproximately(1, 1e-9);
    }

    [Fact]
    public void Record_SettingAndPredicting_AllocatesNothing()
    {
        TableRecord record = Model.NewRecord();
        DateTime sold = new(2023, 5, 6);
        double sum = 0;
        for (int i = 0; i < 100; i++)
        {
            sum += record.Set("area", 50 + i).Set("city", "Bonn").Set("garden", true).Set("sold", sold).Predict();
        }

        long before = GC.GetAllocatedBytesForCurrentThread();
        for (int i = 0; i < 1000; i++)
        {
            sum += record.Set("area", 50 + i).Set("city", "Bonn").Set("garden", true).Set("sold", sold).Predict();
        }

        (GC.GetAllocatedBytesForCurrentThread() - before).Should().Be(0, "of {0}", sum);
    }

    [Fact]
    public void Predict_FromManyThreads_GivesTheSameBits()
    {
        double[] expected = Model.Predict(Training).Values;
        double[][] found = new double[8][];

        Parallel.For(0, found.Length, i => found[i] = Model.Predict(Training).Values);

        found.Should().AllSatisfy(values => values.Should().Equal(expected));
    }

    [Fact]
    public void Predict_MoreRowsThanABatch_EqualsPartByPart()
    {
        Table many = Training.SelectRows(Enumerable.Range(0, 20_000).Select(i => i * 7 % 200));

        double[] all = Model.Predict(many).Values;

        double[] once = Model.Predict(Training).Values;
        all.Should().Equal(Enumerable.Range(0, 20_000).Select(i => once[i * 7 % 200]));
    }
}
