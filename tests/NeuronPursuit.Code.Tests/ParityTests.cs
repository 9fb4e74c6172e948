using NeuronPursuit.Code.Tests.Engines;
using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests;

/// <summary>What an engine computes from the code is what the model predicts.</summary>
public class ParityTests(ITestOutputHelper output)
{
    private const int ModelCount = 300;

    private const int FastCount = 25;

    // Before it stands a seed (153) whose hidden layer cancels to 1e-4 of its terms; the next such one is beyond 1500.
    private const int FirstSlow = 200;

    private const int FirstFast = FirstSlow + ModelCount;

    public static TheoryData<CodeTarget> SameBits => [CodeTarget.CSharp, CodeTarget.C];

    public static TheoryData<CodeTarget, double> Near => new()
    {
        { CodeTarget.Python, 1e-13 },
        { CodeTarget.JavaScript, 1e-13 },
        { CodeTarget.PostgreSql, 1e-12 },
        { CodeTarget.Sqlite, 1e-12 },
        { CodeTarget.DuckDb, 1e-12 },
        { CodeTarget.MariaDb, 1e-12 },
        { CodeTarget.Spreadsheet, 1e-9 },
    };

    [Theory]
    [MemberData(nameof(SameBits))]
    public void ToCode_SomeModels_PredictTheSameBits(CodeTarget target) => RequireSameBits(target, EngineOf(target), FirstFast, FastCount);

    [Theory]
    [MemberData(nameof(SameBits))]
    [Trait("Category", "Slow")]
    public void ToCode_RandomModels_PredictTheSameBits(CodeTarget target) => RequireSameBits(target, EngineOf(target), FirstSlow, ModelCount);

    /// <summary>Whatever the compiler makes of products beside sums, and whether or not the processor has a fused multiply-add.</summary>
    [Theory]
    [InlineData("-O0")]
    [InlineData("-O3 -mfma -ffp-contract=fast")]
    [InlineData("-O3 -march=native -ffp-contract=fast -funroll-loops")]
    public void ToCode_CompilersOfC_PredictTheSameBits(string flags) =>
        RequireSameBits(CodeTarget.C, new CEngine(flags.Split(' ')), FirstFast + 100, FastCount);

    [Theory]
    [MemberData(nameof(Near))]
    public void ToCode_SomeModels_PredictAlike(CodeTarget target, double tolerance) => RequireAlike(target, tolerance, FirstFast, FastCount);

    [Theory]
    [MemberData(nameof(Near))]
    [Trait("Category", "Slow")]
    public void ToCode_RandomModels_PredictAlike(CodeTarget target, double tolerance) => RequireAlike(target, tolerance, FirstSlow, ModelCount);

    internal static ICodeEngine EngineOf(CodeTarget target) => target switch
    {
        CodeTarget.CSharp => new CSharpEngine(),
        CodeTarget.C => new CEngine("-O2", "-mfma"),
        CodeTarget.Python => new PythonEngine(),
        CodeTarget.JavaScript => new NodeEngine(),
        CodeTarget.PostgreSql => new PostgreSqlEngine(),
        CodeTarget.Sqlite => new SqliteEngine(),
        CodeTarget.DuckDb => new DuckDbEngine(),
        CodeTarget.MariaDb => new MariaDbEngine(),
        CodeTarget.Spreadsheet => new CalcEngine(),
        _ => throw new NotSupportedException(),
    };

    private static void RequireSameBits(CodeTarget target, ICodeEngine engine, int first, int count)
    {
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        RandomModel[] models = [.. Enumerable.Range(first, count).Select(seed => new RandomModel(seed))];
        IReadOnlyList<double[,]> found = engine.Run([.. models.Select((each, number) => CodeCase.Of(number, each.Model, each.Rows, target))]);
        for (int number = 0; number < models.Length; number++)
        {
            double[,] expected = models[number].Model.PredictAll(models[number].Rows);
            for (int row = 0; row < expected.GetLength(0); row++)
            {
                for (int k = 0; k < expected.GetLength(1); k++)
                {
                    (double left, double right) = (expected[row, k], found[number][row, k]);
                    bool isSame = double.IsNaN(left) ? double.IsNaN(right) : BitConverter.DoubleToInt64Bits(left) == BitConverter.DoubleToInt64Bits(right);
                    isSame.Should().BeTrue("seed {0}, row {1}, output {2}: the model predicts {3:R}, the code {4:R}", first + number, row, k, left, right);
                }
            }
        }
    }

    private void RequireAlike(CodeTarget target, double tolerance, int first, int count)
    {
        ICodeEngine engine = EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        RandomModel[] models = [.. Enumerable.Range(first, count).Select(seed => new RandomModel(seed))];
        IReadOnlyList<double[,]> found = engine.Run([.. models.Select((each, number) => CodeCase.Of(number, each.Model, each.Rows, target))]);
        double[] differences = [.. models.Select((each, number) => new Expected(each.Model, each.Rows).Difference(found[number]))];
        output.WriteLine(FormattableString.Invariant($"{target}: largest difference {differences.Max():e1} at seed {first + Array.IndexOf(differences, differences.Max())}"));
        differences.Should().OnlyContain(difference => difference <= tolerance, "the largest is at seed {0}", first + Array.IndexOf(differences, differences.Max()));
    }
}
