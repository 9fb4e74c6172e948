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

        (int code, string output, string errors) = Run(path, "--target", "price", "--without", "id", "--out", folder.File("out"));

        errors.Should().BeEmpty();
        code.Should().Be(0);
        output.Should().Contain("90 rows, 3 columns, 6 inputs; 72 rows to train on, 18 for the test")
            .And.Contain("predicting the number 'price'")
            .And.Contain("the same, bit for bit")
            .And.Contain("colour=dark, red").And.Contain("colour=(missing)")
            .And.MatchRegex(@"after +\d+ growths: held-out error");
        RSquared(output).Should().BeGreaterThan(0.8);
        Directory.GetFiles(folder.File("out")).Select(Path.GetFileName)
            .Should().BeEquivalentTo("model.json", "encoder.json", "network.png", "errors.png", "report.html");
        NeuronPursuitModel.Load(Path.Combine(folder.File("out"), "model.json")).InputCount.Should().Be(6);
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
        output.Should().Contain("predicting the class 'price'").And.Contain("probabilities are the same, bit for bit");
        NeuronPursuitClassifier<string>.Load(Path.Combine(folder.File("out"), "model.json")).Labels.Should().Equal("cheap", "dear");
    }

    [Fact]
    public void Run_NumbersAsClasses_FitsClasses()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "a;b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7};{(i % 7 > 3 ? 1 : 0)}\n")));

        (int code, string output, _) = Run(path, "--target", "b", "--classes", "--out", folder.File("out"));

        code.Should().Be(0);
        output.Should().Contain("predicting the class 'b'").And.Contain("right on the test rows: 100.0 %");
    }

    [Theory]
    [InlineData("", "price", "is empty: it needs a line of column names")]
    [InlineData("size,price\n", "price", "is empty: it needs a line of column names")]
    [InlineData("size,price\n1,2\n3,4,5\n", "price", "Line 3 has 3 cells, but the header has 2 columns")]
    [InlineData("size,price\n\n1,2\n3\n", "price", "Line 4 has 1 cells")]
    [InlineData("size,size\n1,2\n", "size", "does not name the columns: .*found 2 times")]
    [InlineData("size,price\n1,2\n", "weight", "There is no column 'weight'. The columns are: size, price")]
    [InlineData("size,price\n1,2\n3,NA\n4,\n", "price", "'price' is missing in 2 of 3 rows, first in line 3")]
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
    [InlineData("name", "price", "Column 'name' has 60 different values of text; at most 50 .* line 2, which has 'n0'")]
    [InlineData("price", "name", "The target 'name' has 60 different values in 60 rows, too many for classes .* such as 'n0'")]
    [InlineData("price", "one", "The target 'one' is '1' in every row")]
    public void Run_ColumnsOfNoUse_SaysWhatIsWrong(string kept, string target, string message)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "name,price,one\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"n{i},{i},1\n")));
        string[] without = [.. new[] { "name", "price", "one" }.Where(name => name != kept && name != target).SelectMany(name => new[] { "--without", name })];

        (int code, _, string errors) = Run([path, "--target", target, .. without, "--out", folder.File("out")]);

        code.Should().Be(1);
        errors.Should().MatchRegex(message);
    }

    [Fact]
    public void Run_DecimalCommas_AreNotReadAsThousands()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "size;price\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},5;{i}\n")));

        (int code, _, string errors) = Run(path, "--target", "price", "--out", folder.File("out"));

        code.Should().Be(1);
        errors.Should().Contain("line 2, which has '0,5' (numbers are written with a point)");
    }

    [Fact]
    public void Run_ManyNumbersAsClasses_SaysThatTheyAreNumbers()
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "size,price\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i},{i}\n")));

        (int code, _, string errors) = Run(path, "--target", "price", "--classes", "--out", folder.File("out"));

        code.Should().Be(1);
        errors.Should().Contain("too many for classes").And.Contain("Leave --classes out");
    }

    [Theory]
    [InlineData("--target is missing", "my.csv")]
    [InlineData("The table is missing", "--target", "a")]
    [InlineData("--out needs a value", "my.csv", "--target", "a", "--out")]
    [InlineData("'--colour' is not understood", "--colour")]
    [InlineData("There is no file .*no-such.csv", "no-such.csv", "--target", "a")]
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

    [Theory]
    [InlineData("1", "1.0")]
    [InlineData("0", "-0.0")]
    [InlineData("2", "2e0")]
    public void Run_NumberWrittenInTwoWays_IsOneClass(string one, string same)
    {
        using var folder = new TemporaryFolder();
        string path = Write(folder, "a;b\n" + string.Concat(Enumerable.Range(0, 60).Select(i => $"{i % 7};{(i % 7 > 3 ? 5 : i % 2 == 0 ? one : same)}\n")));

        (int code, string output, _) = Run(path, "--target", "b", "--classes", "--out", folder.File("out"));

        code.Should().Be(0);
        output.Should().Contain($"'{one}' and '{same}' are the same number, and so the same class").And.Contain("2 classes");
        NeuronPursuitClassifier<string>.Load(Path.Combine(folder.File("out"), "model.json")).Labels
            .Should().BeEquivalentTo(double.Parse(one, CultureInfo.InvariantCulture).ToString(CultureInfo.InvariantCulture), "5");
    }

    [Fact]
    public void Of_NumbersAmongTexts_StayAsTheyAreAndAreTold()
    {
        var notes = new List<string>();

        string[] classes = ClassNames.Of(["1", "1.0", "x", "1", "2"], areNumbers: false, notes);

        classes.Should().Equal("1", "1.0", "x", "1", "2");
        notes.Should().ContainSingle().Which.Should().Contain("'1' and '1.0' are the same number, but two classes");
    }

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
        output.Should().Contain("60 rows, 1 columns, 1 inputs").And.Contain("note: the first column has no name and only names the rows");
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
        System.Text.RegularExpressions.Regex.Match(output, @"R2 on the test rows: (-?[0-9.]+)").Groups[1].Value, CultureInfo.InvariantCulture);

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
