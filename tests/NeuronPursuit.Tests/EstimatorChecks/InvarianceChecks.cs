namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>What may change a result by rounding only: order of rows, units, repeated rows, precision.</summary>
public class InvarianceChecks
{
    // The first fit, to a target with one best end: over growths, rounding may lead a search to another of several neurons
    // that are worth about the same.
    private const int Iterations = 1;

    public static TheoryData<string> OnAllRows => Configurations.Where(c => !c.HoldsOut);

    public static TheoryData<string> HoldingOut => Configurations.Where(c => c.HoldsOut);

    public static TheoryData<string> ScalingTargets => Configurations.Where(c => c.ScalesTargets);

    /// <summary>Steps of a fixed size are in the units that the powers of two leave: what is not finished differs by them.</summary>
    public static TheoryData<string> ScalingTargetsByAnything => Configurations.Where(
        c => c.ScalesTargets && (c.Options.Standardization || c.Options.FirstOptimizer is not GradientDescent));

    public static TheoryData<string> Standardizing => Configurations.Where(c => c.Options.Standardization);

    public static TheoryData<string> StandardizingAllRows => Configurations.Where(c => !c.HoldsOut && c.Options.Standardization);

    /// <summary>Fixed widths start so near the saddle at the origin that the loss does not change within the seven digits of a float.</summary>
    public static TheoryData<string> InDoublePrecision => Configurations.Where(
        c => c.Options.Precision == Precision.Double && c.Options.Procedure is not FixedWidthProcedure);

    [Theory]
    [MemberData(nameof(OnAllRows))]
    public void Fit_RowsInAnotherOrder_GivesTheSameError(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        int[] order = HoldOut.Shuffled(X.GetLength(0), seed: 1);

        NeuronPursuitModel plain = configuration.Fit(X, Y);
        NeuronPursuitModel permuted = configuration.Fit(CheckData.SelectRows(X, order), CheckData.SelectRows(Y, order));

        permuted.History[^1].TrainingError.Should().BeApproximately(plain.History[^1].TrainingError, 1e-3);
    }

    /// <summary>Other samples judge, so that other neurons may be kept; what was there to learn is learned all the same.</summary>
    [Theory]
    [MemberData(nameof(HoldingOut))]
    public void Fit_RowsInAnotherOrderWhereSomeAreHeldOut_LearnsAsWell(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.OfOneChain(configuration);
        int[] order = HoldOut.Shuffled(X.GetLength(0), seed: 1);

        NeuronPursuitModel plain = configuration.Fit(X, Y);
        NeuronPursuitModel permuted = configuration.Fit(CheckData.SelectRows(X, order), CheckData.SelectRows(Y, order));

        Error(permuted).Should().BeApproximately(Error(plain), 0.15);

        double Error(NeuronPursuitModel model) => configuration.Kind == TargetKind.Labels
            ? EstimatorConfiguration.Labels(model.PredictAll(X)).Zip(EstimatorConfiguration.Labels(Y)).Average(pair => pair.First == pair.Second ? 0.0 : 1)
            : Problems.RelativeError([.. model.PredictAll(X).Cast<double>()], [.. Y.Cast<double>()]);
    }

    [Theory]
    [MemberData(nameof(ScalingTargets))]
    public void Fit_TargetsTimesAPowerOfTwo_ScalesPredictionsExactly(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        NeuronPursuitModel plain = configuration.Fit(X, Y);

        foreach (double factor in new[] { Math.ScaleB(1, 40), Math.ScaleB(1, -9) })
        {
            NeuronPursuitModel scaled = configuration.Fit(X, CheckData.Times(Y, factor));

            ModelAssertions.Bits(scaled.PredictAll(X)).Should().Equal(ModelAssertions.Bits(CheckData.Times(plain.PredictAll(X), factor)));
        }
    }

