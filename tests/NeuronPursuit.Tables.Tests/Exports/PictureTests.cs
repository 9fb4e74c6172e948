using System.Globalization;
using System.Text;

namespace NeuronPursuit.Tables.Tests.Exports;

/// <summary>Plots and reports of a model of a table speak of its columns.</summary>
public class PictureTests
{
    private static readonly Table All = Sales.Of(400);
    private static readonly (Table Training, Table Test) Parts = All.Split(0.25, seed: 3);
    private static readonly TableModel Model = Sales.Small().FitTable(Parts.Training.Without("grade"), "price", new TableFitOptions
    {
        Units = new Dictionary<string, string> { ["price"] = "k€", ["area"] = "sqm" },
    });

    [Fact]
    public void PlotEffect_Category_HasABarEach()
    {
        PursuitPlot plot = Model.PlotEffect(Parts.Test, "city");
        ColumnEffect effect = Model.EffectOf(Parts.Test, "city");

        plot.Description.Should().StartWith("price by city: Bonn ").And.Contain(Text(effect.Points[2].Mean));
        plot.GetSvgXml().Should().Contain("Bonn").And.Contain("Köln").And.Contain("Ulm").And.Contain("price [k€]");
    }

    [Fact]
    public void PlotEffect_NumberAndDate_HaveTheMeanOverCurves()
    {
        ColumnEffect effect = Model.EffectOf(Parts.Test, "area");

        Model.PlotEffect(Parts.Test, "area").Description.Should()
            .Contain($"from {Text(effect.Points[0].Mean)} at {effect.Points[0].Text} to {Text(effect.Points[^1].Mean)}").And.Contain("over 100 rows, and the curves of 60");
        Model.PlotEffect(Parts.Test, "area").GetSvgXml().Should().Contain("area [sqm]");
        Model.PlotEffect(Parts.Test, "sold").GetSvgXml().Should().Contain("2022-0", "dates are marks");
    }

    [Fact]
    public void PlotEffect_ManyCategories_SaysHowManyOfThemAreShown()
    {
        var random = new Random(6);
        var table = Table.From(Enumerable.Range(0, 600).Select(i => random.Next(60)).Select(shop => new { shop = $"s{shop:00}", x = random.NextDouble(), y = shop + random.NextDouble() }));

        PursuitPlot plot = Sales.Small().FitTable(table, "y").PlotEffect(table, "shop");

        plot.GetSvgXml().Should().Contain("30 of 60 categories");
    }

    [Fact]
    public void PlotEffect_Class_IsItsProbability()
    {
        TableModel grades = Sales.Small().FitTable(Parts.Training.Without("price"), "grade");

        grades.PlotEffect(Parts.Test, "city", "high").GetSvgXml().Should().Contain("probability of high");
        grades.Invoking(own => own.PlotEffect(Parts.Test, "city", "huge")).Should().Throw<ArgumentException>().WithMessage("*'huge'*");
        grades.Invoking(own => own.PlotEffect(Parts.Test, "price")).Should().Throw<ArgumentException>().WithMessage("*'price'*");
    }

    [Fact]
    public void PlotImportances_Columns_AreBarsInTheirOrder()
    {
        PursuitPlot plot = Model.PlotImportances(Parts.Test);

        IReadOnlyList<ColumnImportance> importances = Model.Importances(Parts.Test);
        plot.Description.Should().Be($"What matters for price: {string.Join(", ", importances.Select(one => $"{one.Column} {Text(one.Increase)}"))}.");
    }

    [Fact]
    public void SaveReport_Numbers_SpeaksOfColumns()
    {
        string page = Page(Model, Parts.Test);

        page.Should().Contain("price [k\u20ac]").And.Contain("area [sqm]").And.Contain("The table").And.Contain("a column per category").And.Contain("What single columns do");
        page.Should().Contain("alt=\"What matters for price: area").And.Contain("alt=\"price by city: Bonn").And.Contain("alt=\"price by sold: from");
        page.Should().Contain($"<dd>{Parts.Test.RowCount}</dd>");
    }

    [Fact]
    public void SaveReport_WithoutRows_HasTheTableAndTheWeights()
    {
        string page = Page(Model, null);

        page.Should().Contain("What becomes of it".ToLowerInvariant()).And.Contain("city=Bonn").And.NotContain("What single columns do");
    }

    [Fact]
    public void SaveReport_YesAndNo_LooksAtYesAndTellsFindings()
    {
        string rows = string.Concat(Enumerable.Range(0, 300).Select(i => string.Create(CultureInfo.InvariantCulture, $"{i * 7 % 101},{i % 9},EUR,{((i * 7 % 101) + (i % 5) > 95 ? "ja" : "nein")}\n")));
        Table table = Table.ReadCsv(new StringReader($"x,z,currency,ok\n{rows}"));
        TableModel model = Sales.Small().FitTable(table, "ok");

        string page = Page(model, table);

        page.Should().Contain("ROC-AUC of ja").And.NotContain("ROC-AUC of nein");
        page.Should().Contain("What was odd about the table").And.Contain("&#39;currency&#39; is &#39;EUR&#39; in every row");
    }

    [Fact]
    public void SaveReport_NamesOfTheCaller_AreRefused() =>
        FluentActions.Invoking(() => Model.SaveReport(new MemoryStream(), null, new ReportOptions { ColumnNames = Model.InputNames }))
            .Should().Throw<ArgumentException>().WithMessage("*names of its table*");

    [Fact]
    public void TargetLabels_AreThoseOfTraining()
    {
        TableModel model = Sales.Small().FitTable(Parts.Training.Without("price"), "garden");

        model.TargetLabels(Table.ReadCsv(new StringReader("garden\nja\nNein\n"))).Should().Equal("yes", "no");
        model.Invoking(own => own.TargetLabels(Table.ReadCsv(new StringReader("garden,a\nja,1\n?,2\n")))).Should().Throw<ArgumentException>().WithMessage("*row 1*");
        Model.Invoking(own => own.TargetLabels(Parts.Test)).Should().Throw<InvalidOperationException>();
    }

    private static string Page(TableModel model, Table? rows)
    {
        var stream = new MemoryStream();
        model.SaveReport(stream, rows);
        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Text(double value) => value.ToString("g4", CultureInfo.InvariantCulture);
}
