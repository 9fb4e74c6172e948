using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Tests.Builder;

/// <summary>Models of several networks: different in depth and activation, one preparation, averaged.</summary>
public class SeveralNetworksTests
{
    private static readonly double[,] X = MakeInputs(1500);

    private static readonly NeuronPursuitModel Model = Make(OutputLink.Identity, 1);

    public static TheoryData<int, int> Cases => new() { { 0, 1 }, { 0, 3 }, { 1, 1 }, { 1, 3 } };

    [Fact]
    public void Members_DifferentKinds_DescribeThemselves()
    {
        Model.Networks.Select(network => network.Depth).Should().Equal(2, 3, 2);
        Model.Networks.Select(network => network.Activation).Should().Equal(
            HomogeneousActivation.ReLU, HomogeneousActivation.ReLU, HomogeneousActivation.Create(0, 2));
        Model.HiddenWidths.Should().Equal(Model.Networks[0].HiddenWidths).And.Equal(4);
        Model.ParameterCount.Should().Be(Model.Networks.Sum(network => network.ParameterCount)).And.Be(28 + 26 + 35);
        Model.GetWeights(0).Should().BeEquivalentTo(Model.Networks[0].GetWeights(0));
        Model.Networks[1].GetWeights(2).Cast<double>().Should().HaveCount(2);
        FluentActions.Invoking(() => Model.Networks[0].GetWeights(2)).Should().Throw<ArgumentOutOfRangeException>();
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_SeveralNetworks_IsTheMeanOfEachAlone(int link, int outputs)
    {
        NeuronPursuitModel model = Make((OutputLink)link, outputs);
        double[][] alone = [.. model.Fitted.Networks.Select(network => Alone(model, network).PredictAll(X).Cast<double>().ToArray())];

        (double[,] mean, double[,] spread) = model.PredictAllWithSpread(X);

        for (int i = 0; i < mean.Length; i++)
        {
            double expected = alone.Average(values => values[i]);
            double deviation = Math.Sqrt(alone.Average(values => Math.Pow(values[i] - expected, 2)));
            mean[i / outputs, i % outputs].Should().BeApproximately(expected, 1e-12);
            spread[i / outputs, i % outputs].Should().BeApproximately(deviation, 1e-12);
        }

        ModelAssertions.Bits(mean).Should().Equal(ModelAssertions.Bits(model.PredictAll(X)));
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void Predict_OneSampleBatchAndFloat_AgreeBitForBit(int link, int outputs)
    {
        NeuronPursuitModel model = Make((OutputLink)link, outputs);
        float[,] single = new float[X.GetLength(0), 3];
        for (int i = 0; i < X.Length; i++)
        {
            single[i / 3, i % 3] = (float)X[i / 3, i % 3];
        }

        double[,] batch = model.PredictAll(X);
        (double[,] mean, double[,] spread) = model.PredictAllWithSpread(X);
        double[] one = new double[outputs];
        for (int row = 0; row < X.GetLength(0); row++)
        {
            model.Predict(X.GetRowSpan(row), one);
            one.AsSpan().SequenceEqual(batch.GetRowSpan(row)).Should().BeTrue("row {0} is the same sample", row);
        }

        ModelAssertions.Bits(model.PredictAll(single)).Should().Equal(ModelAssertions.Bits(batch), "the inputs are floats");
        ModelAssertions.Bits(mean).Should().Equal(ModelAssertions.Bits(batch));
        double[,] few = X.AsSpan2D().Slice(0, 0, 5, 3).ToArray();
        ModelAssertions.Bits(model.PredictAllWithSpread(few).Spread).Should().Equal(ModelAssertions.Bits(spread).Take(5 * outputs));
    }

    [Fact]
    public void Predict_LinkOfProbabilities_StaysBetweenZeroAndOneAndSumsToOne()
    {
        NeuronPursuitModel model = Make(OutputLink.Softmax, 3, scale: 1e150);

        double[,] predicted = model.PredictAll(X);

        predicted.Cast<double>().Should().OnlyContain(value => value >= 0 && value <= 1);
        for (int row = 0; row < X.GetLength(0); row++)
        {
            (predicted[row, 0] + predicted[row, 1] + predicted[row, 2]).Should().BeApproximately(1, 1e-12);
        }
    }

    [Fact]
    public void PredictWithSpread_OneOutput_IsThatOfAll()
    {
        (double[] mean, double[] spread) = Model.PredictWithSpread(X);

        mean.Should().Equal(Model.Predict(X));
        ModelAssertions.Bits(Model.PredictAllWithSpread(X).Spread).Should().Equal(ModelAssertions.Bits(spread));
        spread.Should().OnlyContain(value => value > 0);
        Model.PredictWithSpread(new double[0, 3]).Spread.Should().BeEmpty();
    }

    [Fact]
    public void PredictWithSpread_OneNetwork_SaysThatItKnowsNone()
    {
        NeuronPursuitModel single = Alone(Model, Model.Fitted.Networks[0]);

        FluentActions.Invoking(() => single.PredictWithSpread(X)).Should().Throw<InvalidOperationException>().WithMessage("*single network*");
        FluentActions.Invoking(() => single.PredictAllWithSpread(X)).Should().Throw<InvalidOperationException>();
    }

    [Fact]
    public void Prune_SeveralNetworks_IsRefused() =>
        FluentActions.Invoking(() => Model.Prune(X, new double[X.GetLength(0)]))
            .Should().Throw<InvalidOperationException>().WithMessage("*mean of 3 networks*");

    [Theory]
    [MemberData(nameof(Cases))]
    public void SaveAndLoad_SeveralNetworks_KeepsEveryBit(int link, int outputs)
    {
        NeuronPursuitModel model = Make((OutputLink)link, outputs);

        NeuronPursuitModel loaded = TestModels.Reloaded(model);

        loaded.ShouldEqualBitForBit(model);
        ModelAssertions.Bits(loaded.PredictAll(X)).Should().Equal(ModelAssertions.Bits(model.PredictAll(X)));
    }

    [Fact]
    public void Predict_OneSample_AllocatesNothing()
    {
        double[] x = [0.3, double.NaN, 2];

        Allocations.Of(() => Model.Predict(x), calls: 1000).Should().Be(0);
    }

    private static NeuronPursuitModel Alone(NeuronPursuitModel model, Network network) => new(
        new FittedNetworks([network], model.Fitted.Preprocessing, model.Fitted.Link), [], PursuitStopReason.MaxIterations);

    /// <summary>Three networks over a preparation that has everything: limits, a rank, a mark, an intercept.</summary>
    private static NeuronPursuitModel Make(OutputLink link, int outputs, double scale = 1)
    {
        var settings = new InputMapSettings(true, 1, 3, true, MissingValues.MeanAndIndicator);
        InputMap inputs = InputMapFitter.Fit<double>(settings, X, CancellationToken.None);
        inputs.Count.Should().Be(5, "there is a rank and a mark");
        var targets = new ColumnScaling(
            [.. Enumerable.Range(0, outputs).Select(k => k - 0.5)], [.. Enumerable.Range(0, outputs).Select(k => scale * (k + 1))]);
        Network[] networks =
        [
            Random([6, 4, outputs], HomogeneousActivation.ReLU, 1),
            Random([6, 3, 2, outputs], HomogeneousActivation.ReLU, 2),
            Random([6, 5, outputs], HomogeneousActivation.Create(0, 2), 3),
        ];
        return new NeuronPursuitModel(
            new FittedNetworks(networks, new ModelPreprocessing(inputs, Intercept: true, targets), link), [], PursuitStopReason.MaxIterations);
    }

    private static Network Random(int[] widths, HomogeneousActivation activation, ulong seed)
    {
        var shape = new NetworkShape(widths, activation);
        double[] weights = new double[shape.ParameterCount];
        new RandomStream(seed).FillUnitSphere(weights);
        return new Network(shape, weights);
    }

    /// <summary>Numbers that floats hold exactly.</summary>
    private static double[,] MakeInputs(int rows)
    {
        (double[,] inputs, _) = Problems.Gaussian(rows, 3, 37, _ => 0);
        for (int row = 0; row < rows; row++)
        {
            inputs[row, 0] = (float)inputs[row, 0];
            inputs[row, 1] = row % 9 == 0 ? double.NaN : (float)inputs[row, 1];
            inputs[row, 2] = (float)Math.Exp(2 * inputs[row, 2]);
        }

        return inputs;
    }
}
