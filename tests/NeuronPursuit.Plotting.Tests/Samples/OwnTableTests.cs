using System.Globalization;
using System.Text;
using OwnTable;

namespace NeuronPursuit.Plotting.Tests.Samples;

public class OwnTableTests
{
    [Fact]
    public void Run_NumbersTextAndMissingCells_LeavesAModelThatPredictsTheSame()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, Rows(90, classes: false));

        (int code, string output, string errors) = Run(path, "--target", "price", "--out", folder.File("out"));

        errors.Should().BeEmpty();
        code.Should().Be(0);
        output.Should().Contain("90 rows, 72 to train on, 18 for the test")
            .And.Contain("note: Column 'id' has 72 different cells")
            .And.Contain("the number 'price' from 3 columns, 6 inputs")
            .And.Contain("the same, bit for bit")
            .And.MatchRegex(@"after +\d+ growths: held-out error")
            .And.MatchRegex(@"\n  size +\d");
        RSquared(output).Should().BeGreaterThan(0.8);
        Directory.GetFiles(folder.File("out")).Select(Path.GetFileName)
            .Should().BeEquivalentTo("model.json", "network.png", "errors.png", "report.html");
        TableModel.Load(Path.Combine(folder.File("out"), "model.json")).InputNames.Should().Contain("colour=dark, red").And.Contain("colour=(missing)");
        File.ReadAllText(Path.Combine(folder.File("out"), "report.html")).Should().Contain("<h1>table: price</h1>");
    }

    [Fact]
    public void Run_TargetOfText_FitsClasses()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, Rows(90, classes: true));

        (int code, string output, string errors) = Run(path, "--target", "price", "--without", "id", "--out", folder.File("out"));

        errors.Should().BeEmpty();
        code.Should().Be(0);
        output.Should().Contain("the class 'price' (cheap, dear)").And.Contain("the same, bit for bit").And.Contain("always '");
        TableModel.Load(Path.Combine(folder.File("out"), "model.json")).Classes.Should().Equal("cheap", "dear");
    }

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("0", "-0.0")]
    [InlineData("2", "2e0")]
    public void Run_NumbersAsClasses_AreOneClassHoweverTheyAreWritten(string one, string same)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "a;b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7};{(i % 7 > 3 ? 5 : i % 2 == 0 ? one : same)}\n")));

        (int code, string output, _) = Run(path, "--target", "b", "--classes", "--out", folder.File("out"));

        code.Should().Be(0);
        output.Should().Contain("on the test: 12 rows: accuracy 1.000");
        TableModel.Load(Path.Combine(folder.File("out"), "model.json")).Classes
            .Should().BeEquivalentTo(double.Parse(one, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), "5");
    }

    [Theory]
    [InlineData("", "price", "is empty: it needs a line of column names")]
    [InlineData("size,price\n", "price", "has a line of column names and no rows")]
    [InlineData("size,price\n1,2\n3,4,5\n", "price", "Line 3 has 3 cells, but there are 2 columns")]
    [InlineData("size,price\n1,2\n", "weight", "There is no column 'weight'. The columns are size, price")]
    [InlineData("size,price\n1,2\n", "price", "The table has 1 rows; at least 20")]
    public void Run_BadTable_SaysWhatIsWrong(string text, string target, string message)
    {
        using var folder = new TemporaryFolder();

        (int code, _, string errors) = Run(Write(folder, text), "--target", target, "--out", folder.File("out"));

        code.Should().Be(1);
        errors.Should().MatchRegex(message);
        Directory.Exists(folder.File("out")).Should().BeFalse("nothing is written before the table is understood");
    }

    [Theory]
    [InlineData("name", "price", "No column is left to learn 'price' from. Column 'name' has \\d+ different cells")]
    [InlineData("price", "name", "The target 'name' has 48 classes in 48 rows")]
    public void Run_ColumnsOfNoUse_SaysWhatIsWrong(string kept, string target, string message)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "name,price\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"n{i},{i * 7 % 61}\n")));

        (int code, _, string errors) = Run([path, "--target", target, "--out", folder.File("out")]);

        kept.Should().NotBe(target);
        code.Should().Be(1);
        errors.Should().MatchRegex(message);
    }

    [Theory]
    [InlineData("--target is missing", "my.csv")]
    [InlineData("The table is missing", "--target", "a")]
    [InlineData("--out needs a value", "my.csv", "--target", "a", "--out")]
    [InlineData("'--colour' is not understood", "--colour")]
    [InlineData("Could not find file .*no-such.csv", "no-such.csv", "--target", "a")]
    public void Run_BadArguments_SaysWhatIsWrong(string message, params string[] arguments)
    {
        (int code, string output, string errors) = Run(arguments);

        code.Should().Be(1);
        output.Should().BeEmpty();
        errors.Should().MatchRegex(message);
    }

    [Fact]
    [Trait("Category", "Slow")]
    public void Run_Concrete_ExplainsNineTenths()
    {
        using var folder = new TemporaryFolder();

        // What a run without arguments takes, but for the folder.
        (int code, string output, _) = Run(
            Path.Combine(AppContext.BaseDirectory, "data", "concrete.csv"), "--target", "target", "--without", "fold", "--out", folder.File("out"));

        code.Should().Be(0);
        RSquared(output).Should().BeGreaterThan(0.9);
    }

    [Fact]
    public void Parse_NoArguments_IsTheTableThatComesWithTheSample() =>
        File.Exists(Arguments.Parse([]).File).Should().BeTrue();

    [Fact]
    public void Run_TableOfR_LeavesTheNamesOfItsRowsOut()
    {
        using var folder = new TemporaryFolder();

        // write.table(x): blanks, quotes, and one name fewer than cells.
        string path = Write(
            folder,
            "\"size\" \"price\"\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"\"row {i}\" {i % 9} {2 * (i % 9)}\n")));

        (int code, string output, string errors) = Run(path, "--target", "price", "--out", folder.File("out"));

        errors.Should().BeEmpty();
        code.Should().Be(0);
        output.Should().Contain("from 1 columns, 1 inputs").And.Contain("note: lines have one cell more than there are names");
        RSquared(output).Should().BeGreaterThan(0.99);
    }

    private static (int Code, string Output, string Errors) Run(params string[] arguments)
    {
        var output = new StringWriter();
        var errors = new StringWriter();
        int code = Application.Run(arguments, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    private static double RSquared(string output) => double.Parse(
        System.Text.RegularExpressions.Regex.Match(output, @"R2 (-?[0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);

    private static string Write(TemporaryFolder folder, string text)
    {
        string path = folder.File("table.csv");
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A number with gaps, a number in another scale, a text with a comma and gaps, and what follows from them.</summary>
    private static string Rows(int count, bool classes)
    {
        var random = new Random(4);
        var text = new StringBuilder("id,size,height,colour,price\n");
        for (int row = 0; row < count; row++)
        {
            double size = random.Next(1, 100);
            double height = 1000 * random.NextDouble();
            string[] colours = ["blue", "\"dark, red\"", "green", ""];
            int colour = random.Next(colours.Length);
            double price = size + (0.05 * height) + (colour == 1 ? 40 : 0);
            string first = row % 15 == 3 ? "NA" : size.ToString(CultureInfo.InvariantCulture);
            string last = classes ? (price > 80 ? "dear" : "cheap") : price.ToString("0.##", CultureInfo.InvariantCulture);
            text.Append(CultureInfo.InvariantCulture, $"r{row},{first},{height:0.#},{colours[colour]},{last}\n");
        }

        return text.ToString();
    }
}
