using System.Globalization;
using System.Text;

namespace NeuronPursuit.Tables.Tests;

/// <summary>From a messy file to a model that was judged, saved, loaded and asked: what a new user would do.</summary>
public class MessyFileTests
{
    private static readonly CultureInfo German = CultureInfo.GetCultureInfo("de-DE");

    [Fact]
    public void SemicolonsCommasMoneyAndManyTowns_BecomeAModel()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("verkauf.csv"), Sales(1200, new Random(1)), new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        (Table training, Table test) = Table.ReadCsv(folder.File("verkauf.csv")).Split();
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).FitTable(training, "Preis");
        TableEvaluation evaluation = model.Evaluate(test);
        model.Save(folder.File("preis.json"));
        TablePrediction again = TableModel.Load(folder.File("preis.json")).Predict(test);

        training.Names.Select(training.KindOf).Should().Equal(
            ColumnKind.Category, ColumnKind.Date, ColumnKind.Number, ColumnKind.Category, ColumnKind.YesNo, ColumnKind.Number, ColumnKind.Category, ColumnKind.Number);
        model.Findings.Select(finding => (finding.Column, finding.Kind)).Should().BeEquivalentTo(
            [("Kunden-Nr.", FindingKind.NamesRows), ("Währung", FindingKind.Constant), ("Ort", FindingKind.ManyCategories)]);
        evaluation.Regression!.RSquared.Should().BeGreaterThan(0.8);
        evaluation.IntervalCoverage.Should().BeInRange(0.8, 1);
        again.Values.Should().Equal(model.Predict(test).Values);
    }

    [Fact]
    public void CommasAmericanDatesAndCodes_BecomeAModelOfClasses()
    {
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File("churn.csv"), Churn(900, new Random(2)));

        (Table training, Table test) = Table.ReadCsv(folder.File("churn.csv")).Split();
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Tabular).WithEnsemble(1).FitTable(training, "churned");
        model.Save(folder.File("churn.json"));
        TablePrediction again = TableModel.Load(folder.File("churn.json")).Predict(test);

        training.Names.Should().Equal("id", "signup", "zip", "plan", "age", "spend", "country", "churned");
        model.Findings.Select(finding => (finding.Column, finding.Kind)).Should().BeEquivalentTo(
            [("id", FindingKind.NamesRows), ("zip", FindingKind.ManyCategories), ("country", FindingKind.Constant)]);
        model.Evaluate(test).Classification!.Binary!.RocAuc.Should().BeGreaterThan(0.75);
        again.Labels.Should().Equal(model.Predict(test).Labels).And.OnlyContain(label => label == "Yes" || label == "No");
    }

    [Theory]
    [InlineData("1,2,?,a,\n3,4,5,b,\n\n", 4, 2)]
    [InlineData("5.1,3.5,1.4,0.2,Iris-setosa\n4.9,3.0,1.4,0.2,Iris-setosa\n\n", 5, 2)]
    [InlineData("vhigh,vhigh,2,2,small,low,unacc\nlow,med,3,4,big,high,acc\n", 7, 2)]
    [InlineData("18.0   8   307.0      130.0  70  1\t\"chevrolet chevelle\"\n15.0   8   350.0      ?      70  1\t\"buick skylark 320\"\n", 7, 2)]
    [InlineData("  0.1 2.5  3\n -4.0 5.0 6  \n", 3, 2)]
    [InlineData("5.1,3.5,?\n4.9,3.0,1.4\n4.7,?,1.3\n\n\n", 3, 3)]
    [InlineData("age; workclass; income\n39; State-gov; <=50K\n50; ?; >50K\n", 3, 2)]
    [InlineData("1;2;\r\n3;4;\r\n", 2, 2)]
    [InlineData("id,name,x\n1,\"Braund, Mr. Owen\",7.25\n2,\"Cumings, Mrs. \"\"Flo\"\"\",71.2833\n", 3, 2)]
    public void FilesAsOfUci_AreReadRight(string text, int columns, int rows)
    {
        Table table = Table.ReadCsv(new StringReader(text));

        table.Names.Should().HaveCount(columns);
        table.RowCount.Should().Be(rows);
    }

    [Fact]
    public void FileAsOfUci_WithALineThatIsCut_IsRefusedByIt() =>
        FluentActions.Invoking(() => Table.ReadCsv(new StringReader("5.1,3.5,a\n4.9,3.0,b\n4.7,3.2\n\n")))
            .Should().Throw<InvalidDataException>().WithMessage("*Line 3 has 2 cells, but there are 3 columns (1 such line)*");

    private static string Sales(int rows, Random random)
    {
        double[] town = [.. Enumerable.Range(0, 300).Select(_ => 60_000 * random.NextDouble())];
        var text = new StringBuilder("Kunden-Nr.;Verkauft am;Wohnfläche (m²);Ort;Balkon;Rabatt;Währung;Preis\r\n");
        for (int row = 0; row < rows; row++)
        {
            (double area, int place, bool balcony, double rebate) = (25 + (150 * random.NextDouble()), random.Next(300), random.Next(3) == 0, random.Next(5) / 2.0);
            double price = ((2000 * area) + town[place] + (balcony ? 15_000 : 0)) * (1 - (rebate / 100)) + (5000 * random.NextDouble());
            text.Append(German, $"K{100_000 + (row * 7)};{new DateTime(2021, 1, 1).AddDays(random.Next(1200)):dd.MM.yyyy};{(random.Next(20) == 0 ? "-" : area.ToString("N1", German))};Ort {place:000};{(balcony ? "ja" : "nein")};{rebate:0.0} %;EUR;{price:N2} €\r\n");
        }

        return text.Append("\r\n").ToString();
    }

    private static string Churn(int rows, Random random)
    {
        var text = new StringBuilder("id,signup,zip,plan,age,spend,country,churned,\n");
        for (int row = 0; row < rows; row++)
        {
            (int plan, int age, double spend) = (random.Next(3), random.Next(18, 90), 2000 * random.NextDouble());
            bool churned = (0.08 * (50 - age)) + (plan == 0 ? 2 : 0) - (0.001 * spend) + (2 * (random.NextDouble() - 0.5)) > 0;
            text.Append(CultureInfo.InvariantCulture, $"{row + 1},{new DateTime(2023, 1, 1).AddDays(random.Next(500)):M/d/yyyy},{random.Next(1, 120):00000},{new[] { "free", "basic", "pro" }[plan]},{(random.Next(12) == 0 ? "NA" : age)},\"${spend:N2}\",US,{(churned ? "Yes" : "No")},\n");
        }

        return text.ToString();
    }
}
