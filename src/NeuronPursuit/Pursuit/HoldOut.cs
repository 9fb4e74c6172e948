namespace NeuronPursuit;

/// <summary>Data in two parts: one to train on, one that only judges.</summary>
internal sealed class HoldOut
{
    private readonly Dictionary<string, (ILocalPursuitData Training, ILocalPursuitData Validation)> _views = [];
    private readonly PursuitMetrics _validationMetrics;

    /// <param name="training">The samples that a network is trained on.</param>
    /// <param name="validation">Those that judge it: a part of the caller's data, or the caller's own set.</param>
    /// <param name="metrics">Knows the units of the outputs.</param>
    public HoldOut(ILocalPursuitData training, ILocalPursuitData validation, PursuitMetrics metrics)
    {
        (Training, Validation) = (training, validation);
        TrainingMetrics = metrics.ForPart(Training);
        _validationMetrics = metrics.ForPart(Validation);
        double[]? weights = Validation.CopyWeights();
        ErrorOfMean = _validationMetrics.RelativeError([.. Validation.CopyTargets().Select(values => SquaresAboutMean(values, weights))]);
    }

    private HoldOut(ILocalPursuitData all, (int[] Training, int[] Validation) parts, PursuitMetrics metrics)
        : this(all.SelectSamples(parts.Training), all.SelectSamples(parts.Validation), metrics)
    {
        HeldOutWeight = all.CopyWeights() is { } weights ? parts.Validation.Sum(sample => weights[sample]) : null;
        HeldOutSamples = parts.Validation;
    }

    /// <param name="all">All samples and inputs.</param>
    /// <param name="fraction">The part of the samples' weight that is held out; at least one sample is, and one is not. A single sample is in both parts.</param>
    /// <param name="metrics">Knows the units of the outputs.</param>
    /// <param name="seed">Decides which samples are held out.</param>
    public HoldOut(ILocalPursuitData all, double fraction, PursuitMetrics metrics, ulong seed)
        : this(all, Parts(Shuffled(all.SampleCount, seed), 0, fraction, all.CopyWeights()), metrics)
    {
    }

    public ILocalPursuitData Training { get; }

    public ILocalPursuitData Validation { get; }

    /// <summary>The weight of the held-out part among all samples; null where they weigh the same, and for a set of the caller's own.</summary>
    public double? HeldOutWeight { get; }

    /// <summary>Which of all samples are held out, ascending; null for a set of the caller's own.</summary>
    public int[]? HeldOutSamples { get; }

    /// <summary>The relative error on the held-out part of its own mean: what a fit without signal reaches.</summary>
    public double ErrorOfMean { get; }

    /// <summary>What errors on the held-out part are multiplied by to compare fits of different references.</summary>
    public double HeldOutUnit => _validationMetrics.Absolute(1, Validation.Loss);

    /// <summary>The same for errors on the training part.</summary>
    public double TrainingUnit => TrainingMetrics.Absolute(1, Training.Loss);

    /// <summary>Errors and losses on the training part.</summary>
    public PursuitMetrics TrainingMetrics { get; }

    /// <summary>The training part with some of the inputs only.</summary>
    public ILocalPursuitData TrainingOn(int[] inputs) => View(inputs).Training;

    /// <summary>The relative error of a network on the part it was trained on.</summary>
    public double TrainingErrorOf(Network network, int[] inputs, CancellationToken cancellationToken) =>
        TrainingMetrics.ErrorOf(View(inputs).Training, network, cancellationToken);

    /// <summary>The relative error of a network of all inputs on the held-out part; infinite where it overflows.</summary>
    public double ErrorOf(Network network, CancellationToken cancellationToken) => ErrorOn(Validation, network, cancellationToken);

    /// <summary>The relative error of a network of some inputs on the held-out part; infinite where it overflows.</summary>
    public double ErrorOf(Network network, int[] inputs, CancellationToken cancellationToken) =>
        ErrorOn(View(inputs).Validation, network, cancellationToken);

    /// <summary>The loss of a network on the held-out part, in internal units; infinite where it overflows.</summary>
    public double LossOf(Network network, CancellationToken cancellationToken)
    {
        ISumObjective objective = Validation.TrainingObjective(network.Shape, cancellationToken);
        double loss = objective.Evaluate(network.Parameters, new double[network.Parameters.Length]);
        return double.IsNaN(loss) ? double.PositiveInfinity : loss;
    }

