namespace NeuronPursuit.Tests.Inspection;

/// <summary>Models of random weights: any depth, activation, preparation, number of networks and outputs, and link.</summary>
internal static class RandomModels
{
    public const int InputCount = 4;

    private static readonly HomogeneousActivation[] Activations =
    [
        HomogeneousActivation.ReLU, HomogeneousActivation.LeakyReLU(0.2), HomogeneousActivation.Square,
        HomogeneousActivation.Create(0, 2), HomogeneousActivation.Create(-0.3, 3), HomogeneousActivation.Linear,
        HomogeneousActivation.LeakyReLU(1.5), new SignedSquare(),
    ];

    public static NeuronPursuitModel Create(int seed)
    {
        var random = new Random(seed);
        int networks = random.Next(1, 4);
        int outputs = random.Next(1, 4);
        bool intercept = random.Next(2) == 0;
        InputMap inputs = Inputs(random);
        OutputLink link = seed % 4 == 3 ? OutputLink.Exponential : (OutputLink)(seed % 2);
        ColumnScaling? targets = link != OutputLink.Identity || random.Next(2) == 0
            ? null
            : new ColumnScaling([.. Enumerable.Range(0, outputs).Select(k => k - 0.5)], [.. Enumerable.Range(0, outputs).Select(k => 3.0 * (k + 1))]);
        var preprocessing = new ModelPreprocessing(inputs, intercept, targets);
        Network[] members = [.. Enumerable.Range(0, networks).Select(_ => NetworkOf(random, preprocessing.NetworkInputCount, outputs))];
        if (link != OutputLink.Identity)
        {
            members = [.. members.Select(network => Limit(network, preprocessing, seed, link == OutputLink.Softmax ? 4 : 0.1))];
        }

        return new NeuronPursuitModel(new FittedNetworks(members, preprocessing, link), [], PursuitStopReason.MaxIterations);
    }

    /// <summary>
    /// Log-odds of a few at most, so that the probabilities are neither all 0 nor all 1; smaller logarithms, so that other rows have
    /// finite exponentials.
    /// </summary>
    private static Network Limit(Network network, ModelPreprocessing preprocessing, int seed, double most)
    {
        var model = new NeuronPursuitModel(new FittedNetworks(network, preprocessing), [], PursuitStopReason.MaxIterations);
        double[,] outputs = model.PredictAll(Samples(12, seed, preprocessing.Inputs.AllowsMissing));
        double largest = Math.Max(most, outputs.Cast<double>().Max(Math.Abs));
        Network limited = network.Clone();
        foreach (ref double weight in limited.Shape.Layer(limited.Shape.Depth - 1).Weights(limited.Parameters.AsSpan()))
        {
            weight *= most / largest;
        }

        return limited;
    }

    /// <summary>Four columns: normal, normal with missing values, skewed, constant.</summary>
    public static double[,] Samples(int count, int seed, bool withMissing)
    {
        (double[,] X, _) = Problems.Gaussian(count, InputCount, seed, _ => 0);
        for (int row = 0; row < count; row++)
        {
            X[row, 1] = withMissing && row % 5 == 0 ? double.NaN : X[row, 1];
            X[row, 2] = Math.Exp(1.5 * X[row, 2]);
            X[row, 3] = 7;
        }

        return X;
    }

    private static InputMap Inputs(Random random)
    {
        int kind = random.Next(5);
        if (kind == 0)
        {
            return InputMap.Identity(InputCount);
        }

        var settings = new InputMapSettings(
            Standardize: kind > 1,
            CommonScale: 4,
            Clip: kind > 2 ? 1.5 : double.PositiveInfinity,
            Ranks: kind > 2,
            Missing: kind == 4 ? MissingValues.MeanAndIndicator : MissingValues.Fail);
        return InputMapFitter.Fit<double>(settings, Samples(60, 5, withMissing: kind == 4), CancellationToken.None);
    }

    private static Network NetworkOf(Random random, int inputs, int outputs)
    {
        int[] hidden = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => random.Next(1, 4))];
        var shape = new NetworkShape([inputs, .. hidden, outputs], Activations[random.Next(Activations.Length)]);
        return new Network(
            shape,
            [.. Enumerable.Range(0, shape.ParameterCount).Select(_ => random.Next(4) == 0 ? 0 : 2 * random.NextDouble() - 1)]);
    }
}
