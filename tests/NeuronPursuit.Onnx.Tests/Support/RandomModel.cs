using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Onnx.Tests.Support;

/// <summary>
/// A model of random weights: any depth from 2 to 5, activation (powers 1 to 4), preparation, number of networks and
/// outputs, and link. Neurons are scaled to outputs near 1 on the samples, which trained networks have too.
/// </summary>
internal sealed class RandomModel
{
    public const int InputCount = 4;

    private static readonly double[] Slopes = [0, 0.01, 0.3, 1, 1.5, 2, -0.5, -1, -2];

    private readonly Random _random;
    private readonly ModelPreprocessing _preprocessing;

    public RandomModel(int seed)
    {
        _random = new Random(seed);
        int preparation = _random.Next(5);
        X = Samples(40, seed, withMissing: preparation == 4);
        InputMap inputs = preparation == 0 ? InputMap.Identity(InputCount) : Fit(preparation);
        int outputs = _random.Next(1, 4);
        OutputLink link = _random.Next(3) == 0 ? OutputLink.Softmax : OutputLink.Identity;
        ColumnScaling? targets = _random.Next(2) == 0 ? null : new ColumnScaling(
            [.. Enumerable.Range(0, outputs).Select(k => 2 * k - 1.5)], [.. Enumerable.Range(0, outputs).Select(k => 0.7 * (k + 1))]);
        _preprocessing = new ModelPreprocessing(inputs, _random.Next(2) == 0, targets);
        Network[] networks = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => NetworkOf(outputs))];
        Model = new NeuronPursuitModel(new FittedNetworks(networks, _preprocessing, link), [], PursuitStopReason.MaxIterations);
    }

    /// <summary>Samples that single precision holds exactly.</summary>
    public double[,] X { get; }

    public NeuronPursuitModel Model { get; }

    /// <summary>By how much a relative error of the inputs grows on the way: the degree of homogeneity in them.</summary>
    public double Degree => Model.Networks.Max(network => Math.Pow(network.Activation.Power, network.Depth - 1));

    /// <summary>Columns: normal, normal with missing values, skewed, constant.</summary>
    public static double[,] Samples(int count, int seed, bool withMissing)
    {
        var random = new Random(seed);
        double[,] X = new double[count, InputCount];
        for (int row = 0; row < count; row++)
        {
            X[row, 0] = (float)(50 + 10 * Normal(random));
            X[row, 1] = withMissing && row % 5 == 0 ? double.NaN : (float)Normal(random);
            X[row, 2] = (float)Math.Exp(1.5 * Normal(random));
            X[row, 3] = 7;
        }

        return X;
    }

    public static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static InputMap Fit(int preparation)
    {
        var settings = new InputMapSettings(
            Standardize: preparation > 1,
            CommonScale: 4,
            Clip: preparation > 2 ? 1.5 : double.PositiveInfinity,
            Ranks: preparation > 2,
            Missing: preparation == 4 ? MissingValues.MeanAndIndicator : MissingValues.Fail);
        return InputMapFitter.Fit<double>(settings, Samples(300, 5, withMissing: preparation == 4), CancellationToken.None);
    }

    private Network NetworkOf(int outputs)
    {
        HomogeneousActivation activation = _random.Next(6) == 0
            ? new TwoSided(2 * _random.NextDouble() - 1, 2 * _random.NextDouble() - 1, _random.Next(1, 5))
            : HomogeneousActivation.Create(Slopes[_random.Next(Slopes.Length)], _random.Next(1, 5));
        int[] hidden = [.. Enumerable.Range(0, _random.Next(1, 5)).Select(_ => _random.Next(1, 6))];
        var shape = new NetworkShape([_preprocessing.NetworkInputCount, .. hidden, outputs], activation);
        double[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => _random.Next(5) == 0 ? 0 : Normal(_random))];
        double[][] signals = [.. Enumerable.Range(0, X.GetLength(0)).Select(Prepared)];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            GrowableLayer view = shape.Layer(layer);
            bool isLast = layer == shape.Depth - 1;
            double[][] above = [.. signals.Select(_ => new double[view.Width])];
            for (int row = 0; row < view.Width; row++)
            {
                Span<double> weights = view.Row(parameters, row);
                double[] sums = new double[signals.Length];
                for (int sample = 0; sample < sums.Length; sample++)
                {
                    for (int column = 0; column < weights.Length; column++)
                    {
                        sums[sample] += weights[column] * signals[sample][column];
                    }
                }

                double[] values = isLast ? sums : [.. sums.Select(activation.Evaluate)];
                double size = Math.Sqrt(values.Average(value => value * value));
                double factor = size == 0 ? 1 : Math.Pow(size, isLast ? -1 : -1.0 / activation.Power);
                foreach (ref double weight in weights)
                {
                    weight *= factor;
                }

                for (int sample = 0; sample < sums.Length; sample++)
                {
                    above[sample][row] = isLast ? factor * sums[sample] : activation.Evaluate(factor * sums[sample]);
                }
            }

            signals = above;
        }

        return new Network(shape, parameters);
    }

    private double[] Prepared(int sample)
    {
        double[] inputs = new double[_preprocessing.NetworkInputCount];
        inputs[^1] = 1;
        _preprocessing.Inputs.Apply(X.GetRowSpan(sample), inputs);
        return inputs;
    }

    private sealed class TwoSided(double positive, double negative, int power) : HomogeneousActivation(positive, negative, power);
}
