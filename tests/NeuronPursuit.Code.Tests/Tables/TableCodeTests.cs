using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests.Tables;

/// <summary>Code of a table's model takes the columns as they are, and predicts what the model does.</summary>
public class TableCodeTests(ITestOutputHelper output)
{
    internal static readonly Lazy<TableModel> Numbers = new(() => Fit(PursuitRecipe.Fast, MessyTable.Price));

    internal static readonly Lazy<TableModel> Logarithm = new(() => Fit(PursuitRecipe.Fast, row => Math.Exp((double)MessyTable.Price(row) / 100), times: true, builder => builder.WithTargetTransform(TargetTransform.Log)));

    internal static readonly Lazy<TableModel> Classes = new(() => Fit(PursuitRecipe.Fast, MessyTable.Class));

    private static readonly Lazy<TableModel> YesAndNo = new(() => Fit(PursuitRecipe.Fast, row => (double)MessyTable.Price(row) > 260 ? "ja" : "nein"));

    internal static readonly Lazy<TableModel> Bag = new(() => Fit(PursuitRecipe.Tabular, MessyTable.Price, times: true));

    private static readonly Lazy<TableModel> WithValidation = new(() => Fit(PursuitRecipe.Fast, MessyTable.Price, change: builder => builder.WithValidation(0.2, 3)));

    public static TheoryData<CodeTarget> Targets => [.. Enum.GetValues<CodeTarget>()];

