using CommunityToolkit.HighPerformance;

namespace NeuronPursuit.Code.Tests.Support;

/// <summary>
/// A model of random weights: any depth from 2 to 4, activation (powers 1 to 4), preparation, number of networks and outputs, and link; in
/// some no network looks at the second input. Neurons are scaled to outputs near 1 on ordinary rows, which trained networks have too.
/// </summary>
internal sealed class RandomModel
{
    public const int InputCount = 4;

    private static readonly double[] Slopes = [0, 0, 0, 0.01, 0.3, 1, 1.5, -0.5, -1];

    private readonly Random _random;
    private readonly ModelPreprocessing _preprocessing;
    private readonly double[,] _samples;

    public RandomModel(int seed)
    {
        _random = new Random(seed);
        int preparation = _random.Next(6);
        TakesMissing = preparation >= 4;
        _samples = Samples(40, seed, TakesMissing);
        InputMap inputs = preparation == 0 ? InputMap.Identity(InputCount) : Fit(preparation);
        OutputLink link = _random.Next(4) switch { 0 => OutputLink.Softmax, 1 => OutputLink.Exponential, _ => OutputLink.Identity };
        int outputs = link == OutputLink.Softmax ? _random.Next(2, 4) : _random.Next(1, 4);
        ColumnScaling? targets = _random.Next(2) == 0 ? null : new ColumnScaling(
            [.. Enumerable.Range(0, outputs).Select(k => 2 * k - 1.5)], [.. Enumerable.Range(0, outputs).Select(k => 0.7 * (k + 1))]);
        _preprocessing = new ModelPreprocessing(inputs, _random.Next(2) == 0, targets);
        bool isSparse = _random.Next(3) == 0;
        Network[] networks = [.. Enumerable.Range(0, _random.Next(2) == 0 ? 1 : _random.Next(2, 4)).Select(_ => NetworkOf(outputs, isSparse))];
        bool isCurved = link == OutputLink.Identity && _random.Next(3) == 0;
        ModelPreprocessing preprocessing = isCurved
            ? _preprocessing with { Curves = [.. Enumerable.Range(0, outputs).Select(k => k == 1 ? null : new TargetCurve(0.3 - k, k == 0 ? 1 : -1, 2.5, k == 0 ? 3.7 : -0.4, 11.1 * k))] }
            : _preprocessing;
        Model = new NeuronPursuitModel(new FittedNetworks(networks, preprocessing, link), [], PursuitStopReason.MaxIterations);
        Rows = AllRows();
    }

    public NeuronPursuitModel Model { get; }

    public bool TakesMissing { get; }

    /// <summary>Ordinary rows, and rows with missing, extreme and tiny values.</summary>
    public double[,] Rows { get; }

    /// <summary>Columns: normal, normal with missing values, skewed, constant.</summary>
    private static double[,] Samples(int count, int seed, bool withMissing)
    {
        var random = new Random(seed);
        double[,] X = new double[count, InputCount];
        for (int row = 0; row < count; row++)
        {
            X[row, 0] = 50 + 10 * Normal(random);
            X[row, 1] = withMissing && row % 5 == 0 ? double.NaN : Normal(random);
            X[row, 2] = Math.Exp(1.5 * Normal(random));
            X[row, 3] = 7;
        }

        return X;
    }

    private static double Normal(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static InputMap Fit(int preparation)
    {
        var settings = new InputMapSettings(
            Standardize: preparation > 1,
            CommonScale: 4,
            Clip: preparation is 3 or 5 ? 1.5 : double.PositiveInfinity,
            Ranks: preparation is 3 or 5,
            Missing: preparation >= 4 ? MissingValues.MeanAndIndicator : MissingValues.Fail);
        return InputMapFitter.Fit<double>(settings, Samples(300, 5, withMissing: preparation >= 4), CancellationToken.None);
    }

    private double[,] AllRows()
    {
        const int Ordinary = 12;
        double[] special = [double.NaN, 1e300, -1e300, 1e-300, -1e-300, double.Epsilon, 0, 3.5];
        double[,] rows = new double[Ordinary + special.Length * (InputCount + 1) + 6, InputCount];
        int place = 0;
        for (; place < Ordinary; place++)
        {
            _samples.GetRowSpan(place).CopyTo(rows.GetRowSpan(place));
        }

        foreach (double value in special)
        {
            for (int column = 0; column < InputCount; column++, place++)
            {
                _samples.GetRowSpan(1 + column).CopyTo(rows.GetRowSpan(place));
                rows[place, column] = value;
            }

            rows.GetRowSpan(place++).Fill(value);
        }

        for (; place < rows.GetLength(0); place++)
        {
            for (int column = 0; column < InputCount; column++)
            {
                rows[place, column] = special[_random.Next(1, special.Length)] * (1 + _random.NextDouble());
            }
        }

        return rows;
    }

    private Network NetworkOf(int outputs, bool isSparse)
    {
        HomogeneousActivation activation = _random.Next(6) == 0
            ? new TwoSided(2 * _random.NextDouble() - 1, 2 * _random.NextDouble() - 1, _random.Next(1, 5))
            : HomogeneousActivation.Create(Slopes[_random.Next(Slopes.Length)], _random.Next(2) == 0 ? 1 : _random.Next(1, 5));
        int[] hidden = [.. Enumerable.Range(0, _random.Next(1, 4)).Select(_ => _random.Next(1, 6))];
        var shape = new NetworkShape([_preprocessing.NetworkInputCount, .. hidden, outputs], activation);
        double[] parameters = [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => _random.Next(6) == 0 ? 0 : Normal(_random))];
        double[][] signals = [.. Enumerable.Range(0, _samples.GetLength(0)).Select(Prepared)];
        for (int layer = 0; layer < shape.Depth; layer++)
        {
            GrowableLayer view = shape.Layer(layer);
            bool isLast = layer == shape.Depth - 1;
            double[][] above = [.. signals.Select(_ => new double[view.Width])];
            for (int row = 0; row < view.Width; row++)
            {
                Span<double> weights = view.Row(parameters, row);
                if (layer == 0 && isSparse)
                {
                    weights[1] = 0;
                }

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
        _preprocessing.Inputs.Apply(_samples.GetRowSpan(sample), inputs);
        return inputs;
    }

    private sealed class TwoSided(double positive, double negative, int power) : HomogeneousActivation(positive, negative, power);
}
