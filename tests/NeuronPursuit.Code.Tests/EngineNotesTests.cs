using System.Data.Common;
using System.Globalization;
using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests;

/// <summary>What engines really do, where a guess would miss: each of these spoilt a prediction, or a query, in code that did not know it.</summary>
public class EngineNotesTests
{
    // A weight that a decimal would cut.
    private const double Long = 0.1234567890123456789e-5;

    private static NeuronPursuitModel Linear(params double[] weights) => new(
        new FittedNetworks(new Network(new NetworkShape([weights.Length, 1, 1], HomogeneousActivation.Linear), [.. weights, 1]), ModelPreprocessing.None(weights.Length)),
        [],
        PursuitStopReason.MaxIterations);

    private static NeuronPursuitModel Relu(OutputLink link, params double[] weights) => new(
        new FittedNetworks([new Network(new NetworkShape([weights.Length, 1, 1], HomogeneousActivation.ReLU), [.. weights, 1])], ModelPreprocessing.None(weights.Length), link),
        [],
        PursuitStopReason.MaxIterations);

    public static TheoryData<CodeTarget> Databases => [CodeTarget.PostgreSql, CodeTarget.Sqlite, CodeTarget.DuckDb, CodeTarget.MariaDb];

    [Theory]
    [MemberData(nameof(Databases))]
    public void Sql_Weights_KeepTheirLastBit(CodeTarget target) => Score(target, Linear(Long), "double precision", "1").Should().Be(Long);

    /// <summary>Whole numbers, decimals and single precision are doubles before they meet a weight.</summary>
    [Theory]
    [InlineData(CodeTarget.PostgreSql, "integer", "7", 7)]
    [InlineData(CodeTarget.PostgreSql, "numeric", "0.1", 0.1)]
    [InlineData(CodeTarget.PostgreSql, "real", "0.1", 0.1f)]
    [InlineData(CodeTarget.PostgreSql, "double precision", "'NaN'", double.NaN)]
    [InlineData(CodeTarget.DuckDb, "integer", "7", 7)]
    [InlineData(CodeTarget.DuckDb, "decimal(9, 3)", "0.1", 0.1)]
    [InlineData(CodeTarget.DuckDb, "real", "0.1", 0.1f)]
    [InlineData(CodeTarget.DuckDb, "double", "'NaN'::double", double.NaN)]
    [InlineData(CodeTarget.MariaDb, "integer", "7", 7)]
    [InlineData(CodeTarget.MariaDb, "decimal(9, 3)", "0.1", 0.1)]
    [InlineData(CodeTarget.MariaDb, "varchar(9)", "'NA'", double.NaN)]
    [InlineData(CodeTarget.MariaDb, "varchar(9)", "''", double.NaN)]
    [InlineData(CodeTarget.MariaDb, "varchar(9)", "' -3.5e1'", -35)]
    [InlineData(CodeTarget.MariaDb, "double", "-1.5e-300", -1.5e-300)]
    [InlineData(CodeTarget.MariaDb, "float", "0.5", 0.5)]
    [InlineData(CodeTarget.Sqlite, "integer", "7", 7)]
    [InlineData(CodeTarget.Sqlite, "real", "'NA'", double.NaN)]
    [InlineData(CodeTarget.Sqlite, "text", "'NA'", double.NaN)]
    public void Sql_ColumnsOfOtherTypes_AreDoubles(CodeTarget target, string type, string value, double expected) =>
        Score(target, Linear(1.0 / 3), type, value).Should().Be(1.0 / 3 * expected);

    /// <summary>greatest(NULL, 0) is 0 in two of them.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public void Sql_MissingValue_GivesNull(CodeTarget target) =>
        Score(target, Relu(OutputLink.Identity, 1), "double precision", "NULL").Should().Be(double.NaN);

    /// <summary>PostgreSQL and MariaDB end a query with an error where an exponential or a product leaves the range of doubles.</summary>
    [Theory]
    [InlineData(1, "-1000", 1)]
    [InlineData(-1, "-1000", double.NaN)]
    [InlineData(1, "1000", double.NaN)]
    [InlineData(1e-200, "1e-200", 1)]
    [InlineData(1e200, "1e200", double.NaN)]
    public void Sql_NumbersThatLeaveTheRange_AreNoErrors(double weight, string value, double expected)
    {
        foreach (CodeTarget target in new[] { CodeTarget.PostgreSql, CodeTarget.MariaDb })
        {
            Score(target, Relu(OutputLink.Exponential, weight), "double precision", value).Should().Be(expected, "{0} takes {1}", target, value);
        }
    }

    /// <summary>Plain sums of 1,000 terms end at limits of depth; as trees they are none.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    [InlineData(CodeTarget.Spreadsheet)]
    public void Sql_SumOf1500Terms_HasNoDepth(CodeTarget target)
    {
        NeuronPursuitModel model = new(
            new FittedNetworks(
                new Network(new NetworkShape([2, 1500, 1], HomogeneousActivation.ReLU), [.. Enumerable.Range(1, 4500).Select(k => Math.Sin(k))]), ModelPreprocessing.None(2)),
            [],
            PursuitStopReason.MaxIterations);
        double[,] rows = { { 0.5, -0.25 } };
        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");

        double[,] found = engine.Run([new CodeCase("sum", model.ToCode(target), rows, 1, ["x1", "x2"], "data")])[0];

        new Expected(model, rows).Difference(found).Should().BeLessThan(target == CodeTarget.Spreadsheet ? 1e-9 : 1e-12);
    }