    /// <summary>The outputs of a network of some inputs for the held-out samples, one array per output.</summary>
    public double[][] PredictionsOf(Network network, int[] inputs)
    {
        double[][] columns = View(inputs).Validation.CopyInputs();
        var predictor = new SamplePredictor(network);
        double[] x = new double[columns.Length];
        double[] outputs = new double[network.Shape.OutputCount];
        double[][] predictions = [.. outputs.Select(_ => new double[Validation.SampleCount])];
        for (int row = 0; row < Validation.SampleCount; row++)
        {
            for (int k = 0; k < x.Length; k++)
            {
                x[k] = columns[k][row];
            }

            predictor.Predict(x, outputs);
            for (int output = 0; output < outputs.Length; output++)
            {
                predictions[output][row] = outputs[output];
            }
        }

        return predictions;
    }

    /// <summary>A permutation of 0 to count - 1 (Fisher-Yates).</summary>
    public static int[] Shuffled(int count, ulong seed)
    {
        int[] order = [.. Enumerable.Range(0, count)];
        var random = new RandomStream(seed);
        for (int i = count - 1; i > 0; i--)
        {
            int j = (int)(random.NextDouble() * (i + 1));
            (order[i], order[j]) = (order[j], order[i]);
        }

        return order;
    }

    /// <summary>Data whose held-out part is a cyclic window of an order of the samples.</summary>
    /// <param name="all">All samples and inputs.</param>
    /// <param name="order">A permutation of the samples.</param>
    /// <param name="start">Where in the order the window begins.</param>
    /// <param name="fraction">The part of the samples in the window, as for a fraction that is held out.</param>
    /// <param name="metrics">Knows the units of the outputs.</param>
    public static HoldOut Window(ILocalPursuitData all, int[] order, int start, double fraction, PursuitMetrics metrics) =>
        new(all, Parts(order, start, fraction, all.CopyWeights()), metrics);

    /// <summary>How many samples of an order have a part of the weight of all, as near as it goes.</summary>
    /// <param name="order">The samples.</param>
    /// <param name="fraction">The part, from 0 to 1.</param>
    /// <param name="weights">What they count; null where all count alike.</param>
    public static int CountOf(int[] order, double fraction, double[]? weights)
    {
        if (weights is null)
        {
            return (int)Math.Round(fraction * order.Length);
        }

        double part = fraction * weights.Sum();
        double sum = 0;
        for (int count = 0; count < order.Length; count++)
        {
            double weight = weights[order[count]];
            if (sum + weight / 2 > part)
            {
                return count;
            }

            sum += weight;
        }

        return order.Length;
    }

    private static (int[] Training, int[] Validation) Parts(int[] order, int start, double fraction, double[]? weights)
    {
        int[] rotated = [.. order[start..], .. order[..start]];
        int count = Math.Clamp(CountOf(rotated, fraction, weights), 1, Math.Max(1, order.Length - 1));
        int[] validation = rotated[..count];
        int[] training = order.Length == 1 ? rotated : rotated[count..];
        Array.Sort(validation);
        Array.Sort(training);
        return (training, validation);
    }

    private static double SquaresAboutMean(double[] values, double[]? weights)
    {
        double mean = SampleWeights.Mean(values, weights);
        return values.Select((value, i) => (weights is null ? 1 : weights[i]) * (value - mean) * (value - mean)).Sum();
    }

    private double ErrorOn(ILocalPursuitData validation, Network network, CancellationToken cancellationToken)
    {
        double error = _validationMetrics.ErrorOf(validation, network, cancellationToken);
        return double.IsNaN(error) ? double.PositiveInfinity : error;
    }

    /// <summary>Both parts with some of the inputs, packed anew and kept: a sparse pursuit asks for the same ones many times.</summary>
    private (ILocalPursuitData Training, ILocalPursuitData Validation) View(int[] inputs)
    {
        string key = string.Join(',', inputs);
        if (!_views.TryGetValue(key, out (ILocalPursuitData Training, ILocalPursuitData Validation) view))
        {
            view = (Training.SelectInputs(inputs), Validation.SelectInputs(inputs));
            _views[key] = view;
        }

        return view;
    }
}
