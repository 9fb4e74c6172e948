using CsCheck;
using NeuronPursuit.Tests.EstimatorChecks;

namespace NeuronPursuit.Tests.Properties;

/// <summary>Whole fits of random data, and their options.</summary>
public class FitPropertyTests
{
    /// <summary>Settings that a checkpoint must agree with; limits, which may be raised, are not among them.</summary>
    private static readonly Func<NeuronPursuitBuilder, NeuronPursuitBuilder>[] Settings =
    [
        b => b.WithDepth(4), b => b.WithActivation(HomogeneousActivation.LeakyReLU(0.3)), b => b.WithIntercept(),
        b => b.WithStandardization(), b => b.WithInputClip(3), b => b.WithRankView(), b => b.WithMissingValues(MissingValues.MeanAndIndicator),
        b => b.WithRestarts(13), b => b.WithNcfMaximizer(new ProjectedGradientAscent(0.1, 9)), b => b.WithOptimizer(new GradientDescent(0.01, 9)),
        b => b.WithGrowthScale(new GrowthScale { Raise = 1.3 }), b => b.WithNeuronsPerGrowth(5), b => b.WithStallTolerance(0.02),
        b => b.WithInputsPerNeuron(3), b => b.WithSignalGate(true, 0.2), b => b.WithWeightBalancing(), b => b.WithLoss(new HuberLoss(2)),
        b => b.WithWeightDecay(0.01), b => b.WithEnsemble(3), b => b.WithPrecision(Precision.Single), b => b.WithSeed(99),
    ];

    [Fact]
    public void Fingerprint_AnyTwoSetsOfSettings_AreAlikeOnlyForTheSame() =>
        Gen.Select(Gen.Bool.Array[Settings.Length], Gen.Bool.Array[Settings.Length]).Sample(
            (one, other) => (Fingerprint(one) == Fingerprint(other)).Should().Be(one.SequenceEqual(other)));

    [Fact]
    public void Fingerprint_OneMoreSetting_IsAnother() =>
        Gen.Select(Gen.Bool.Array[Settings.Length], Gen.Int[0, Settings.Length - 1]).Sample((chosen, place) =>
        {
            bool[] turned = [.. chosen.Select((on, index) => index == place ? !on : on)];

            Fingerprint(turned).Should().NotBe(Fingerprint(chosen));
        });

    [Fact]
    public void Fit_AnyData_EndsNoWorseThanTheZeroNetworkAndSaysSo() =>
        Data.Sample(
            (X, Y, depth) =>
            {
                NeuronPursuitModel model = Builder(depth).Fit(X, Y);
                double norm = Math.Sqrt(Y.Cast<double>().Sum(value => value * value));
                double error = Math.Sqrt(model.PredictAll(X).Cast<double>().Zip(Y.Cast<double>(), (p, y) => (p - y) * (p - y)).Sum()) / norm;

                model.ShouldBeUsableOn(X);
                error.Should().BeLessThanOrEqualTo(1 + 1e-9);
                if (model.History.Count > 0)
                {
                    error.Should().BeApproximately(model.History[^1].TrainingError, 1e-6);
                }
            },
            iter: Generators.Iterations);

    [Fact]
    public void Fit_PlainInputs_GivesAHomogeneousModel() =>
        Gen.Select(Data, Gen.Double[0.1, 9]).Sample(
            (data, scale) =>
            {
                NeuronPursuitModel model = Builder(data.Item3).Fit(data.Item1, data.Item2);

                double[,] scaled = model.PredictAll(CheckData.Times(data.Item1, scale));

                double[,] expected = CheckData.Times(model.PredictAll(data.Item1), scale);
                double size = expected.Cast<double>().Max(Math.Abs);
                scaled.Cast<double>().Zip(expected.Cast<double>(), (a, e) => Math.Abs(a - e)).Max().Should().BeLessThanOrEqualTo(1e-10 * size);
            },
            iter: Generators.Iterations);

    [Fact]
    public void Fit_TargetsTimesAPowerOfTwo_ScalesExactly() =>
        Gen.Select(Data, Gen.Int[-200, 200]).Sample(
            (data, exponent) =>
            {
                (double[,] X, double[,] Y, int depth) = data;
                double factor = Math.ScaleB(1, exponent);

                double[,] scaled = Builder(depth).Fit(X, CheckData.Times(Y, factor)).PredictAll(X);

                ModelAssertions.Bits(scaled).Should().Equal(ModelAssertions.Bits(CheckData.Times(Builder(depth).Fit(X, Y).PredictAll(X), factor)));
            },
            iter: Generators.FewIterations);

    [Fact]
    public void Fit_AnyNumberOfThreads_GivesTheSameBits() =>
        Gen.Select(Data, Gen.Int[2, 7]).Sample(
            (data, threads) =>
            {
                (double[,] X, double[,] Y, int depth) = data;

                Builder(depth).WithMaxDegreeOfParallelism(threads).Fit(X, Y).ShouldBe(Builder(depth).WithMaxDegreeOfParallelism(1).Fit(X, Y), X);
            },
            iter: Generators.FewIterations);

    private static readonly Gen<(double[,], double[,], int)> Data =
        from rows in Gen.Int[1, 50]
        from columns in Gen.Int[1, 5]
        from outputs in Gen.Int[1, 3]
        from depth in Gen.Int[2, 4]
        from seed in Gen.Int[0, 1000]
        select (RandomProblem.NormalMatrix(new Random(seed), rows, columns), RandomProblem.NormalMatrix(new Random(seed + 1), rows, outputs), depth);

    private static NeuronPursuitBuilder Builder(int depth) => new NeuronPursuitBuilder()
        .WithDepth(depth).WithIntercept(false).WithMaxIterations(2).WithRestarts(4).WithOptimizer(new LimitedMemoryBfgs(20));

    private static string Fingerprint(bool[] chosen) => Settings.Where((_, place) => chosen[place])
        .Aggregate(new NeuronPursuitBuilder(), (builder, setting) => setting(builder)).Build().Options.Fingerprint();
}
