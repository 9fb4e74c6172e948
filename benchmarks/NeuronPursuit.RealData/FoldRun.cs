namespace NeuronPursuit.RealData;

/// <summary>One fit on all folds but one, and its test on that one.</summary>
/// <param name="Score">Root mean squared error, or the part of classes that are right.</param>
/// <param name="Seconds">CPU seconds of the fit.</param>
/// <param name="Model">What came about.</param>
internal sealed record FoldRun(double Score, double Seconds, NeuronPursuitModel Model)
{
    public static FoldRun Of(Table table, string fold, Options options)
    {
        Split split = table.SplitBy(fold);
        NeuronPursuitBuilder builder = options.Builder();
        if (table.HasMissingValues)
        {
            builder = builder.WithMissingValues(MissingValues.MeanAndIndicator);
        }

        TimeSpan before = Environment.CpuUsage.TotalTime;
        if (table.IsClassification)
        {
            NeuronPursuitClassifier<string> classifier = builder.FitClassifier(split.X, split.Target);
            double seconds = Since(before);
            string[] predicted = classifier.Predict(split.TestX);
            double right = predicted.Zip(split.TestTarget).Count(pair => pair.First == pair.Second);
            return new FoldRun(right / predicted.Length, seconds, classifier.Model);
        }
        else
        {
            NeuronPursuitModel model = builder.Fit(split.X, split.Numbers);
            double seconds = Since(before);
            double squares = model.Predict(split.TestX).Zip(split.TestNumbers).Average(pair => (pair.First - pair.Second) * (pair.First - pair.Second));
            return new FoldRun(Math.Sqrt(squares), seconds, model);
        }
    }

    private static double Since(TimeSpan before) => (Environment.CpuUsage.TotalTime - before).TotalSeconds;
}