    /// <summary>Divisions of whole numbers lose their digits in SQLite, and those of decimals in MariaDB: ranks and means divide.</summary>
    [Theory]
    [MemberData(nameof(Databases))]
    public void Sql_Divisions_KeepTheirDigits(CodeTarget target)
    {
        var column = new InputColumn(0, NetworkInputKind.Rank, 0, 1) { Curve = new RankCurve([1, 8], [0, 1]) };
        var network = new Network(new NetworkShape([3, 1, 1], HomogeneousActivation.Linear), [0, 1, 0, 1]);
        NeuronPursuitModel model = new(
            new FittedNetworks([network, network, new Network(network.Shape, [0, 1, 0, 2])], new ModelPreprocessing(new InputMap([new InputColumn(0, NetworkInputKind.Value, 0, 1), column]), Intercept: true, null)), [], PursuitStopReason.MaxIterations);

        Score(target, model, "integer", "3").Should().BeApproximately(8.0 / 21, 1e-15);
    }

    /// <summary>Text "3.5" would count in a product and not in MAX: it is missing everywhere, like an empty cell.</summary>
    [Fact]
    public void Spreadsheet_TextInACell_IsMissing()
    {
        var engine = new CalcEngine();
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        string code = Linear(2, 3).ToCode(CodeTarget.Spreadsheet);

        string[][] cells = CalcEngine.Cells([new CodeCase("text", "A2\t=\"3.5\"\n" + code, new double[,] { { double.NaN, 1 } }, 1, ["x1", "x2"], "data")])[0];

        cells[0][^1].Should().BeEmpty();
    }

    /// <summary>Calc takes 8,192 tokens, Excel as many characters, and neither of them deep brackets; there are no functions that one lacks.</summary>
    [Fact]
    public void Spreadsheet_LongSums_AreCellsOfTheirOwn()
    {
        NeuronPursuitModel model = Linear([.. Enumerable.Range(1, 2000).Select(k => Math.Sin(k))]);

        string[] lines = model.ToCode(CodeTarget.Spreadsheet).Split('\n', StringSplitOptions.RemoveEmptyEntries);

        lines.Should().HaveCountGreaterThan(5).And.OnlyContain(line => line.Length < 8192);
        lines.Should().NotContain(line => line.Contains("LET(", StringComparison.Ordinal) || line.Contains("LAMBDA(", StringComparison.Ordinal));
    }

    /// <summary>Of brackets in brackets 70 work in Calc and 100 fail; curves of 256 knots and 50 categories need a few.</summary>
    [Fact]
    public void Spreadsheet_Formulas_AreShallow()
    {
        var column = new InputColumn(0, NetworkInputKind.Rank, 0, 1) { Curve = new RankCurve([.. Enumerable.Range(0, 256).Select(k => (double)k)], [.. Enumerable.Range(0, 256).Select(k => k / 255.0)]) };
        NeuronPursuitModel ranks = new(
            new FittedNetworks([new Network(new NetworkShape([3, 1, 1], HomogeneousActivation.Linear), [0, 1, 0, 1])], new ModelPreprocessing(new InputMap([new InputColumn(0, NetworkInputKind.Value, 0, 1), column]), Intercept: true, null)),
            [],
            PursuitStopReason.MaxIterations);

        foreach (string line in (ranks.ToCode(CodeTarget.Spreadsheet) + Tables.TableCodeTests.Numbers.Value.ToCode(CodeTarget.Spreadsheet)).Split('\n'))
        {
            int depth = 0;
            line.Append(' ').Max(c => depth += c == '(' ? 1 : c == ')' ? -1 : 0).Should().BeLessThan(10, line);
        }
    }

    /// <summary>A power of a tiny number is an error in Calc; a product is 0.</summary>
    [Fact]
    public void Spreadsheet_PowersOfTinyNumbers_AreNoErrors()
    {
        var engine = new CalcEngine();
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        foreach (int power in new[] { 2, 3, 4 })
        {
            NeuronPursuitModel model = new(
                new FittedNetworks(new Network(new NetworkShape([1, 1, 1], HomogeneousActivation.Create(0, power)), [1, 1]), ModelPreprocessing.None(1)),
                [],
                PursuitStopReason.MaxIterations);

            engine.Run([new CodeCase("tiny", model.ToCode(CodeTarget.Spreadsheet), new double[,] { { 1e-300 } }, 1, ["x1"], "data")])[0][0, 0].Should().Be(0);
        }
    }

    private static double Score(CodeTarget target, NeuronPursuitModel model, string type, string value)
    {
        var engine = (DatabaseEngine)ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        using DbConnection connection = engine.Open();
        DatabaseEngine.Execute(connection, $"CREATE TEMPORARY TABLE data (x1 {type}); INSERT INTO data VALUES ({value})");
        using DbCommand command = connection.CreateCommand();
        command.CommandText = model.ToCode(target);
        using DbDataReader reader = command.ExecuteReader();
        reader.Read().Should().BeTrue();
        return reader["prediction"] is DBNull ? double.NaN : Convert.ToDouble(reader["prediction"], CultureInfo.InvariantCulture);
    }
}
