namespace NeuronPursuit.RealData;

/// <summary>One fit on all folds but one, and its test on that one.</summary>
/// <param name="Score">Root mean squared error, or the part of classes that are right.</param>
/// <param name="LogLoss">The mean of minus the logarithm of the right class's probability; null for numbers.</param>
/// <param name="Covered">The part of targets in the interval, or the set of classes, of 90 %; null where nothing was held out.</param>
/// <param name="Width">The mean width of those intervals, or the mean number of classes.</param>
/// <param name="Seconds">CPU seconds of the fit.</param>
/// <param name="Model">What came about.</param>
internal sealed record FoldRun(double Score, double? LogLoss, double? Covered, double? Width, double Seconds, NeuronPursuitModel Model)
{
    private const double Coverage = 0.9;

    /// <summary>How far the probabilities of the classes that were predicted are from the shares of right ones; null for numbers.</summary>
    public double? CalibrationError { get; private init; }

    /// <summary>The size of the model's file.</summary>
    public long Bytes
    {
        get
        {
            using var file = new MemoryStream();
            Model.Save(file);
            return file.Length;
        }
    }

    public static FoldRun Of(Table table, string fold, Options options)
    {
        Split split = table.SplitBy(fold);
        NeuronPursuitBuilder builder = options.Builder();
        if (table.HasMissingValues)
        {
            builder = builder.WithMissingValues(MissingValues.MeanAndIndicator);
        }

        return table.IsClassification ? OfClasses(builder, split) : OfNumbers(builder, split);
    }

    private static FoldRun OfNumbers(NeuronPursuitBuilder builder, Split split)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        NeuronPursuitModel model = builder.Fit(split.X, split.Numbers);
        double seconds = Since(before);
        double[] targets = split.TestNumbers;
        double squares = model.Predict(split.TestX).Zip(targets).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
        var run = new FoldRun(Math.Sqrt(squares), null, null, null, seconds, model);
        if (model.CalibrationCount == 0)
        {
            return run;
        }

        (double Lower, double Upper)[] intervals = model.PredictInterval(split.TestX, Coverage);
        return run with
        {
            Covered = intervals.Zip(targets).Average(pair => pair.First.Lower <= pair.Second && pair.Second <= pair.First.Upper ? 1 : 0),
            Width = intervals.Average(interval => interval.Upper - interval.Lower),
        };
    }

    private static FoldRun OfClasses(NeuronPursuitBuilder builder, Split split)
    {
        TimeSpan before = Environment.CpuUsage.TotalTime;
        NeuronPursuitClassifier<string> classifier = builder.FitClassifier(split.X, split.Target);
        double seconds = Since(before);
        string[] predicted = classifier.Predict(split.TestX);
        double right = predicted.Zip(split.TestTarget).Count(pair => pair.First == pair.Second);
        List<string> labels = [.. classifier.Labels];
        double[,] probabilities = classifier.PredictProbabilities(split.TestX);
        double logLoss = split.TestTarget.Select((label, row) =>
            -Math.Log(Math.Max(labels.IndexOf(label) is >= 0 and var k ? probabilities[row, k] : 0, 1e-15))).Average();
        var run = new FoldRun(right / predicted.Length, logLoss, null, null, seconds, classifier.Model) { CalibrationError = CalibrationErrorOf(probabilities, split.TestTarget, labels) };
        if (classifier.Model.CalibrationCount == 0)
        {
            return run;
        }

        string[][] sets = classifier.PredictSets(split.TestX, Coverage);
        return run with
        {
            Covered = sets.Zip(split.TestTarget).Average(pair => pair.First.Contains(pair.Second) ? 1 : 0),
            Width = sets.Average(set => set.Length),
        };
    }

    /// <summary>Of the rows whose class occurred in training.</summary>
    private static double CalibrationErrorOf(double[,] probabilities, string[] targets, List<string> labels)
    {
        int[] rows = [.. Enumerable.Range(0, targets.Length).Where(row => labels.Contains(targets[row]))];
        double[,] known = new double[rows.Length, labels.Count];
        for (int i = 0; i < rows.Length; i++)
        {
            for (int k = 0; k < labels.Count; k++)
            {
                known[i, k] = probabilities[rows[i], k];
            }
        }

        return ClassificationErrors.Of(known, Array.ConvertAll(rows, row => labels.IndexOf(targets[row]))).ExpectedCalibrationError;
    }

    private static double Since(TimeSpan before) => (Environment.CpuUsage.TotalTime - before).TotalSeconds;
}
