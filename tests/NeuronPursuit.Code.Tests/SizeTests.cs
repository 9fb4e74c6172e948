using NeuronPursuit.Code.Tests.Support;

namespace NeuronPursuit.Code.Tests;

/// <summary>Large models run in every target, and beyond its limits a target says which and what to do.</summary>
public class SizeTests
{
    public static TheoryData<CodeTarget> Targets => [.. Enum.GetValues<CodeTarget>()];

    private static NeuronPursuitModel Model(params int[] widths)
    {
        var shape = new NetworkShape(widths, HomogeneousActivation.ReLU);
        var random = new Random(1);
        double[] weights = new double[shape.ParameterCount];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            for (int row = 0; row < widths[layer + 1]; row++)
            {
                foreach (ref double weight in shape.Layer(layer).Row(weights, row))
                {
                    weight = (2 * random.NextDouble() - 1) / Math.Sqrt(widths[layer]);
                }
            }
        }

        return new(new FittedNetworks(new Network(shape, weights), ModelPreprocessing.None(widths[0])), [], PursuitStopReason.MaxIterations);
    }

    [Theory]
    [MemberData(nameof(Targets))]
    [Trait("Category", "Slow")]
    public void ToCode_TenThousandWeights_PredictAlike(CodeTarget target)
    {
        NeuronPursuitModel model = Model(50, 60, 60, 60, 1);
        model.ParameterCount.Should().BeGreaterThan(10000);
        var random = new Random(2);
        double[,] rows = new double[5, 50];
        for (int i = 0; i < rows.Length; i++)
        {
            rows[i / 50, i % 50] = 2 * random.NextDouble() - 1;
        }

        ICodeEngine engine = ParityTests.EngineOf(target);
        Assert.SkipUnless(engine.Missing is null, engine.Missing ?? "");
        string[] names = [.. Enumerable.Range(1, 50).Select(column => FormattableString.Invariant($"x{column}"))];
        double[,] found = engine.Run([new CodeCase("predict", model.ToCode(target), rows, 1, names, "data")])[0];

        new Expected(model, rows).Difference(found).Should().BeLessThan(target == CodeTarget.Spreadsheet ? 1e-9 : 1e-13);
    }

    [Theory]
    [InlineData(CodeTarget.PostgreSql, 1601, "*1601 numbers in one step*PostgreSQL takes 1600*Prune*")]
    [InlineData(CodeTarget.Sqlite, 1901, "*1901 numbers in one step*SQLite takes 1900*Prune*")]
    [InlineData(CodeTarget.MariaDb, 2001, "*2001 numbers in one step*MariaDB takes 2000*Prune*")]
    [InlineData(CodeTarget.DuckDb, 4001, "*4001 numbers in one step*DuckDB takes 4000*Prune*")]
    [InlineData(CodeTarget.Spreadsheet, 16400, "*16384 columns*Prune*")]
    public void ToCode_MoreThanTheTargetTakes_SaysWhatToDo(CodeTarget target, int neurons, string message)
    {
        Action write = () => Model(1, neurons, 1).ToCode(target);

        write.Should().Throw<ArgumentException>().WithMessage(message);
    }

    /// <summary>A formula chooses among so many labels.</summary>
    [Fact]
    public void ToCode_MoreClassesThanAFormulaTakes_SaysWhatToDo()
    {
        NeuronPursuitClassifier<int> classifier = Classifiers.Of([.. Enumerable.Range(0, 251)]);

        Action write = () => classifier.ToCode(CodeTarget.Spreadsheet);

        write.Should().Throw<ArgumentException>().WithMessage("*251 classes*250*another target*");
    }
}
