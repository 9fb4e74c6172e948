namespace NeuronPursuit;

/// <summary>
/// What networks leave of samples that they were not trained on: what intervals and prediction sets are calibrated by. One array per
/// output, in the units of training; for classes one array, one minus the probability of the right class.
/// </summary>
/// <param name="Values">Target minus prediction; NaN for a target that is left out.</param>
/// <param name="Spreads">How far the networks of a bag disagree about the same samples; null for a single network, and for classes.</param>
/// <param name="Weights">The weights of the samples; null where all weigh the same.</param>
internal sealed record HeldOutResiduals(double[][] Values, double[][]? Spreads, double[]? Weights)
{
    /// <summary>Which samples of the fit they are of; null for samples of the caller's own.</summary>
    public int[]? Samples { get; init; }

    /// <summary>
    /// Whether the inputs of the networks were chosen by these samples, out of hundreds of trials: such residuals compare fits, but are too small for
    /// intervals.
    /// </summary>
    public bool ChoseInputs { get; init; }

    /// <summary>The residuals of one network.</summary>
    public static HeldOutResiduals Of(ILocalPursuitData heldOut, Network network, OutputLink link, CancellationToken cancellationToken) =>
        Of(heldOut, [network], [], link, cancellationToken);

    /// <summary>The residuals of the mean of networks that have not seen the samples, beside others that have.</summary>
    /// <param name="heldOut">The samples.</param>
    /// <param name="unseen">The networks that were not trained on them.</param>
    /// <param name="others">The other networks of the model; they count for the spread.</param>
    /// <param name="link">What the outputs mean.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static HeldOutResiduals Of(
        ILocalPursuitData heldOut, IReadOnlyList<Network> unseen, IReadOnlyList<Network> others, OutputLink link, CancellationToken cancellationToken)
    {
        double[][] targets = heldOut.CopyTargets();
        var moments = new RunningMoments(targets.Length, heldOut.SampleCount, deviations: link != OutputLink.Softmax && unseen.Count + others.Count > 1);
        foreach (Network network in unseen)
        {
            moments.Add(Predictions(heldOut, network, link, cancellationToken));
        }

        double[][] means = moments.CopyMeans();
        if (link == OutputLink.Softmax)
        {
            return new HeldOutResiduals([OfRightClass(targets, means)], null, heldOut.CopyWeights());
        }

        double[][] residuals = [.. targets.Zip(means, (target, mean) => target.Zip(mean, (t, m) => t - m).ToArray())];
        foreach (Network network in others)
        {
            moments.Add(Predictions(heldOut, network, link, cancellationToken));
        }

        return new HeldOutResiduals(residuals, unseen.Count + others.Count > 1 ? moments.CopyDeviations() : null, heldOut.CopyWeights());
    }

    /// <summary>The residuals of a sparse network on the samples that judged it.</summary>
    public static HeldOutResiduals Of(HoldOut judges, SparseState state)
    {
        double[][] predictions = judges.PredictionsOf(state.Network, state.Inputs);
        return new HeldOutResiduals(
            [.. judges.Validation.CopyTargets().Zip(predictions, (target, predicted) => target.Zip(predicted, (t, p) => t - p).ToArray())],
            null,
            judges.Validation.CopyWeights())
        {
            Samples = judges.HeldOutSamples,
            ChoseInputs = true,
        };
    }

    /// <summary>The same with weights of a given sum, so that parts of different weight can stand together.</summary>
    public HeldOutResiduals OfWeight(double total)
    {
        double[] weights = Weights ?? [.. Values[0].Select(_ => 1.0)];
        double factor = total / weights.Sum();
        return this with { Weights = Array.ConvertAll(weights, weight => factor * weight) };
    }

    /// <summary>Those of several parts of the samples together.</summary>
    public static HeldOutResiduals Concat(IReadOnlyList<HeldOutResiduals> parts) => new(
        Joined(parts, part => part.Values),
        parts.All(part => part.Spreads is not null) ? Joined(parts, part => part.Spreads!) : null,
        parts.Any(part => part.Weights is not null)
            ? [.. parts.SelectMany(part => part.Weights ?? [.. part.Values[0].Select(_ => 1.0)])]
            : null)
    {
        Samples = parts.All(part => part.Samples is not null) ? [.. parts.SelectMany(part => part.Samples!)] : null,
    };

    /// <summary>In other units, one factor an output.</summary>
    public HeldOutResiduals In(IReadOnlyList<double> units) => this with
    {
        Values = [.. Values.Select((values, k) => Array.ConvertAll(values, value => units[k] * value))],
        Spreads = Spreads is null ? null : [.. Spreads.Select((values, k) => Array.ConvertAll(values, value => units[k] * value))],
    };

    private static double[][] Joined(IReadOnlyList<HeldOutResiduals> parts, Func<HeldOutResiduals, double[][]> columns) =>
        [.. Enumerable.Range(0, columns(parts[0]).Length).Select(k => parts.SelectMany(part => columns(part)[k]).ToArray())];

    private static double[][] Predictions(ILocalPursuitData data, Network network, OutputLink link, CancellationToken cancellationToken)
    {
        double[][] outputs = data.CopyOutputs(network, cancellationToken);
        if (link == OutputLink.Identity)
        {
            return outputs;
        }

        double[] row = new double[outputs.Length];
        for (int i = 0; i < data.SampleCount; i++)
        {
            for (int k = 0; k < row.Length; k++)
            {
                row[k] = outputs[k][i];
            }

            OutputLinks.Apply(link, row);
            for (int k = 0; k < row.Length; k++)
            {
                outputs[k][i] = row[k];
            }
        }

        return outputs;
    }

    private static double[] OfRightClass(double[][] targets, double[][] probabilities)
    {
        double[] scores = new double[targets[0].Length];
        for (int i = 0; i < scores.Length; i++)
        {
            int right = 0;
            for (int k = 1; k < targets.Length; k++)
            {
                right = targets[k][i] > targets[right][i] ? k : right;
            }

            scores[i] = 1 - probabilities[right][i];
        }

        return scores;
    }

    /// <summary>Means and deviations of columns of numbers that come one after the other (Welford).</summary>
    private sealed class RunningMoments(int columns, int rows, bool deviations)
    {
        private readonly double[][] _means = Columns(columns, rows);
        private readonly double[][] _squares = deviations ? Columns(columns, rows) : [];
        private int _count;

        public void Add(double[][] values)
        {
            _count++;
            for (int k = 0; k < columns; k++)
            {
                for (int i = 0; i < rows; i++)
                {
                    double difference = values[k][i] - _means[k][i];
                    _means[k][i] += difference / _count;
                    if (deviations)
                    {
                        _squares[k][i] += difference * (values[k][i] - _means[k][i]);
                    }
                }
            }
        }

        public double[][] CopyMeans() => Array.ConvertAll(_means, means => (double[])means.Clone());

        public double[][] CopyDeviations() => Array.ConvertAll(_squares, squares => Array.ConvertAll(squares, sum => Math.Sqrt(sum / _count)));

        private static double[][] Columns(int columns, int rows) => [.. Enumerable.Range(0, columns).Select(_ => new double[rows])];
    }
}