    [Theory]
    [MemberData(nameof(ScalingTargetsByAnything))]
    public void Fit_TargetsTimesAnyFactor_ScalesPredictionsToTolerance(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        NeuronPursuitModel plain = configuration.Fit(X, Y);

        // A plain ascent keeps the signs that its starts draw for outgoing weights; others solve for them. A quantile is another one then.
        bool hasASign = configuration.Options is { FirstMaximizer: ProjectedGradientAscent } or { Loss: QuantileLoss { Quantile: not 0.5 } };
        double[] factors = hasASign ? [3, 0.7] : [3, -0.7];
        foreach (double factor in factors)
        {
            NeuronPursuitModel scaled = configuration.Fit(X, CheckData.Times(Y, factor));

            CheckData.Difference(scaled.PredictAll(X), CheckData.Times(plain.PredictAll(X), factor)).Should().BeLessThan(1e-2);
        }
    }

    [Theory]
    [MemberData(nameof(Standardizing))]
    public void Fit_StandardizedColumnsTimesPowersOfTwo_GivesTheSamePredictions(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        double[,] scaled = CheckData.Map(X, (_, column, value) => Math.ScaleB(value, 11 * column - 20));

        ModelAssertions.Bits(configuration.Fit(scaled, Y).PredictAll(scaled)).Should().Equal(ModelAssertions.Bits(configuration.Fit(X, Y).PredictAll(X)));
    }

    [Theory]
    [MemberData(nameof(Standardizing))]
    public void Fit_StandardizedColumnsTimesAnyFactor_GivesTheSamePredictionsToTolerance(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        double[,] scaled = CheckData.Map(X, (_, column, value) => Math.Pow(10, 3 * column - 5) * value);

        CheckData.Difference(configuration.Fit(scaled, Y).PredictAll(scaled), configuration.Fit(X, Y).PredictAll(X)).Should().BeLessThan(1e-2);
    }

    [Theory]
    [MemberData(nameof(OnAllRows))]
    public void Fit_RepeatedRows_EqualRowsOfWeightTwo(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        int rows = X.GetLength(0);
        int[] repeated = [.. Enumerable.Range(0, rows), .. Enumerable.Range(0, rows / 3)];
        double[] weights = [.. Enumerable.Range(0, rows).Select(row => row < rows / 3 ? 2.0 : 1)];

        NeuronPursuitModel twice = configuration.Fit(CheckData.SelectRows(X, repeated), CheckData.SelectRows(Y, repeated));
        NeuronPursuitModel weighted = configuration.Fit(X, Y, weights);

        weighted.History[^1].TrainingError.Should().BeApproximately(twice.History[^1].TrainingError, 1e-3);
        if (configuration.Kind is TargetKind.Numbers)
        {
            // Outputs whose probabilities are near 0 or 1 hardly change a loss, and end anywhere.
            CheckData.Difference(weighted.PredictAll(X), twice.PredictAll(X)).Should().BeLessThan(1e-2);
        }
    }

    [Theory]
    [MemberData(nameof(StandardizingAllRows))]
    public void Fit_AllRowsRepeated_EqualsAllRowsOfWeightTwo(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        int rows = X.GetLength(0);
        int[] repeated = [.. Enumerable.Range(0, rows), .. Enumerable.Range(0, rows)];

        NeuronPursuitModel twice = configuration.Fit(CheckData.SelectRows(X, repeated), CheckData.SelectRows(Y, repeated));
        NeuronPursuitModel weighted = configuration.Fit(X, Y, [.. Enumerable.Repeat(2.0, rows)]);

        CheckData.Difference(weighted.PredictAll(X), twice.PredictAll(X)).Should().BeLessThan(1e-2);
    }

    [Theory]
    [MemberData(nameof(InDoublePrecision))]
    public void Fit_SinglePrecision_AgreesWithDouble(string name)
    {
        (EstimatorConfiguration configuration, double[,] X, double[,] Y) = Prepare(name);
        EstimatorConfiguration single = configuration with { Settings = [.. configuration.Settings, b => b.WithPrecision(Precision.Single)] };

        double error = single.Fit(X, Y).History[^1].TrainingError;

        error.Should().BeApproximately(configuration.Fit(X, Y).History[^1].TrainingError, 1e-2);
    }

    private static (EstimatorConfiguration Configuration, double[,] X, double[,] Y) Prepare(string name)
    {
        EstimatorConfiguration configuration = Configurations.Named(name);
        configuration = configuration with { Settings = [.. configuration.Settings, b => b.WithMaxIterations(Iterations)] };
        (double[,] X, double[,] Y) = CheckData.OfOneChain(configuration);
        return (configuration, X, Y);
    }
}
