using System.Data.Common;
using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests;

/// <summary>Names of columns, tables, labels and functions are data, whatever they look like.</summary>
public class NameTests
{
    private static readonly string[] Names =
        ["order", "a b", "x\"; drop table data", "héllo", "it's `quoted` -- here", "*/ end /* \\ ??/", "line\nbreak\u2028return", "s0"];

    public static TheoryData<CodeTarget> Targets => [.. Enum.GetValues<CodeTarget>()];

    public static TheoryData<CodeTarget> Databases => [CodeTarget.PostgreSql, CodeTarget.Sqlite, CodeTarget.DuckDb, CodeTarget.MariaDb];

    private static NeuronPursuitModel Model => new(
        new FittedNetworks(
            new Network(new NetworkShape([8, 2, 1], HomogeneousActivation.ReLU), [.. Enumerable.Range(1, 18).Select(k => k % 3 - 0.75)]), ModelPreprocessing.None(8)),
        [],
        PursuitStopReason.MaxIterations);

    private static double[,] Rows => new double[,] { { 1, 2, 3, 4, 5, 6, 7, 8 }, { 8, -7, 6, -5, 4, -3, 2, -1 } };

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_NamesThatLookLikeCode_AreData(CodeTarget target)
    {
        string table = target is CodeTarget.Sqlite or CodeTarget.DuckDb ? "the \"table\"; --" : "the `table`; --";
        string[] names = target == CodeTarget.MariaDb ? [.. Names.Select(name => name.TrimEnd())] : Names;
        string code = Model.ToCode(target, new CodeOptions { Name = "score_row", InputNames = names, Table = table });
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");

        double[,] found = engine.Run([new CodeCase("score_row", code, Rows, 1, names, table)])[0];

        new Expected(Model, Rows).Difference(found).Should().BeLessThan(1e-12);
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void ToCode_LabelsThatLookLikeCode_AreData(CodeTarget target)
    {
        string[] labels = ["it's", "say \"x\"", "back\\slash"];
        NeuronPursuitClassifier<string> classifier = Classifiers.Of(labels);
        var engine = (DatabaseEngine)ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        double[,] rows = Classifiers.Rows;
        var each = new CodeCase("", classifier.ToCode(target), rows, 3, ["x1", "x2"], "data");

        using DbConnection connection = engine.Open();
        engine.CreateTable(connection, each);
        using DbCommand command = connection.CreateCommand();
        command.CommandText = each.Code;
        using DbDataReader reader = command.ExecuteReader();
        while (reader.Read())
        {
            int row = Convert.ToInt32(reader["id"], System.Globalization.CultureInfo.InvariantCulture);
            reader["label"].Should().Be(classifier.Predict(new double[,] { { rows[row, 0], rows[row, 1] } })[0]);
            for (int k = 0; k < labels.Length; k++)
            {
                ((double)reader["probability_" + labels[k]]).Should().BeApproximately(classifier.PredictProbabilities(rows)[row, k], 1e-12);
            }
        }
    }

    [Theory]
    [MemberData(nameof(Databases))]
    public void ToCode_ColumnNamedPrediction_IsRefused(CodeTarget target)
    {
        string[] names = [.. Names];
        names[2] = "Prediction";

        Action write = () => Model.ToCode(target, new CodeOptions { InputNames = names });

        write.Should().Throw<ArgumentException>().WithMessage("*'Prediction'*Rename it*");
    }

    /// <summary>Every name that a SELECT adds is refused as a column.</summary>
    [Theory]
    [InlineData("prediction_2")]
    [InlineData("Label")]
    [InlineData("probability_b")]
    public void ToCode_ColumnNamedLikeAnAddedOne_IsRefused(string name)
    {
        NeuronPursuitModel several = new(
            new FittedNetworks(new Network(new NetworkShape([2, 1, 2], HomogeneousActivation.ReLU), [1, 2, 3, 4]), ModelPreprocessing.None(2)), [], PursuitStopReason.MaxIterations);
        var options = new CodeOptions { InputNames = ["a", name] };
        foreach (CodeTarget target in Databases.Select(row => row.Data))
        {
            Action write = () => _ = name == "prediction_2" ? several.ToCode(target, options) : Classifiers.Of("a", "b", "c").ToCode(target, options);

            write.Should().Throw<ArgumentException>().WithMessage($"*'{name}'*Rename it*");
        }
    }

    /// <summary>Names that the SELECT has for tables and steps may be columns.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public void ToCode_ColumnsNamedLikePartsOfTheSelect_AreData(CodeTarget target)
    {
        string[] names = ["source_row", "kept_row", "t", "s0", "s1", "z1", "Source_Row_", "x2"];
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");

        double[,] found = engine.Run([new CodeCase("", Model.ToCode(target, new CodeOptions { InputNames = names }), Rows, 1, names, "data")])[0];

        new Expected(Model, Rows).Difference(found).Should().BeLessThan(1e-12);
    }

    [Theory]
    [InlineData(CodeTarget.CSharp, "my model", "*letters*")]
    [InlineData(CodeTarget.C, "double", "*uses for something else in C*")]
    [InlineData(CodeTarget.Python, "lambda", "*uses for something else in Python*")]
    [InlineData(CodeTarget.JavaScript, "await", "*uses for something else in JavaScript*")]
    [InlineData(CodeTarget.JavaScript, "1x", "*letters*")]
    public void ToCode_NameThatIsNone_IsRefused(CodeTarget target, string name, string message)
    {
        Action write = () => Model.ToCode(target, new CodeOptions { Name = name });

        write.Should().Throw<ArgumentException>().WithMessage(message);
    }

    [Fact]
    public void ToCode_WrongInputNames_AreRefused()
    {
        foreach (string[] names in new string[][] { ["a"], [.. Enumerable.Repeat("a", 8)], ["a", "b", "c", "d", "e", "f", "g", " "] })
        {
            Action write = () => Model.ToCode(CodeTarget.Sqlite, new CodeOptions { InputNames = names });

            write.Should().Throw<ArgumentException>().WithMessage("*takes 8 columns*one name for each*");
        }
    }

    [Fact]
    public void ToCode_NameTooLongForTheDatabase_IsRefused()
    {
        string[] names = [.. Names];
        names[7] = new string('n', 70);
        foreach (CodeTarget target in new[] { CodeTarget.PostgreSql, CodeTarget.MariaDb })
        {
            Action write = () => Model.ToCode(target, new CodeOptions { InputNames = names });

            write.Should().Throw<ArgumentException>().WithMessage("*Rename*");
        }
    }

    [Theory]
    [MemberData(nameof(Targets))]
    public void ToCode_SameModel_GivesTheSameText(CodeTarget target)
    {
        using var file = new MemoryStream();
        Model.Save(file);
        file.Position = 0;

        NeuronPursuitModel.Load(file).ToCode(target).Should().Be(Model.ToCode(target))
            .And.Contain("Written by NeuronPursuit").And.Contain("Fingerprint").And.NotContain("\r");
    }

    [Fact]
    public void ToCode_NoSuchTarget_IsRefused()
    {
        Action write = () => Model.ToCode((CodeTarget)99);

        write.Should().Throw<ArgumentOutOfRangeException>().WithMessage("*CSharp, C, Python*");
    }
}
