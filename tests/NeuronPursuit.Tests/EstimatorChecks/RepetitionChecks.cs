using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.EstimatorChecks;

/// <summary>What may not change a result at all: doing it again, in another order, on other threads, from other memory.</summary>
public class RepetitionChecks
{
    public static TheoryData<string> All => Configurations.Where();

    public static TheoryData<string> WithSpans => Configurations.Where(configuration => configuration.Kind != TargetKind.Labels);

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_Twice_GivesTheSameBits(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        NeuronPursuitEstimator estimator = configuration.Estimator();

        configuration.Fit(estimator, X, Y).ShouldBe(configuration.Fit(estimator, X, Y), X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void FitAndPredict_Data_StayAsTheyWere(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        (long[] before, long[] targets) = (ModelAssertions.Bits(X), ModelAssertions.Bits(Y));

        configuration.Fit(X, Y).PredictAll(X);

        ModelAssertions.Bits(X).Should().Equal(before);
        ModelAssertions.Bits(Y).Should().Equal(targets);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_DataChangedAfterwards_LeavesTheModel(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        (double[,] X, double[,] Y) changing = ((double[,])X.Clone(), (double[,])Y.Clone());

        NeuronPursuitModel model = configuration.Fit(changing.X, changing.Y);
        long[] expected = ModelAssertions.Bits(model.PredictAll(X));
        Array.Clear(changing.X);
        Array.Clear(changing.Y);

        ModelAssertions.Bits(model.PredictAll(X)).Should().Equal(expected);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Build_SettingsInAnotherOrder_GivesTheSameBits(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        NeuronPursuitModel expected = configuration.Fit(X, Y);

        EstimatorConfiguration backwards = configuration with { Settings = [.. configuration.Settings.Reverse()] };

        backwards.Options.Fingerprint().Should().Be(configuration.Options.Fingerprint());
        backwards.Fit(X, Y).ShouldBe(expected, X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_SeveralThreads_GivesTheBitsOfOne(string name)
    {
        // Enough work for several chunks of samples, which threads share. The members of a bag share threads otherwise.
        var configuration = Configurations.Named(name);
        bool isBag = configuration.Options.Members is not null;
        (int rows, int restarts) = isBag ? (300, configuration.Options.Restarts) : (1700, 128);
        configuration = configuration with { Settings = [.. configuration.Settings, b => b.WithMaxIterations(2).WithRestarts(restarts)] };
        (double[,] X, double[,] Y) = CheckData.For(configuration, rows);
        double operations = 2.0 * restarts * 2 * (CheckData.Inputs + configuration.Outputs);
        (isBag || SamplePartition.Create<double>(rows).ChunkCount(operations) > 1).Should().BeTrue("threads are to have something to share");

        configuration.Fit(configuration.Estimator(threads: 3), X, Y).ShouldBe(configuration.Fit(X, Y), X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_TwoAtOnceOnOneEstimator_GivesTheBitsOfOneAlone(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        NeuronPursuitEstimator estimator = configuration.Estimator(threads: 2);
        NeuronPursuitModel expected = configuration.Fit(X, Y);
        var models = new NeuronPursuitModel[2];
        using var together = new Barrier(models.Length);

        Thread[] threads = [.. Enumerable.Range(0, models.Length).Select(i => new Thread(() =>
        {
            together.SignalAndWait();
            models[i] = configuration.Fit(estimator, X, Y);
        }))];
        Array.ForEach(threads, thread => thread.Start());
        Array.ForEach(threads, thread => thread.Join());

        Array.ForEach(models, model => model.ShouldBe(expected, X));
    }

    [Theory]
    [MemberData(nameof(WithSpans))]
    public void Fit_SlicesOfOneTable_GivesTheBitsOfCopies(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        double[,] table = new double[CheckData.Rows + 5, CheckData.Inputs + configuration.Outputs + 3];
        table.AsSpan().Fill(double.NaN);
        X.AsSpan2D().CopyTo(table.AsSpan2D().Slice(2, 1, CheckData.Rows, CheckData.Inputs));
        Y.AsSpan2D().CopyTo(table.AsSpan2D().Slice(2, 2 + CheckData.Inputs, CheckData.Rows, configuration.Outputs));
        var all = new ReadOnlySpan2D<double>(table);

        NeuronPursuitModel model = configuration.Estimator().Fit(
            all.Slice(2, 1, CheckData.Rows, CheckData.Inputs), all.Slice(2, 2 + CheckData.Inputs, CheckData.Rows, configuration.Outputs));

        model.ShouldBe(configuration.Fit(X, Y), X);
    }

    [Theory]
    [MemberData(nameof(All))]
    public void Fit_FloatsOfTheSameValues_GivesTheBitsOfDoubles(string name)
    {
        var configuration = Configurations.Named(name);
        (double[,] X, double[,] Y) = CheckData.For(configuration);
        (float[,] X, float[,] Y) single = (SinglePrecision.Of(X), SinglePrecision.Of(Y));
        double[,] rounded = SinglePrecision.ToDouble(single.X);

        NeuronPursuitModel fromFloats = configuration.FitFloats(single.X, single.Y);

        fromFloats.ShouldBe(configuration.Fit(rounded, SinglePrecision.ToDouble(single.Y)), rounded);
        ModelAssertions.Bits(fromFloats.PredictAll(single.X)).Should().Equal(ModelAssertions.Bits(fromFloats.PredictAll(rounded)));
    }
}
