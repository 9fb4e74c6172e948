namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>Data that no configuration takes, and fits that are called off.</summary>
public class RefusalChecks
{
    private static readonly double[] NotFinite = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e200];

    public static TheoryData<string> All => Configurations.Where();

    public static TheoryData<string> OfNumbers => Configurations.Where(c => c.Kind != TargetKind.Labels);

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_WrongValueInX_NamesItsPlace(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        foreach (double value in NotFinite.Where(value => !(configuration.TakesMissing && double.IsNaN(value))))
        {
            double[,] wrong = CheckData.Map(X, (row, column, old) => row >= 9 && column == 2 ? value : old);

            FluentActions.Invoking(() => configuration.Fit(wrong, Y)).Should().Throw<ArgumentException>().WithMessage("X[9, 2]*");
        }
    }

    [Theory]
    [MemberData(nameof(OfNumbers))]
    public void Fit_WrongValueInY_NamesItsRow(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        foreach (double value in NotFinite)
        {
            double[,] wrong = CheckData.Map(Y, (row, _, old) => row >= 9 ? value : old);

            FluentActions.Invoking(() => configuration.Fit(X, wrong)).Should().Throw<ArgumentException>().WithMessage("Y[9, 0]*");
        }
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_WrongShapes_AreRefused(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        double[,] fewer = CheckData.SelectRows(Y, [.. Enumerable.Range(0, 59)]);

        Refused(X, fewer).WithMessage("*59*60*");
        Refused(new double[0, 4], Y);
        Refused(new double[60, 0], Y);
        Refused(new double[0, 0], new double[0, Y.GetLength(1)]);
        if (configuration.Kind != TargetKind.Labels)
        {
            Refused(X, new double[60, 0]);
        }

        FluentAssertions.Specialized.ExceptionAssertions<ArgumentException> Refused(double[,] inputs, double[,] targets) =>
            FluentActions.Invoking(() => configuration.Fit(inputs, targets)).Should().Throw<ArgumentException>();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_WrongWeights_AreRefused(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        foreach (double weight in new[] { double.NaN, -1, double.PositiveInfinity })
        {
            double[] weights = [.. Enumerable.Repeat(1.0, CheckData.Rows)];
            weights[11] = weight;
            FluentActions.Invoking(() => configuration.Fit(X, Y, weights)).Should().Throw<ArgumentException>().WithMessage("sampleWeights[11]*");
        }

        FluentActions.Invoking(() => configuration.Fit(X, Y, new double[CheckData.Rows])).Should().Throw<ArgumentException>().WithMessage("*all 0*");
        FluentActions.Invoking(() => configuration.Fit(X, Y, [1])).Should().Throw<ArgumentException>().WithMessage("*1 values*60 rows*");
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_CanceledBefore_ThrowsWithoutAModel(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);

        FluentActions.Invoking(() => configuration.Fit(X, Y, cancellationToken: new CancellationToken(canceled: true)))
            .Should().Throw<PursuitCanceledException>().Which.Model.Should().BeNull();
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_CanceledAfterAnIteration_ThrowsAndHarmsNothing(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        using var source = new CancellationTokenSource();
        var progress = new InlineProgress<PursuitIteration>(_ => source.Cancel());
        EstimatorConfiguration watched = configuration with { Settings = [.. configuration.Settings, b => b.WithProgress(progress).WithTargetError(0)] };
        NeuronPursuitEstimator estimator = watched.Estimator();

        PursuitCanceledException canceled = FluentActions.Invoking(() => watched.Fit(estimator, X, Y, cancellationToken: source.Token))
            .Should().Throw<PursuitCanceledException>().Which;

        canceled.CancellationToken.Should().Be(source.Token);
        canceled.Model.Should().NotBeNull();
        canceled.Model!.ShouldBeUsableOn(X);
        EstimatorConfiguration plain = configuration with { Settings = [.. configuration.Settings, b => b.WithTargetError(0)] };
        watched.Fit(estimator, X, Y).ShouldBe(plain.Fit(X, Y), X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_CanceledAtAnyMoment_EndsInAModelOrTheException(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        NeuronPursuitEstimator estimator = configuration.Estimator(threads: 2);
        foreach (int milliseconds in new[] { 0, 1, 3 })
        {
            using var source = new CancellationTokenSource();
            source.CancelAfter(milliseconds);
            NeuronPursuitModel? model;
            try
            {
                model = configuration.Fit(estimator, X, Y, cancellationToken: source.Token);
            }
            catch (PursuitCanceledException exception)
            {
                model = exception.Model;
            }

            model?.ShouldBeUsableOn(X);
        }
    }
}
