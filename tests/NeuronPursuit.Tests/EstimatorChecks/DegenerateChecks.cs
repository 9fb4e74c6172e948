using NeuronPursuit.Tests.Builder;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Unusual but legal data: one row, one column, constants, huge, tiny and denormal scales, in every configuration.</summary>
public class DegenerateChecks
{
    // Far longer than any of these fits takes: a fit that is not done by then hangs.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    public static TheoryData<string, string> Cells => Of(configuration => configuration.Options.Procedure is not SparseProcedure);

    public static TheoryData<string, string> SparseCells => Of(configuration => configuration.Options.Procedure is SparseProcedure);

    [Theory]
    [MemberData(nameof(Cells))]
    public void Fit_DegenerateData_GivesAUsableModelOrSaysWhy(string name, string data) => Check(name, data);

    [Theory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(SparseCells))]
    public void Fit_DegenerateDataSparsely_GivesAUsableModelOrSaysWhy(string name, string data) => Check(name, data);

    private static void Check(string name, string data)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] numbers) = DegenerateData.All[data]();
        double[,] Y = Targets(configuration.Kind, numbers);
        using var source = new CancellationTokenSource(Limit);
        if (Refusal(configuration, data, Y) is { } refusal)
        {
            FluentActions.Invoking(() => configuration.Fit(X, Y, cancellationToken: source.Token))
                .Should().Throw<ArgumentException>().WithMessage(refusal);
            return;
        }

        NeuronPursuitModel model = configuration.Fit(X, Y, cancellationToken: source.Token);

        model.ShouldBeUsableOn(X);
        double[] one = new double[model.OutputCount];
        model.Predict(CheckData.Row(X, 0), one);
        ModelAssertions.Bits(one).Should().Equal(ModelAssertions.Bits(CheckData.Row(model.PredictAll(X), 0)));
    }

    /// <summary>What a refusal must say; null where there must be none.</summary>
    private static string? Refusal(EstimatorConfiguration configuration, string data, double[,] Y) => configuration switch
    {
        { Kind: TargetKind.Labels } when EstimatorConfiguration.Labels(Y).Distinct().Count() == 1 => "*two*",
        { Kind: TargetKind.Logical } when Y.GetLength(1) > 1 => "*LogisticLoss takes one*",
        { Options: { Rescaling: false, Standardization: false } } when data is "denormal y" or "the smallest y" or "a single smallest target" =>
            "*squares of y are too small*",
        _ => null,
    };

    /// <summary>Above the mean or not, where the configuration wants classes.</summary>
    private static double[,] Targets(TargetKind kind, double[,] numbers)
    {
        if (kind == TargetKind.Numbers)
        {
            return numbers;
        }

        if (kind == TargetKind.Counts)
        {
            return CheckData.Map(numbers, (_, _, value) => Math.Abs(value));
        }

        double mean = numbers.Cast<double>().Average();
        return kind == TargetKind.Logical
            ? CheckData.Map(numbers, (_, _, value) => value > mean ? 1 : 0)
            : CheckData.Map(new double[numbers.GetLength(0), 2], (row, column, _) => numbers[row, 0] > mean == (column == 1) ? 1 : 0);
    }

    private static TheoryData<string, string> Of(Func<EstimatorConfiguration, bool> meant)
    {
        var cells = new TheoryData<string, string>();
        foreach (EstimatorConfiguration configuration in Configurations.All.Where(meant))
        {
            foreach (string data in DegenerateData.All.Keys)
            {
                cells.Add(configuration.Name, data);
            }
        }

        return cells;
    }
}