    private static TableModel Fit(PursuitRecipe recipe, Func<object?[], object?> target, bool times = false, Func<NeuronPursuitBuilder, NeuronPursuitBuilder>? change = null)
    {
        var builder = new NeuronPursuitBuilder().WithRecipe(recipe).WithMaxIterations(5).WithSeed(3);
        return (change?.Invoke(builder) ?? builder).FitTable(MessyTable.Of(MessyTable.Rows(500, 1, isTraining: true, times), ("price", target)), "price");
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_TableOfNumbers_PredictsAlike(CodeTarget target) => RequireAlike(target, Numbers.Value, hasTimes: false);

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_LogarithmOfTheTarget_PredictsAlike(CodeTarget target) => RequireAlike(target, Logarithm.Value, hasTimes: true);

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_TableOfClasses_PredictsAlike(CodeTarget target) => RequireAlike(target, Classes.Value, hasTimes: false);

    /// <summary>The model of a table has no before yes, whatever the order of their words, which is that of the classifier behind it.</summary>
    [Theory]
    [InlineData(CodeTarget.CSharp)]
    [InlineData(CodeTarget.Python)]
    [InlineData(CodeTarget.Sqlite)]
    public void ToCode_YesBeforeNoInOrder_GivesTheLabelsOfTheModel(CodeTarget target)
    {
        YesAndNo.Value.Classes.Should().Equal("nein", "ja");
        YesAndNo.Value.Classifier.Labels.Should().Equal("ja", "nein");
        RequireAlike(target, YesAndNo.Value, hasTimes: false);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Category", "Slow")]
    public void ToCode_BagOfATable_PredictsAlike(CodeTarget target) => RequireAlike(target, Bag.Value, hasTimes: true);

    /// <summary>What compilers make of products beside sums changes no bit, of dates and circles too.</summary>
    [Theory]
    [InlineData("-O0")]
    [InlineData("-O3 -march=native -ffp-contract=fast")]
    public void ToCode_CompilersOfC_PredictTheSameBits(string flags) => RequireAlike(CodeTarget.C, Logarithm.Value, hasTimes: true, flags.Split(' '));

    /// <summary>Yes and no are found in whatever type a column has.</summary>
    [Theory]
    [InlineData(CodeTarget.PostgreSql, "text", "'Yes'", true)]
    [InlineData(CodeTarget.PostgreSql, "integer", "0", false)]
    [InlineData(CodeTarget.PostgreSql, "double precision", "1", true)]
    [InlineData(CodeTarget.Sqlite, "TEXT", "'no'", false)]
    [InlineData(CodeTarget.Sqlite, "REAL", "1", true)]
    [InlineData(CodeTarget.DuckDb, "VARCHAR", "'true'", true)]
    [InlineData(CodeTarget.DuckDb, "DOUBLE", "0", false)]
    [InlineData(CodeTarget.MariaDb, "varchar(9)", "'YES'", true)]
    [InlineData(CodeTarget.MariaDb, "integer", "0", false)]
    [InlineData(CodeTarget.DuckDb, "VARCHAR", "'perhaps'", null)]
    [InlineData(CodeTarget.Sqlite, "TEXT", "' '", null)]
    public void ToCode_YesAndNoOfOtherTypes_AreRead(CodeTarget target, string type, string cell, bool? expected)
    {
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        object?[] row = [41.5, "Köln", expected, null, null];

        double found = TableEngines.Scalar(target, Numbers.Value.ToCode(target), [("double precision", "41.5"), ("varchar(40)", "'Köln'"), (type, cell), ("timestamp", "NULL"), ("varchar(40)", "''")]);

        found.Should().BeApproximately(Numbers.Value.Predict(MessyTable.Of([row])).Values[0], 1e-9);
    }

    /// <summary>A database may have other names for the columns.</summary>
    [Fact]
    public void ToCode_InputNames_RenameTheColumns()
    {
        string code = Numbers.Value.ToCode(CodeTarget.Sqlite, new CodeOptions { InputNames = ["amount", "city", "garden", "sold", "street"] });

        code.Should().Contain("t.\"street\"").And.NotContain("the `street`\"").And.Contain("CASE WHEN CAST(t.\"city\" AS TEXT) COLLATE BINARY = 'it''s' THEN");
    }

    [Fact]
    public void ToCode_WrongCountOfInputNames_IsRefused()
    {
        Action write = () => Numbers.Value.ToCode(CodeTarget.Python, new CodeOptions { InputNames = ["a", "b"] });

        write.Should().Throw<ArgumentException>().WithMessage("*takes 5 columns*one name for each*");
    }

    /// <summary>The header says what was learned from, how well, and by which version.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_Header_SaysWhereTheModelComesFrom(CodeTarget target)
    {
        TableSchema schema = Numbers.Value.Schema;

        string code = Numbers.Value.ToCode(target);

        code.Should().Contain($"Written by NeuronPursuit {schema.LibraryVersion}").And.Contain("Relative error ").And.Contain("It learned 'price' from 500 rows")
            .And.Contain($"Fingerprint of the table {schema.Fingerprint[..12]}");
    }

    /// <summary>The same model gives the same text, also after it was saved.</summary>
    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_LoadedModel_GivesTheSameText(CodeTarget target)
    {
        using var file = new MemoryStream();
        Numbers.Value.Save(file);
        file.Position = 0;

        TableModel.Load(file).ToCode(target).Should().Be(Numbers.Value.ToCode(target));
    }

    [Fact]
    public void ToCode_HeldOutError_IsInTheHeader() => WithValidation.Value.ToCode(CodeTarget.C).Should().MatchRegex(@"Relative error 0\.\d+ on held-out samples");

    /// <summary>A row without a column is an error that names it, not a row with a missing value.</summary>
    [Theory]
    [InlineData(CodeTarget.Python, "python3", "model.py", "import model; model.predict({'order': 1})", "a b")]
    [InlineData(CodeTarget.JavaScript, "node", "model.mjs", "import { predict } from './model.mjs'; predict({ order: 1 });", "no column \"a b\"")]
    public void ToCode_RowWithoutAColumn_IsRefused(CodeTarget target, string program, string module, string call, string message)
    {
        Assert.SkipUnless(Shell.Missing(program) is null, Shell.Missing(program) ?? "");
        using var folder = new TemporaryFolder();
        File.WriteAllText(folder.File(module), Numbers.Value.ToCode(target));
        string run = folder.File("run" + Path.GetExtension(module));
        File.WriteAllText(run, call);

        (int code, _, string errors) = Shell.TryRun(program, run);

        code.Should().NotBe(0);
        errors.Should().Contain(message);
    }

    /// <summary>Names that no language takes, or that become the same one, are members of their own in C# and C.</summary>
    [Fact]
    public void ToCode_NamesThatAreNoIdentifiers_AreMembersOfTheirOwn()
    {
        string[] names = ["a b", "a-b", "A B", "1st", "\u00a7\u00a7", "int", "Row", "to string"];
        var random = new Random(1);
        double[][] columns = [.. names.Select(_ => Enumerable.Range(0, 60).Select(_ => random.NextDouble()).ToArray())];
        double[] target = [.. Enumerable.Range(0, 60).Select(row => columns.Select((column, k) => (k + 1) * column[row]).Sum())];
        TableModel model = new NeuronPursuitBuilder().WithRecipe(PursuitRecipe.Fast).WithMaxIterations(2)
            .FitTable(Table.FromColumns([.. names.Select((name, k) => (name, (System.Collections.IEnumerable)columns[k])), ("y", target)]), "y");

        Type row = CSharpEngine.Compile([model.ToCode(CodeTarget.CSharp)]).GetType("PredictModel")!.GetNestedType("Row")!;

        row.GetProperties().Select(property => property.Name).Should().Equal("AB", "AB_2", "AB_3", "Column1st", "Column", "Int", "Row_2", "ToString_2");
        Assert.SkipUnless(Shell.Missing("gcc") is null, Shell.Missing("gcc") ?? "");
        using var folder = new TemporaryFolder();
        string code = model.ToCode(CodeTarget.C);
        CEngine.Compile(folder, [("names", code)], []);
        code.Should().Contain("double a_b_3;  /* A B */").And.Contain("double column1st;").And.Contain("double int_2;");
    }

    /// <summary>A date that is text in a spreadsheet is no number, and so it is missing.</summary>
    [Fact]
    public void ToCode_TextInADateCell_IsMissing()
    {
        ICodeEngine engine = ParityTests.EngineOf(CodeTarget.Spreadsheet);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        object?[][] rows = [[40.0, "Köln", true, "sometime", "street 3"]];

        TableEngines.Found found = TableEngines.Run(CodeTarget.Spreadsheet, Numbers.Value.ToCode(CodeTarget.Spreadsheet), rows, 0);

        found.Values[0, 0].Should().BeApproximately(Numbers.Value.Predict(MessyTable.Of([[40.0, "Köln", true, null, "street 3"]])).Values[0], 1e-7);
    }

    internal static double ToleranceOf(CodeTarget target) => target switch
    {
        CodeTarget.CSharp or CodeTarget.C => 0,
        CodeTarget.Python or CodeTarget.JavaScript => 1e-13,
        CodeTarget.Spreadsheet => 1e-9,
        _ => 1e-12,
    };

    private void RequireAlike(CodeTarget target, TableModel model, bool hasTimes, params string[] flags)
    {
        double difference = Difference(target, model, hasTimes, flags);
        output.WriteLine(FormattableString.Invariant($"{target}: largest difference {difference:e1}"));
        difference.Should().BeLessThanOrEqualTo(ToleranceOf(target));
    }

    /// <summary>The largest relative difference on rows with missing cells and unseen categories; labels must be those of the model.</summary>
    internal static double Difference(CodeTarget target, TableModel model, bool hasTimes, params string[] flags)
    {
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        object?[][] rows = [.. MessyTable.Rows(80, 2, isTraining: false, hasTimes), new object?[5]];
        Table table = MessyTable.Of(rows);

        TableEngines.Found found = TableEngines.Run(target, model.ToCode(target, new CodeOptions { Table = "the \"t\"; --" }), rows, model.Classes.Count, "the \"t\"; --", flags);

        if (model.IsClassifier)
        {
            found.Labels.Should().Equal(model.Predict(table).Labels);
        }

        return new Expected(model.Model, model.Encode(table)).Difference(found.Values);
    }
}
